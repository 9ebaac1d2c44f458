import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { isSmall, runTakeIn } from '../src/run-update.ts';
import { openSqliteStore } from '../src/store/sqlite.ts';

const COLLECTION = 'https://example.org/feed/';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backfile-'));
  await mkdir(join(folder, 'archive'));
});
afterEach(async () => rm(folder, { recursive: true, force: true }));

it('counts the older parts of a file as its own', async () => {
  const [path, older] = [join(folder, '1.part'), join(folder, '2.part')];
  await writeFile(path, 'short');
  await writeFile(older, 'long '.repeat(300_000));
  expect(await isSmall([{ name: 'feed', path, collection: COLLECTION }])).toBe(true);
  expect(await isSmall([{ name: 'feed', path, collection: COLLECTION, older: [{ name: 'feed#2', path: older }] }])).toBe(false);
});

it('leaves this process free to answer while much is given up', async () => {
  const path = join(folder, 'feed.xml');
  const items = Array.from({ length: 800 }, (_, number) => `<item><title>Post ${number}</title><guid>https://example.org/?p=${number}</guid><description>What post ${number} tells of the harbour, and of the storm that came in the night.</description></item>`);
  await writeFile(path, `<rss version="2.0"><channel><title>Blog</title>${items.join('')}</channel></rss>`);
  const task = { storeFile: join(folder, 'store.sqlite'), archiveDir: join(folder, 'archive'), index: null };
  expect(await runTakeIn({ ...task, inputs: [{ name: 'feed.xml', path, collection: COLLECTION, url: COLLECTION }] })).toMatchObject({ added: 800 });
  const before = performance.eventLoopUtilization();
  expect(await runTakeIn({ ...task, inputs: [], forget: [COLLECTION] })).toMatchObject({ removed: 800 });
  expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
  const store = await openSqliteStore(task.storeFile);
  expect(await store.counts()).toEqual({ articles: 0, paragraphs: 0 });
  await store.close();
});
