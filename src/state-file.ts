import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { Fault } from './errors.ts';

/** One store for each archive folder: two archives that share a STATE_DIR do not see each other. */
export async function storeFile({ stateDir, archiveDir, archiveName }: Pick<Config, 'stateDir' | 'archiveDir' | 'archiveName'>): Promise<string> {
  try {
    await mkdir(stateDir, { recursive: true });
  } catch (error) {
    throw new Fault('config', `The folder STATE_DIR cannot be made: "${stateDir}" (${String(error)}).`, 'Point STATE_DIR to a folder that this user may write to.', { cause: error });
  }
  const place = createHash('sha256').update(archiveDir).digest('hex').slice(0, 8);
  return join(stateDir, `${archiveName.replace(/[^\p{L}\p{N}._-]/gu, '_') || 'archive'}-${place}.sqlite`);
}
