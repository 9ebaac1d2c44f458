import { existsSync } from 'node:fs';
import { Connection } from '../store/connection.ts';
import { vectorFile } from './places.ts';
import { VECTOR_FILE } from './schema.ts';
import type { Basis } from './vector-records.ts';
import { Vectors } from './vectors.ts';
import { isUnreadable, removeVectors } from './vectors-file.ts';

const PATIENCE_MS = 10_000;
/** Whatever the file belongs to. */
const NO_BASIS: Basis = { storeId: '', embedderId: '', dimensions: 0 };

/**
 * Leaves nothing of an article's vectors in the file beside a store, if there is one; no model is needed for that. Rejects with a
 * `Fault` when another process is in the way for too long. A file that cannot be read goes whole.
 */
export async function eraseVectors(storeFile: string, articleId: string): Promise<void> {
  const file = vectorFile(storeFile);
  if (!existsSync(file)) return;
  try {
    eraseIn(file, articleId);
  } catch (error) {
    if (!isUnreadable(error)) throw error;
    await removeVectors(file);
  }
}

function eraseIn(file: string, articleId: string): void {
  const db = new Connection(file, PATIENCE_MS, false, VECTOR_FILE);
  try {
    new Vectors(db, NO_BASIS).erase(articleId);
    // What was removed may stand in pages where SQLite moved rows about, and in the log.
    db.script('VACUUM');
    if (db.get('PRAGMA wal_checkpoint(TRUNCATE)')?.['busy'] !== 0) throw db.isInUse();
  } finally {
    db.close();
  }
}
