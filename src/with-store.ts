import { existsSync } from 'node:fs';
import type { Config } from './config.ts';
import { Fault } from './errors.ts';
import { storeFile } from './state-file.ts';
import { openSqliteStore } from './store/sqlite.ts';
import type { Store } from './store/store.ts';

/** The file of the archive's store, which must be there. */
async function existingStoreFile(config: Config): Promise<string> {
  const file = await storeFile(config);
  if (existsSync(file)) return file;
  throw new Fault(
    'config',
    `Nothing is stored yet of the archive "${config.archiveDir}" in STATE_DIR "${config.stateDir}".`,
    'Set ARCHIVE_DIR and STATE_DIR as for the bot, and start it once: it stores what is in ARCHIVE_DIR.',
  );
}

/** Runs `work` on the archive's store as it is: the archive's folder is not read. Rejects with a `Fault`. */
export async function withStore<T>(config: Config, work: (store: Store, file: string) => Promise<T>): Promise<T> {
  const file = await existingStoreFile(config);
  const store = await openSqliteStore(file);
  try {
    return await work(store, file);
  } finally {
    await store.close();
  }
}
