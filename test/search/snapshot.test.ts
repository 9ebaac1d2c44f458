import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { follow } from '../../src/search/follow.ts';
import minisearch from '../../src/search/indexes/minisearch.ts';
import type { Index } from '../../src/search/port.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { TestFolder } from '../ingest/folder.ts';
import { article, collection } from '../store/articles.ts';
import { paragraph, type Draft } from './helpers.ts';
import { madeArchive, madeQuestions, observed } from './made.ts';

let folder: TestFolder;
beforeEach(async () => { folder = await TestFolder.make(); });
afterEach(async () => { await folder.remove(); });

const DRAFTS = madeArchive(1, 120);
const QUESTIONS = madeQuestions(2, DRAFTS, 25);
const open = async (storeId = 'one'): Promise<Index> => minisearch.open({ storeFile: folder.at('store.sqlite'), storeId });
const snapshot = (): string => folder.at('store.sqlite.minisearch');

async function apply(index: Index, sequence: number, drafts: readonly Draft[], removals: readonly string[] = []): Promise<Index> {
  await index.apply({ sequence, upserts: drafts.map(paragraph), removals, more: false });
  return index;
}

async function saved(): Promise<Index> {
  const index = await apply(await open(), 7, DRAFTS);
  await index.save();
  return index;
}

describe('a snapshot', () => {
  it('gives back the index as it was', async () => {
    const before = await saved();
    const after = await open();
    expect(await after.appliedSequence()).toBe(7);
    expect(await observed(after, QUESTIONS)).toEqual(await observed(before, QUESTIONS));
  });

  it('gives it back after changes, and takes further ones as if it had never been away', async () => {
    const before = await apply(await open(), 7, DRAFTS.slice(0, 90));
    await apply(before, 8, DRAFTS.slice(60, 75).map((draft) => ({ ...draft, text: `${draft.text} once more` })), DRAFTS.slice(0, 20).map(({ id }) => id ?? ''));
    await before.save();
    const after = await open();
    expect(await observed(after, QUESTIONS)).toEqual(await observed(before, QUESTIONS));
    for (const index of [before, after]) await apply(index, 9, [...DRAFTS.slice(80), ...DRAFTS.slice(0, 5)], [DRAFTS[70]?.id ?? '']);
    expect(await observed(after, QUESTIONS)).toEqual(await observed(before, QUESTIONS));
    await after.save();
    expect(await observed(await open(), QUESTIONS)).toEqual(await observed(before, QUESTIONS));
  });

  it('gives it back after so many removals that they are swept out', async () => {
    const many = madeArchive(5, 1_400);
    const before = await apply(await open(), 7, many);
    await apply(before, 8, DRAFTS, many.slice(0, 1_100).map(({ id }) => id ?? ''));
    await before.save();
    const built = await apply(await minisearch.open(null), 8, [...many.slice(1_100), ...DRAFTS]);
    for (const index of [before, await open()]) expect(await observed(index, QUESTIONS)).toEqual(await observed(built, QUESTIONS));
  });

  it('of an empty index is an empty index', async () => {
    const emptied = await apply(await saved(), 9, [], DRAFTS.map(({ id }) => id ?? ''));
    await emptied.save();
    const after = await open();
    expect(await after.appliedSequence()).toBe(9);
    expect(await after.statistics(['ferri'])).toEqual({ paragraphs: 0, text: { averageLength: 0, df: [0] }, headline: { averageLength: 0, df: [0] } });
  });

  it('is left alone when nothing changed', async () => {
    const index = await saved();
    const { ino } = await stat(snapshot());
    await index.save();
    await (await open()).save();
    expect((await stat(snapshot())).ino).toBe(ino);
  });

  it('holds texts of any script', async () => {
    const texts = fc.array(fc.string({ unit: 'binary', maxLength: 40 }), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(texts, fc.constantFrom('en', 'ja', 'xx', ''), async (all, language) => {
        const before = await apply(await open(), Math.floor(Math.random() * 2 ** 40), all.map((text) => ({ text, language, title: text })));
        await before.save();
        const after = await open();
        const questions = all.filter((text) => text.isWellFormed());
        expect(await observed(after, questions)).toEqual(await observed(before, questions));
      }),
      { numRuns: 25 },
    );
  });
});

