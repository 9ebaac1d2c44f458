import { bareArticle, bareKnown, type Paragraph } from '../archive/article.ts';
import type { HeldArticle, Store } from '../store/store.ts';
import type { ReportedArticle } from './dry-run.ts';

const BATCH = 200;

/** The articles that stand in collections, in page order, as `ingest --json` lists them. Only some are in memory at once. */
export async function* reportStored(store: Store, collections: readonly string[]): AsyncGenerator<ReportedArticle> {
  const first = new Map<string, number>();
  let place = 0;
  for (const collection of collections) {
    for await (const { held, report } of standing(store, collection)) {
      yield { ...report, duplicateOf: first.get(held.id) ?? null };
      if (!first.has(held.id)) first.set(held.id, place);
      place++;
    }
  }
}

interface Standing {
  readonly position: number;
  readonly held: HeldArticle;
  readonly report: Omit<ReportedArticle, 'duplicateOf'>;
}

async function* standing(store: Store, collection: string): AsyncGenerator<Standing> {
  const { articles, copies } = await store.placedIn(collection);
  const ids = [...new Set([...articles, ...copies])];
  const found: Standing[] = [];
  for (let at = 0; at < ids.length; at += BATCH) {
    for (const held of await store.held(ids.slice(at, at + BATCH))) found.push(...standingsIn(held, collection));
    // Articles come by their places; copies are few.
    if (copies.length === 0) yield* found.splice(0);
  }
  yield* found.sort((a, b) => a.position - b.position);
}

function standingsIn(held: HeldArticle, collection: string): Standing[] {
  const bare = held.paragraphs.map(({ id, number, kind, text }): Paragraph => ({ id, number, kind, text }));
  const own = held.collection === collection ? [{ position: held.position, held, report: { ...bareArticle(held), paragraphs: bare } }] : [];
  const copies = held.alsoAt.filter(({ place }) => place.collection === collection);
  return [...own, ...copies.map((copy) => ({ position: copy.place.position, held, report: { id: held.id, ...bareKnown(copy), paragraphs: bare } }))];
}
