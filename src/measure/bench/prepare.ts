import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { loadFormats } from '../../ingest/formats.ts';
import type { ParsedArticle } from '../../ingest/format.ts';
import { syncFolder } from '../../ingest/sync.ts';
import { openSqliteStore } from '../../store/sqlite.ts';
import type { IdentifiedArticle, Store } from '../../store/store.ts';
import { readDocuments } from '../collection.ts';
import { storeFileOf } from '../engines/backfile.ts';
import type { Place } from '../engine.ts';
import { madeArticles } from '../made/articles.ts';
import { pageOf } from '../made/page.ts';
import { makeQuestions, type Questions } from '../questions/make.ts';
import { survey } from '../questions/survey.ts';
import { storedArticles, storedDocuments } from '../stored.ts';

/** What an archive is taken from. */
export type Source =
  | { readonly kind: 'made'; readonly paragraphs: number; readonly seed: number }
  /** A retrieval collection's folder. */
  | { readonly kind: 'collection'; readonly folder: string }
  /** A folder of the archive's own formats. */
  | { readonly kind: 'archive'; readonly folder: string };

export interface Preparation {
  readonly source: Source;
  readonly place: Place;
  /** Where the same articles, or the first of them, are written as saved pages; none for a folder that has files of its own. */
  readonly pages: string;
  readonly mostOnPages: number;
  readonly questions: number;
}

export interface Prepared {
  readonly paragraphs: number;
  readonly onPages: number;
  readonly questions: Questions;
}

/** Articles that are stored together, and that stand on one page. */
const BATCH = 500;

export async function prepare({ source, place, pages, mostOnPages, questions }: Preparation): Promise<Prepared> {
  await mkdir(place.stateDir, { recursive: true });
  const store = await openSqliteStore(await storeFileOf(place));
  try {
    let onPages = 0;
    if (source.kind === 'archive') await syncFolder(store, source.folder, await loadFormats());
    else onPages = await putArticles(store, source, { pages, mostOnPages });
    const seed = source.kind === 'made' ? source.seed : 1;
    // Three kinds of questions, and some paragraphs too short to ask of.
    const found = await survey(store, questions * 4, seed);
    return { paragraphs: found.paragraphs, onPages, questions: makeQuestions(found, questions, seed) };
  } finally {
    await store.close();
  }
}

/** Puts articles into the store in collections that are no files: the archive's folder stays empty. */
async function putArticles(store: Store, source: Exclude<Source, { kind: 'archive' }>, { pages, mostOnPages }: Pick<Preparation, 'pages' | 'mostOnPages'>): Promise<number> {
  await mkdir(pages, { recursive: true });
  let [number, onPages] = [0, 0];
  for await (const batch of batches(source)) {
    await store.replaceCollection({ id: `bench://${++number}`, fingerprint: '' }, batch);
    if (onPages >= mostOnPages) continue;
    await writeFile(join(pages, `${String(number).padStart(6, '0')}.txt`), pageOf(batch));
    onPages += batch.reduce((sum, { paragraphs }) => sum + paragraphs.length, 0);
  }
  return onPages;
}

async function* batches(source: Exclude<Source, { kind: 'archive' }>): AsyncGenerator<readonly IdentifiedArticle[]> {
  if (source.kind === 'collection') {
    const documents = await readDocuments(source.folder);
    for (let from = 0; from < documents.length; from += BATCH) yield storedDocuments(documents.slice(from, from + BATCH));
    return;
  }
  const taken = new Set<string>();
  let batch: ParsedArticle[] = [];
  for (const article of madeArticles(source.paragraphs, source.seed)) {
    batch.push(article);
    if (batch.length < BATCH) continue;
    yield storedArticles(batch, taken);
    batch = [];
  }
  if (batch.length > 0) yield storedArticles(batch, taken);
}
