import type { Store } from '../store/store.ts';
import type { Fetcher } from '../web/fetcher.ts';

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

/**
 * Which of these articles are gone: those whose own page is. One without a page of its own is gone when it is not shown.
 * `documents`: addresses that are no article's own.
 */
export async function findGone(store: Store, fetcher: Fetcher, suspects: readonly string[], documents: ReadonlySet<string>, signal?: AbortSignal): Promise<Vanished> {
  const gone: string[] = [];
  const unknown: string[] = [];
  let probes = 0;
  for (const { id, url } of await store.articles(suspects)) {
    if (url === null || documents.has(url)) gone.push(id);
    else if (probes++ >= MOST_PROBES) unknown.push(id);
    else {
      const found = await fetcher.probe(url, signal);
      if (found === 'gone') gone.push(id);
      else if (found === 'unknown') unknown.push(id);
    }
  }
  return { gone, unknown };
}
