import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readConfig } from '../src/config.ts';
import { keepFetching } from '../src/keep-fetching.ts';
import { createLogger } from '../src/log/logger.ts';
import { openArchive } from '../src/open.ts';
import { storeFile } from '../src/state-file.ts';
import { lockForIngest } from '../src/store/lock.ts';

it('ends although what is being read waits for another ingest', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'backfile-'));
  await mkdir(join(folder, 'archive'));
  await writeFile(join(folder, 'archive', 'note.md'), '# A Note on Ferries\n\nThe last ferry leaves at nine in the evening, whatever the timetable at the pier may say.\n');
  const config = readConfig({ ARCHIVE_DIR: join(folder, 'archive'), STATE_DIR: join(folder, 'state'), LOG_LEVEL: 'silent' });
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
  await rm(folder, { recursive: true, force: true });
}, 30_000);
