import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { readConfig, type Config } from '../src/config.ts';
import { keepFetching } from '../src/keep-fetching.ts';
import { createLogger } from '../src/log/logger.ts';
import { openArchive } from '../src/open.ts';
import { storeFile } from '../src/state-file.ts';
import { lockForIngest } from '../src/store/lock.ts';

const article = (title: string): string => `# ${title}\n\nThe last ferry leaves at nine in the evening, whatever the timetable at the pier of ${title} may say.\n`;
let folder: string;
let config: Config;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backfile-'));
  await mkdir(join(folder, 'archive'));
  await writeFile(join(folder, 'archive', 'note.md'), article('A Note'));
  config = readConfig({ ARCHIVE_DIR: join(folder, 'archive'), STATE_DIR: join(folder, 'state'), LOG_LEVEL: 'silent' });
});
afterEach(async () => { await rm(folder, { recursive: true, force: true }); });

it('reads and watches a folder that origins.yaml lists, and keeps what it gave while it is empty', async () => {
  const exports = join(folder, 'exports');
  await mkdir(exports);
  await writeFile(join(exports, 'one.md'), article('One Export'));
  await writeFile(join(folder, 'archive', 'origins.yaml'), `- folder: ${exports}\n`);
  const archive = await openArchive(config);
  const leave = keepFetching(config, archive, createLogger(config));
  const held = async (count: number): Promise<void> => {
    await vi.waitFor(async () => { expect(await archive.context.store.counts()).toMatchObject({ articles: count }); }, { timeout: 15_000, interval: 100 });
  };
  await held(2);
  await writeFile(join(exports, 'two.md'), article('Another Export'));
  await held(3);
  await rm(join(exports, 'two.md'));
  await held(2);
  await rm(join(exports, 'one.md'));
  // A change elsewhere shows that the folder was looked at again.
  await writeFile(join(folder, 'archive', 'more.md'), article('More'));
  await held(3);
  await leave();
  await archive.close();
}, 60_000);

it('ends although what is being read waits for another ingest', async () => {
  const archive = await openArchive(config);
  const lock = await lockForIngest(await storeFile(config));
  let begun = 0;
  const reread = async (): ReturnType<typeof archive.reread> => {
    begun++;
    return archive.reread();
  };
  const leave = keepFetching(config, { ...archive, reread }, createLogger(config), 100);
  // It does not tell when it has begun to watch.
  for (let number = 0; begun === 0 && number < 40; number++) {
    await writeFile(join(folder, 'archive', `${number}.txt`), 'Something new.');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  expect(begun).toBeGreaterThan(0);
  await leave();
  lock.release();
  await archive.close();
}, 30_000);
