import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { isBusy } from './sqlite-faults.ts';

const PAUSE_MS = 100;

/**
 * Waits until no other process ingests into a store, and keeps others waiting until `release`. The operating system holds
 * the lock, on a file beside the store, so that a killed process leaves none behind. `waiting` is called once if it is held.
 */
export async function lockForIngest(storeFile: string, waiting: () => void = () => undefined): Promise<{ release(): void }> {
  for (let told = false; ; ) {
    const lock = tryLock(`${storeFile}.lock`);
    if (lock !== null) return lock;
    if (!told) waiting();
    told = true;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

/** The lock on that file; null while another process has it. The operating system holds it, as above. */
export function tryLock(file: string): { release(): void } | null {
  const lock = new DatabaseSync(file, { timeout: 0 });
  try {
    lock.exec('BEGIN EXCLUSIVE');
    return { release: () => { lock.close(); } };
  } catch (error) {
    lock.close();
    if (isBusy(error)) return null;
    throw error;
  }
}

/** Whether an ingest is at work on a store, in this process or another. Changes nothing. */
export function isIngesting(storeFile: string): boolean {
  if (!existsSync(`${storeFile}.lock`)) return false;
  const lock = new DatabaseSync(`${storeFile}.lock`, { timeout: 0, readOnly: true });
  try {
    lock.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw error;
  } finally {
    lock.close();
  }
}
