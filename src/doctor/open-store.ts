import { existsSync, statSync } from 'node:fs';
import { Fault } from '../errors.ts';
import { openSqliteStore } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import { storePath } from '../state-file.ts';
import type { Patient } from './check.ts';

/** A running bot writes for moments only. */
const BUSY_TIMEOUT_MS = 2_000;

/** Runs `work` on the store, which nothing is changed of; null when nothing is stored yet. */
export async function withStoreAsItIs<T>(config: Patient['config'], work: (store: Store, file: string) => Promise<T>): Promise<T | null> {
  const file = storePath(config);
  if (!existsSync(file) || statSync(file).size === 0) return null;
  const isIdle = !existsSync(`${file}-wal`);
  try {
    return await attempt(file, work);
  } catch (error) {
    // What looks damaged may only be what a process that has just begun to write has done meanwhile.
    if (error instanceof Fault && isIdle && existsSync(`${file}-wal`)) return attempt(file, work);
    throw error;
  }
}

async function attempt<T>(file: string, work: (store: Store, file: string) => Promise<T>): Promise<T> {
  const store = await openSqliteStore(file, { readOnly: true, busyTimeoutMs: BUSY_TIMEOUT_MS });
  try {
    return await work(store, file);
  } finally {
    await store.close();
  }
}
