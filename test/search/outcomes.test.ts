import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openArchive, type OpenArchive } from '../../src/open.ts';
import type { Answer, Confidence } from '../../src/search/answer.ts';
import { fillerArticles } from './archives/filler.ts';
import { GERMAN_ANSWERABLE, GERMAN_ARTICLES, GERMAN_UNANSWERABLE } from './archives/german.ts';
import { IRAQ_ANSWERABLE, OFF_TOPIC } from './archives/iraq.ts';
import { blogPage } from './archives/page.ts';

/** At most so many of the questions that an archive answers are refused. */
const FALSE_REFUSALS = 0.06;
const IRAQ = join(import.meta.dirname, '../../data/iraq.txt');

let folder: string;
const open: OpenArchive[] = [];
beforeAll(async () => { folder = await mkdtemp(join(tmpdir(), 'backfile-outcomes-')); });
afterAll(async () => {
  for (const archive of open) await archive.close();
  await rm(folder, { recursive: true });
});

/** An archive as it is shipped, of these files. */
async function archive(name: string, files: Readonly<Record<string, string>>, iraq: boolean): Promise<OpenArchive> {
  const [data, state] = [join(folder, name, 'data'), join(folder, name, 'var')];
  if (iraq) await cp(IRAQ, join(data, 'iraq.txt'), { recursive: true });
  else await cp(join(IRAQ, '../README.md'), join(data, 'README.md'));
  for (const [file, text] of Object.entries(files)) await writeFile(join(data, file), text);
  const opened = await openArchive(readConfig({ ARCHIVE_DIR: data, STATE_DIR: state }));
  open.push(opened);
  return opened;
}

const ask = async ({ context }: OpenArchive, question: string): Promise<Answer> => context.searcher.search({ question, limit: 5, articles: null });

/** Questions refused although the archive answers them. */
async function refused(of: OpenArchive, questions: readonly (readonly [question: string, answer: string])[]): Promise<string[]> {
  const refusals: string[] = [];
  for (const [question] of questions) {
    const { confidence, score } = await ask(of, question);
    if (confidence === 'absent') refusals.push(`${question} (${score.toFixed(2)})`);
  }
  return refusals;
}

async function found(of: OpenArchive, questions: readonly (readonly [question: string, answer: string])[]): Promise<number> {
  let count = 0;
  for (const [question, answer] of questions) {
    if ((await ask(of, question)).hits.some(({ paragraph }) => paragraph.source.text.includes(answer))) count++;
  }
  return count;
}

describe.each([
  ['as shipped', 0],
  ['ten times as large', 585],
])('the archive %s', (name, paragraphs) => {
  let iraq: OpenArchive;
  beforeAll(async () => { iraq = await archive(name, paragraphs === 0 ? {} : { 'filler.txt': blogPage(fillerArticles(7, paragraphs)) }, true); });

  it('has the size it shall have', async () => {
    const { paragraphs: held } = await iraq.context.store.counts();
    expect(held).toBeGreaterThan(paragraphs + 50);
    expect(held).toBeLessThan(paragraphs + 90);
  });

  it('finds the answers to plain questions', async () => {
    expect(await found(iraq, IRAQ_ANSWERABLE)).toBeGreaterThanOrEqual(0.9 * IRAQ_ANSWERABLE.length);
  });

  it('refuses next to none of them', async () => {
    expect((await refused(iraq, IRAQ_ANSWERABLE)).slice(Math.floor(FALSE_REFUSALS * IRAQ_ANSWERABLE.length))).toEqual([]);
  });

  const offTopic = async (confidence: Confidence): Promise<number> => {
    let count = 0;
    for (const question of OFF_TOPIC) if ((await ask(iraq, question)).confidence === confidence) count++;
    return count / OFF_TOPIC.length;
  };

  it('answers at most half of the questions about what it does not tell of', async () => {
    expect(await offTopic('answer')).toBeLessThanOrEqual(0.5);
  });

  // A known lack of the small archive: spellings that are merely near (whisky distilled, missile) pass for evidence there.
  (paragraphs === 0 ? it.fails : it)('refuses at least three in ten of them', async () => {
    expect(await offTopic('absent')).toBeGreaterThanOrEqual(0.3);
  });
});

describe('an archive in German', () => {
  let german: OpenArchive;
  beforeAll(async () => { german = await archive('german', { 'seite.txt': blogPage(GERMAN_ARTICLES) }, false); });

  it('is known to be one', async () => {
    const { articles } = await german.context.store.list({}, { limit: 10 });
    expect(articles.map(({ language }) => language)).toEqual(GERMAN_ARTICLES.map(() => 'de'));
  });

  it('finds the answers to plain questions', async () => {
    expect(await found(german, GERMAN_ANSWERABLE)).toBeGreaterThanOrEqual(0.9 * GERMAN_ANSWERABLE.length);
  });

  it('refuses next to none of them', async () => {
    expect((await refused(german, GERMAN_ANSWERABLE)).slice(Math.floor(FALSE_REFUSALS * GERMAN_ANSWERABLE.length))).toEqual([]);
  });

  it('refuses questions about what it does not tell of', async () => {
    const absent = await refused(german, GERMAN_UNANSWERABLE.map((question) => [question, '']));
    expect(absent.length).toBeGreaterThanOrEqual(0.6 * GERMAN_UNANSWERABLE.length);
  });
});
