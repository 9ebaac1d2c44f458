import type { Published } from '../archive/article.ts';
import { userError } from '../errors.ts';
import { readPeriod, type Period } from './period.ts';
import type { ArticleFilter, Store, StoredArticle } from '../store/store.ts';

/** What the asker limits an answer to; absent parts limit nothing. */
export interface Limits {
  readonly publisher?: string | undefined;
  readonly category?: string | undefined;
  /** A date as typed: on or after it. */
  readonly after?: string | undefined;
  /** A date as typed: on or before it. */
  readonly before?: string | undefined;
}

export interface Limited {
  /** Ids; null when nothing limits. */
  readonly articles: ReadonlySet<string> | null;
  /** Articles left out because they have no date to hold against the limits. */
  readonly undated: number;
}

/** The articles within the limits. An ambiguous date passes if any of its readings fits. Throws user errors for names and dates. */
export async function limitArticles(store: Store, limits: Limits): Promise<Limited> {
  const period = readPeriod(limits);
  const filter = await checkNames(store, limits);
  if (period === null && filter.publisher === undefined && filter.category === undefined) return { articles: null, undated: 0 };
  const articles = new Set<string>();
  let undated = 0;
  for await (const { id, published } of eachArticle(store, filter)) {
    if (period === null || fits(published, period)) articles.add(id);
    else if (published === null) undated++;
  }
  return { articles, undated };
}

function fits(published: Published | null, { from, to }: Period): boolean {
  return published !== null && published.readings.some((reading) => reading.slice(0, 10) >= from && reading.slice(0, 10) <= to);
}

/** The filter for the store, once each name is known to be one of the archive's. */
export async function checkNames(store: Store, { publisher, category }: Limits): Promise<ArticleFilter> {
  for (const [what, value] of [['publisher', publisher], ['category', category]] as const) {
    if (value === undefined) continue;
    const { articles } = await store.list({ [what]: value }, { limit: 1 });
    if (articles.length === 0) throw await unknownName(store, what, value);
  }
  return { ...(publisher !== undefined && { publisher }), ...(category !== undefined && { category }) };
}

async function unknownName(store: Store, what: 'publisher' | 'category', value: string): Promise<Error> {
  const known = what === 'publisher' ? await store.publishers() : await store.categories();
  const names = known.slice(0, 10).map(({ name }) => name);
  const more = known.length > names.length ? `, and ${known.length - names.length} more` : '';
  const remedy = names.length === 0 ? `No article of it names a ${what}; leave that option out.` : `The archive has: ${names.join(', ')}${more}.`;
  return userError(`No ${what} "${value.slice(0, 80)}" in this archive.`, remedy);
}

async function* eachArticle(store: Store, filter: ArticleFilter): AsyncIterable<StoredArticle> {
  let cursor: string | null = null;
  do {
    const page = await store.list(filter, { cursor, limit: 1_000 });
    yield* page.articles;
    cursor = page.cursor;
  } while (cursor !== null);
}
