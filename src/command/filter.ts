import type { ArticleFilter, Store } from '../store/store.ts';

export interface Limited {
  /** Ids; null when nothing limits. */
  readonly articles: ReadonlySet<string> | null;
  /** Articles left out because they have no date to hold against the limits. */
  readonly undated: number;
}

/** The articles within the limits. An ambiguous date passes if any of its readings fits. */
export async function limitArticles(store: Store, filter: ArticleFilter): Promise<Limited> {
  if (Object.keys(filter).length === 0) return { articles: null, undated: 0 };
  return { articles: new Set(await store.ids(filter)), undated: await leftOutUndated(store, filter) };
}

export async function leftOutUndated(store: Store, filter: ArticleFilter): Promise<number> {
  return filter.published === undefined ? 0 : store.undated(filter);
}
