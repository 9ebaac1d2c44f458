import type { Store } from '../store/store.ts';
import type { OriginTools } from './tools.ts';

/** So many links are tried in one refresh: a site is not asked for all its pages because its feed looks odd. */
const MOST_PROBES = 20;

/** The articles that stand at the first `places` places of a collection, in page order, and those with a copy in it. */
export async function shownIn(store: Store, collection: string, places: number): Promise<{ articles: string[]; copies: readonly string[] }> {
  const { articles, copies } = await store.placedIn(collection);
  // Each stands at a place of its own, so that no more than `places` of them can be meant.
  const first = await store.articles(articles.slice(0, places));
  return { articles: first.filter(({ position }) => position < places).map(({ id }) => id), copies };
}

/**
 * What was shown and is not any more although something behind it still is. What merely moved off the end of a feed says
 * nothing: a feed shows only the newest.
 */
export function missingFrom(before: readonly string[], shown: ReadonlySet<string>): string[] {
  const last = before.findLastIndex((id) => shown.has(id));
  return before.slice(0, Math.max(0, last)).filter((id) => !shown.has(id));
}

export interface Vanished {
  /** Ids of articles that are gone from their site. */
  readonly gone: readonly string[];
  /** Of those it could not be told now. */
  readonly unknown: readonly string[];
}

interface Search {
  /** Ids of articles that are not shown where they should be. */
  readonly missing: ReadonlySet<string>;
  /** Of others that were shown once, and of which it is not known why they are not. */
  readonly suspects: readonly string[];
  /** Addresses that are no article's own. */
  readonly documents: ReadonlySet<string>;
}

/** Which of these articles are gone: those whose own page is; of those without a page of their own, those that are missing. */
export async function findGone({ store, fetcher }: Pick<OriginTools, 'store' | 'fetcher'>, { missing, suspects, documents }: Search, signal?: AbortSignal): Promise<Vanished> {
  const gone: string[] = [];
  const unknown: string[] = [];
  let probes = 0;
  for (const { id, url } of await store.articles([...new Set([...missing, ...suspects])])) {
    if (url === null || documents.has(url)) {
      if (missing.has(id)) gone.push(id);
    } else if (probes++ >= MOST_PROBES) unknown.push(id);
    else {
      const found = await fetcher.probe(url, signal);
      if (found === 'gone') gone.push(id);
      else if (found === 'unknown') unknown.push(id);
    }
  }
  return { gone, unknown };
}
