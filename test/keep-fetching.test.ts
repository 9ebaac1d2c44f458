import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { keepFetching } from '../src/keep-fetching.ts';
import { readConfig } from '../src/config.ts';
import { createLogger } from '../src/log/logger.ts';
import type { OpenArchive } from '../src/open.ts';

it('ends although what is being read waits for another ingest', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'backfile-'));
  const reread = vi.fn(async () => new Promise<never>(() => undefined));
  const archive = { origins: { stop: () => undefined }, context: { store: { origins: { list: async () => [] } } }, reread } as unknown as OpenArchive;
  const config = readConfig({ ARCHIVE_DIR: folder, STATE_DIR: join(folder, 'state'), LOG_LEVEL: 'silent' });
  const leave = keepFetching(config, archive, createLogger(config), 100);
  // It does not tell when it has begun to watch.
  for (let number = 0; reread.mock.calls.length === 0 && number < 40; number++) {
    await writeFile(join(folder, `${number}.txt`), 'Something new.');
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  expect(reread).toHaveBeenCalled();
  await leave();
  await rm(folder, { recursive: true, force: true });
}, 30_000);
