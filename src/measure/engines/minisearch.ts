import MiniSearch from 'minisearch';
import type { Document } from '../collection.ts';
import { secondsSince, type BuiltRanker } from '../ranker.ts';

/** MiniSearch as its documentation shows it: two fields, every option at its default. What Backfile is measured against. */
export function rankWithMiniSearch(documents: readonly Document[]): BuiltRanker {
  const started = performance.now();
  const index = new MiniSearch<Document>({ fields: ['title', 'text'] });
  index.addAll(documents);
  const ranker = {
    rank: async (question: string, limit: number) => index.search(question).slice(0, limit).map(({ id }) => id as string),
    judge: null,
    close: async () => { index.removeAll(); },
  };
  return { ranker, buildSeconds: secondsSince(started) };
}
