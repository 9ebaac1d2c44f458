import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Fault } from '../../errors.ts';
import { follow } from '../../search/follow.ts';
import { loadIndexes } from '../../search/indexes.ts';
import type { IndexModule } from '../../search/port.ts';
import { storeReader } from '../../search/reader.ts';
import { Searcher } from '../../search/searcher.ts';
import { openSqliteStore } from '../../store/sqlite.ts';
import type { Document } from '../collection.ts';
import { secondsSince, type BuiltRanker } from '../ranker.ts';
import { storedDocuments } from '../stored.ts';

/** This project's own search over a store of its own, in a folder that goes when the ranker is closed. */
export async function rankWithBackfile(documents: readonly Document[], indexName: string): Promise<BuiltRanker> {
  const module = await findIndex(indexName);
  const folder = await mkdtemp(join(tmpdir(), 'backfile-eval-'));
  const storeFile = join(folder, 'store.sqlite');
  const store = await openSqliteStore(storeFile);
  await store.replaceCollection({ id: 'corpus.jsonl', fingerprint: '' }, await storedDocuments(documents));
  const index = await module.open({ storeFile, storeId: await store.identity() });
  const started = performance.now();
  await follow(index, store);
  const buildSeconds = secondsSince(started);
  const searcher = new Searcher(index, storeReader(store));
  const ranker = {
    rank: async (question: string, limit: number) => {
      const answer = await unlessRefused(() => searcher.search({ question, limit, articles: null, fold: false }));
      return (answer?.hits ?? []).map(({ paragraph }) => paragraph.source.articleId);
    },
    judge: async (question: string) => {
      const answer = await unlessRefused(() => searcher.search({ question, limit: 5, articles: null }));
      return answer ?? { confidence: 'absent' as const, score: 0 };
    },
    close: async () => {
      await index.close();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
  return { ranker, buildSeconds };
}

/** A question without a word to look for is a mistake of its asker's, who is told so; measured, it finds nothing: null. */
async function unlessRefused<T>(search: () => Promise<T>): Promise<T | null> {
  try {
    return await search();
  } catch (error) {
    if (error instanceof Fault && error.type === 'user') return null;
    throw error;
  }
}

async function findIndex(name: string): Promise<IndexModule> {
  const indexes = await loadIndexes();
  const chosen = indexes.find((index) => index.name === name);
  if (chosen === undefined) throw new Fault('config', `There is no index "${name}" in src/search/indexes.`, `There is: ${indexes.map((index) => index.name).join(', ')}.`);
  return chosen;
}
