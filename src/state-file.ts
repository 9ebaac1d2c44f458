import { createHash } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { Fault } from './errors.ts';

type Place = Pick<Config, 'stateDir' | 'archiveDir' | 'archiveName'>;

/** One store for each archive folder: two archives that share a STATE_DIR do not see each other. Nothing is made. */
export function storePath({ stateDir, archiveDir, archiveName }: Place): string {
  const place = createHash('sha256').update(archiveDir).digest('hex').slice(0, 8);
  return join(stateDir, `${archiveName.replace(/[^\p{L}\p{N}._-]/gu, '_') || 'archive'}-${place}.sqlite`);
}

/** Where what replies leave behind is kept: it names articles and paragraphs of that store. */
export function statePath(storeFile: string): string {
  return `${storeFile}.state`;
}

/** As {@link storePath}, and the folder is there. Rejects with a `Fault` when it cannot be made. */
export async function storeFile(config: Place): Promise<string> {
  const { stateDir } = config;
  try {
    await mkdir(stateDir, { recursive: true });
  } catch (error) {
    throw new Fault('config', `The folder STATE_DIR cannot be made: "${stateDir}" (${String(error)}).`, 'Point STATE_DIR to a folder that this user may write to.', { cause: error });
  }
  return storePath(config);
}
