import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../src/measure/random.ts';
import { follow } from '../../src/search/follow.ts';
import type { Index, IndexModule } from '../../src/search/port.ts';
import { storeReader } from '../../src/search/reader.ts';
import { Searcher } from '../../src/search/searcher.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { IdentifiedArticle, Store } from '../../src/store/store.ts';
import { article, collection } from '../store/articles.ts';
import { INDEXES } from './helpers.ts';
import { madeArchive, madeQuestions } from './made.ts';

const DRAFTS = madeArchive(11, 330);
const QUESTIONS = madeQuestions(12, DRAFTS, 80);

/** The made archive as articles; ids as the drafts have them. */
const ARTICLES: readonly IdentifiedArticle[] = [...Map.groupBy(DRAFTS, ({ id = '' }) => id.split('.')[0] ?? '')].map(([id, drafts]) => ({
  ...article(id, []),
  title: drafts[0]?.title ?? '',
  publisher: drafts[0]?.publisher ?? null,
  language: drafts[0]?.language ?? 'en',
  paragraphs: drafts.map(({ id: own = '', number = 1, kind = 'prose', text }) => ({ id: own, number, kind, text })),
}));

const other = (one: IdentifiedArticle): IdentifiedArticle => ({ ...one, title: 'Elsewhere', paragraphs: one.paragraphs.map((paragraph) => ({ ...paragraph, text: `${paragraph.text} Nothing of this will stay.` })) });
const stranger = article('gone', ['This article goes again, with all of its ferries.', 'And so does this one.']);

let folder: string;
const opened: (Store | Index)[] = [];
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'backfile-same-')); });
afterAll(async () => {
  for (const one of opened) await one.close();
  await rm(folder, { recursive: true });
});

async function filled(name: string, module: IndexModule, fill: (store: Store, index: Index) => Promise<void>, reopen = false): Promise<Searcher> {
  const place = join(folder, `${name}-${module.name}.sqlite`);
  const store = await openSqliteStore(place);
  let index = await module.open({ storeFile: place, storeId: await store.identity() });
  await fill(store, index);
  await follow(index, store);
  if (reopen) {
    await index.save();
    await index.close();
    index = await module.open({ storeFile: place, storeId: await store.identity() });
    expect(await follow(index, store)).toBe(0);
  }
  opened.push(index, store);
  return new Searcher(index, storeReader(store));
}

const atOnce = async (store: Store): Promise<void> => { await store.replaceCollection(collection('one'), ARTICLES); };

/** In another order, an article at a time, some of them first as something else, with one that goes again. */
async function byAndBy(store: Store, index: Index): Promise<void> {
  const rest = new Random(13).shuffle(ARTICLES);
  await store.replaceCollection(collection('gone'), [stranger]);
  for (const [place, one] of rest.entries()) {
    await store.replaceCollection(collection(`c${place}`), [place % 4 === 0 ? other(one) : one]);
    if (place % 9 === 0) await follow(index, store);
  }
  await store.removeCollection('gone');
  await follow(index, store);
  for (const [place, one] of rest.entries()) if (place % 4 === 0) await store.replaceCollection(collection(`c${place}`, 'two'), [one]);
}

/** All of an answer that anybody can see but `stage`, which tells the index. */
async function answers(searcher: Searcher): Promise<unknown[]> {
  const all: unknown[] = [];
  for (const question of QUESTIONS) {
    const { hits, confidence, score: sure, missing, didYouMean } = await searcher.search({ question, limit: 8, articles: null });
    all.push({ question, confidence, sure, missing, didYouMean, hits: hits.map(({ paragraph, score, excerpt, also }) => [paragraph.source.id, score, excerpt, also.map(({ source }) => source.id)]) });
  }
  return all;
}

describe('word statistics are those of the whole archive: same order, same scores, same outcome', () => {
  let expected: unknown[];
  beforeAll(async () => { expected = await answers(await filled('once', INDEXES[0], atOnce)); });

  it('the made archive gives answers of every kind', () => {
    const found = expected as readonly { readonly confidence: string; readonly hits: readonly unknown[]; readonly missing: readonly string[]; readonly didYouMean: string | null }[];
    expect(new Set(found.map(({ confidence }) => confidence))).toEqual(new Set(['answer', 'unsure', 'absent']));
    expect(found.filter(({ hits }) => hits.length > 0).length).toBeGreaterThan(60);
    expect(found.some(({ missing }) => missing.length > 0)).toBe(true);
    expect(found.some(({ didYouMean }) => didYouMean !== null)).toBe(true);
  });

  for (const module of INDEXES) {
    it(`built at once by ${module.name}`, async () => {
      expect(await answers(await filled('again', module, atOnce))).toEqual(expected);
    });

    it(`reloaded by ${module.name}`, async () => {
      expect(await answers(await filled('reloaded', module, atOnce, true))).toEqual(expected);
    });

    it(`built by additions, changes and removals by ${module.name}, and reloaded`, async () => {
      expect(await answers(await filled('additions', module, byAndBy))).toEqual(expected);
      expect(await answers(await filled('additions-reloaded', module, byAndBy, true))).toEqual(expected);
    });
  }
});
