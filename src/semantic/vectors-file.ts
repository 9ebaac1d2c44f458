import { chmod, open, rm } from 'node:fs/promises';
import { Fault } from '../errors.ts';
import { Connection } from '../store/connection.ts';
import { VECTOR_FILE } from './schema.ts';
import type { Basis } from './vector-records.ts';
import { Vectors } from './vectors.ts';

const PATIENCE_MS = 10_000;
const PRIVATE = 0o600;

/** Opens the vectors in `file`, or makes it, for its owner's eyes. What does not belong to `basis`, or is damaged, is made anew: there is nothing in it that cannot be. */
export async function openVectors(file: string, basis: Basis): Promise<Vectors> {
  try {
    return await openOn(file, basis);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    await removeVectors(file);
    return openOn(file, basis);
  }
}

/** Of a file of vectors that another version or a broken disk wrote, not of one that is in use, nor of a store. */
export function isUnreadable(error: unknown): boolean {
  return error instanceof Fault && error.message.includes(VECTOR_FILE.called) && /is damaged|another program's database|written by an? (?:older|newer)/u.test(error.message);
}

export async function removeVectors(file: string): Promise<void> {
  for (const end of ['', '-wal', '-shm']) await rm(`${file}${end}`, { force: true });
}

async function openOn(file: string, basis: Basis): Promise<Vectors> {
  await open(file, 'a', PRIVATE).then(async (handle) => handle.close(), () => undefined);
  const db = new Connection(file, PATIENCE_MS, false, VECTOR_FILE);
  await chmod(file, PRIVATE).catch(() => undefined);
  if (db.get('SELECT 1 FROM basis') === undefined) db.run('INSERT OR IGNORE INTO basis (row, store, embedder, dimensions) VALUES (1, ?, ?, ?)', basis.storeId, basis.embedderId, basis.dimensions);
  const vectors = new Vectors(db, basis);
  if (!vectors.belongs()) vectors.clear();
  return vectors;
}
