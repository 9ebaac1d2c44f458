import { foldName } from '../archive/fold.ts';
import { linkKey, linkNumber } from '../archive/keys.ts';
import type { HeldArticle, Store } from '../store/store.ts';
import { correctionsAt, type Corrections } from './corrections.ts';
import type { Warning } from './format.ts';
import { MOST_COMMON } from './repeats.ts';

const BATCH = 200;

/** Applies corrections that changed to what is stored already; articles that they no longer name are as their place says. */
export async function correctStored(store: Store, corrections: Corrections): Promise<{ changed: number; warnings: readonly Warning[] }> {
  if ((await store.corrections()) === corrections.fingerprint) return { changed: 0, warnings: [] };
  const ids = new Set(await store.corrected());
  const warnings = [...corrections.warnings];
  for (const { name, line } of corrections.named) {
    const found = await articlesNamed(store, name);
    for (const id of found) ids.add(id);
    if (found.length === 0) warnings.push({ where: correctionsAt(line), what: `no article of the archive is called "${name.slice(0, 200)}"` });
    if (found.length > 1) warnings.push({ where: correctionsAt(line), what: `${found.length} articles are called "${name.slice(0, 200)}", and all are corrected; use an id (${found.slice(0, 3).join(', ')}) to mean one` });
  }
  let changed = 0;
  const all = [...ids];
  for (let at = 0; at < all.length; at += BATCH) {
    for (const held of await store.held(all.slice(at, at + BATCH))) if (await saveCorrected(store, held, corrections)) changed++;
  }
  await store.settle();
  await store.setCorrections(corrections.fingerprint);
  return { changed, warnings };
}

async function articlesNamed(store: Store, name: string): Promise<string[]> {
  const link = linkKey(name);
  if (link !== null) {
    const held = await store.held(await store.related([linkNumber(link)], MOST_COMMON));
    return held.filter(({ url, asParsed }) => linkKey(asParsed?.url ?? url) === link).map(({ id }) => id);
  }
  const byId = await store.article(name);
  if (byId !== null) return [byId.id];
  const titled = [...(await store.findByTitle(name, MOST_COMMON)), ...(await store.articles(await store.corrected()))];
  return [...new Set(titled.filter(({ title, asParsed }) => foldName(asParsed?.title ?? title) === foldName(name)).map(({ id }) => id))];
}

/** True when it is another article by that. */
async function saveCorrected(store: Store, held: HeldArticle, { correct }: Corrections): Promise<boolean> {
  const { asParsed, collection, position, language, alsoAt, revisionOf, addedAt, ...shown } = held;
  const corrected = correct({ ...shown, ...asParsed });
  return (await store.save({ ...corrected, language, alsoAt, revisionOf, addedAt }, { collection, position })) !== 'same';
}
