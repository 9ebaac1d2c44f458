import { linkKey, linkNumber } from '../archive/keys.ts';
import type { HeldArticle, Store } from '../store/store.ts';

/** Articles that so many share a link with are none of them behind it. */
const MOST_BEHIND = 20;

/** The archived article behind an address, wherever it is kept: under its own link, or a repost's. Null for none. */
export async function articleBehind(link: string, store: Pick<Store, 'related' | 'held'>): Promise<HeldArticle | null> {
  const key = linkKey(link);
  if (key === null) return null;
  const held = await store.held(await store.related([linkNumber(key)], MOST_BEHIND));
  return held.find(({ url, alsoAt }) => [url, ...alsoAt.map((copy) => copy.url)].some((known) => linkKey(known) === key)) ?? null;
}