describe('a damaged or foreign snapshot is not read', () => {
  const isRebuilt = async (storeId?: string): Promise<void> => {
    const index = await open(storeId);
    expect(await index.appliedSequence()).toBe(0);
    expect(await index.statistics(['ferri'])).toMatchObject({ paragraphs: 0 });
    await apply(index, 7, DRAFTS);
    await index.save();
    expect(await (await open(storeId)).appliedSequence()).toBe(7);
  };

  it('when it is cut short or goes on, anywhere', async () => {
    await saved();
    const sound = await readFile(snapshot());
    for (const length of [0, 1, 100, 511, 512, 513, 600, Math.floor(sound.length / 2), sound.length - 1]) {
      await writeFile(snapshot(), sound.subarray(0, length));
      await isRebuilt();
    }
    await writeFile(snapshot(), Buffer.concat([sound, Buffer.from([0])]));
    await isRebuilt();
  });

  it('when any byte is another', async () => {
    await saved();
    const sound = await readFile(snapshot());
    const used = sound.indexOf('}') + 1;
    const places = [...Array(used).keys(), 512, 513, ...Array.from({ length: 60 }, (_, place) => 512 + Math.floor(((sound.length - 513) * place) / 59))];
    for (const place of places) {
      for (const flip of place < used ? [1, 2, 4, 64] : [1, 128]) {
        const broken = Buffer.from(sound);
        broken[place] = (broken[place] ?? 0) ^ flip;
        await writeFile(snapshot(), broken);
        const index = await open();
        expect([place, flip, await index.appliedSequence(), (await index.statistics([])).paragraphs]).toEqual([place, flip, 0, 0]);
      }
    }
  });

  it.each(['null', '7', '"text"', '[]', '{}', '{', ''])('when its header is %s', async (header) => {
    await saved();
    const sound = await readFile(snapshot());
    await writeFile(snapshot(), Buffer.concat([Buffer.from(header.padEnd(512)), sound.subarray(512)]));
    await isRebuilt();
  });

  it.each([['format', 'backfile-minisearch-0'], ['options', '0123456789abcdef'], ['storeId', 'two'], ['sequence', 8], ['sequence', '7'], ['bytes', 1], ['checksum', 1]])('when its %s is %j', async (name, value) => {
    await saved();
    const sound = await readFile(snapshot());
    const header = { ...(JSON.parse(sound.toString('utf8', 0, 512)) as object), [name]: value };
    await writeFile(snapshot(), Buffer.concat([Buffer.from(JSON.stringify(header).padEnd(512)), sound.subarray(512)]));
    await isRebuilt();
  });

  it('when it was kept for another store', async () => {
    await saved();
    await isRebuilt('two');
  });

  it('when it is no file', async () => {
    await folder.write('store.sqlite.minisearch/inside', 'x');
    const index = await open();
    expect(await index.appliedSequence()).toBe(0);
    await expect((await apply(index, 7, DRAFTS)).save()).rejects.toThrow();
    expect((await readdir(folder.path)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });
});

describe('writing a snapshot', () => {
  it('that a crash cut short leaves the old one', async () => {
    const before = await saved();
    const half = (await readFile(snapshot())).subarray(0, 700);
    for (const name of ['1.tmp', `${process.pid}.tmp`]) await writeFile(`${snapshot()}.${name}`, half);
    expect(await observed(await open(), QUESTIONS)).toEqual(await observed(before, QUESTIONS));
    await apply(before, 8, [], [DRAFTS[0]?.id ?? '']);
    await before.save();
    expect(await (await open()).appliedSequence()).toBe(8);
  });

  it('by a process that is killed in the middle, again and again, leaves the old one or the new one', async () => {
    await saved();
    const script = `
      import minisearch from '${join(import.meta.dirname, '../../src/search/indexes/minisearch.ts')}';
      const index = await minisearch.open({ storeFile: '${folder.at('store.sqlite')}', storeId: 'one' });
      process.stdout.write('ready');
      for (let sequence = 8; ; sequence++) {
        await index.apply({ sequence, upserts: [], removals: [], more: false });
        await index.save();
      }`;
    for (let kill = 0; kill < 3; kill++) {
      const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
      const ended = once(child, 'exit');
      await once(child.stdout, 'data');
      await new Promise((resolve) => setTimeout(resolve, 17 * (kill + 1)));
      child.kill('SIGKILL');
      await ended;
      const index = await open();
      expect(await index.appliedSequence()).toBeGreaterThanOrEqual(7);
      expect((await index.statistics([])).paragraphs).toBe(DRAFTS.length);
    }
  });

  it('by several at once leaves a whole one', async () => {
    const indexes = await Promise.all([7, 8, 9].map(async (sequence) => apply(await open(), sequence, DRAFTS.slice(0, 10 * sequence))));
    await Promise.all(indexes.flatMap((index) => [index.save(), index.save()]));
    const after = await open();
    const sequence = await after.appliedSequence();
    expect([7, 8, 9]).toContain(sequence);
    expect((await after.statistics([])).paragraphs).toBe(10 * sequence);
    expect((await readdir(folder.path)).filter((name) => name.endsWith('.tmp'))).toEqual([]);
  });

  it('while changes come in keeps what was there when it began, and no more', async () => {
    const many = madeArchive(6, 1_500);
    const index = await apply(await open(), 7, many);
    const saving = index.save();
    for (let batch = 0; batch < 10; batch++) {
      await apply(index, 8 + batch, madeArchive(20 + batch, 30).map((draft) => ({ ...draft, id: `n${batch}${draft.id ?? ''}` })), many.slice(60 * batch, 60 * batch + 60).map(({ id }) => id ?? ''));
    }
    await saving;
    const after = await open();
    expect(await after.appliedSequence()).toBe(7);
    expect(await observed(after, QUESTIONS)).toEqual(await observed(await apply(await minisearch.open(null), 7, many), QUESTIONS));
  });
});

describe('a store that was put back', () => {
  const page = (texts: readonly string[]): Parameters<Awaited<ReturnType<typeof openSqliteStore>>['replaceCollection']> => [collection('page.txt', texts.join()), [article('x', texts)]];

  it('to an earlier state is followed from the start', async () => {
    const store = await openSqliteStore(folder.at('store.sqlite'));
    await store.replaceCollection(...page(['the ferry left', 'the captain slept']));
    const identity = await store.identity();
    await store.close();
    await copyFile(folder.at('store.sqlite'), folder.at('backup.sqlite'));

    const later = await openSqliteStore(folder.at('store.sqlite'));
    await later.replaceCollection(...page(['the ferry sank', 'the captain slept', 'nobody else did']));
    const index = await open(identity);
    await follow(index, later);
    await index.save();
    await later.close();

    for (const name of ['', '-wal', '-shm']) await folder.remove(`store.sqlite${name}`).catch(() => undefined);
    await copyFile(folder.at('backup.sqlite'), folder.at('store.sqlite'));
    const restored = await openSqliteStore(folder.at('store.sqlite'));
    const after = await open(identity);
    expect(await follow(after, restored)).toBe(2);
    expect(await after.appliedSequence()).toBe(await restored.sequence());
    expect((await after.statistics(['left', 'sank', 'nobodi'])).text.df).toEqual([1, 0, 0]);
    expect(await follow(after, restored)).toBe(0);
    await restored.close();
  });

  it('and has moved on since to where the index had been, with another number of paragraphs, is followed from the start', async () => {
    const store = await openSqliteStore(folder.at('store.sqlite'));
    await store.replaceCollection(...page(['the ferry left', 'the captain slept']));
    const index = await apply(await open(), await store.sequence(), ['a zeppelin', 'a balloon', 'a kite'].map((text) => ({ text })));
    expect(await follow(index, store)).toBe(2);
    expect(await index.statistics(['zeppelin', 'ferri'])).toMatchObject({ paragraphs: 2, text: { df: [0, 1] } });
    expect(await follow(index, store)).toBe(0);
    await store.close();
  });
});
