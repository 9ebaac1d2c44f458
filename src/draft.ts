import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Fault, userError } from './errors.ts';

export interface DraftOptions {
  /** Whether a file of that name may be replaced. */
  readonly force: boolean;
}

/**
 * Writes a file that is there whole or not at all: `write` fills a draft beside it, which is then renamed. Rejects with a
 * `Fault` where there is such a file already, unless `force`, or where none can be written.
 */
export async function writeDraft<T>(file: string, { force }: DraftOptions, write: (draft: string) => Promise<T>): Promise<T> {
  const refuseExisting = (): void => {
    if (!force && existsSync(file)) throw userError(`There is a file ${file} already.`, 'Give another name, or add --force to replace it.');
  };
  refuseExisting();
  const draft = `${file}.${randomUUID()}.tmp`;
  try {
    await (await open(draft, 'wx')).close();
    const written = await write(draft);
    await sync(draft);
    refuseExisting();
    await rename(draft, file);
    return written;
  } catch (error) {
    throw error instanceof Error && 'code' in error && 'syscall' in error ? unwritable(file, error) : error;
  } finally {
    for (const left of [draft, `${draft}-wal`, `${draft}-shm`]) await rm(left, { force: true });
  }
}

async function sync(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  await handle.sync();
  await handle.close();
}

function unwritable(file: string, error: Error): Fault {
  return new Fault('user', `The file cannot be written: ${file} (${error.message}).`, 'Name a file in a folder that is there, that this user may write to, and that has room.', { cause: error });
}
