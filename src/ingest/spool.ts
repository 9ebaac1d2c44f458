import { createHash, randomBytes } from 'node:crypto';
import { createWriteStream, rmSync } from 'node:fs';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Fault, messageOf, userError } from '../errors.ts';
import { isRunning } from '../running.ts';
import { UNPACK_LIMITS } from './damage.ts';
import type { NamedFile } from './files.ts';

/** Standard input as a file, until `remove` or the end of the process, however it ends short of being killed. */
export interface Spooled {
  readonly file: NamedFile;
  remove(): void;
}

const LEFT_BEHIND = /^stdin-(\d+)-\w+\.spool$/u;
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Writes what comes in to a file in `folder` that nobody else may read, since files are read more than once. Its collection
 * is named by its content: the same again changes nothing. Throws a user error for a terminal or an empty input.
 */
export async function spool(input: Readable & { readonly isTTY?: boolean }, folder: string): Promise<Spooled> {
  if (input.isTTY === true) throw userError('Standard input is the terminal; there is nothing to read.', 'Pipe an export in (backfile ingest - < export.xml), or give its path.');
  const path = join(folder, `stdin-${process.pid}-${randomBytes(6).toString('hex')}.spool`);
  const remove = removing(path);
  try {
    const { sha256, bytes } = await write(input, folder, path);
    if (bytes === 0) throw userError('Standard input is empty.', 'Pipe an export in, or give its path.');
    return { file: { name: 'stdin', path, collection: `stdin://${sha256.slice(0, 16)}` }, remove };
  } catch (error) {
    remove();
    if (error instanceof Fault) throw error;
    throw new Fault('config', `Standard input could not be kept in STATE_DIR: "${folder}" (${messageOf(error)}).`, 'Free some space there, or point STATE_DIR to a folder that this user may write to.', { cause: error });
  }
}

async function write(input: Readable, folder: string, path: string): Promise<{ sha256: string; bytes: number }> {
  await mkdir(folder, { recursive: true });
  await sweep(folder);
  const hash = createHash('sha256');
  let bytes = 0;
  const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
  // What breaks off at once may come before the file is made: it must not be made after it was removed.
  const closed = new Promise<void>((resolve) => { file.once('close', resolve); });
  await pipeline(
    input,
    async function* count(pieces: AsyncIterable<Buffer>) {
      for await (const piece of pieces) {
        bytes += piece.length;
        if (bytes > UNPACK_LIMITS.total) throw userError(`Standard input gives more than ${UNPACK_LIMITS.total / 2 ** 30} GiB.`, 'Split it.');
        hash.update(piece);
        yield piece;
      }
    },
    file,
  ).finally(async () => closed);
  return { sha256: hash.digest('hex'), bytes };
}

/** What removes the file, now or when the process ends. */
function removing(path: string): () => void {
  const erase = (): void => {
    try {
      rmSync(path, { force: true });
    } catch {
      // Where it could not be made, it cannot be removed: why is told by what failed first.
    }
  };
  const onSignal = (signal: NodeJS.Signals): void => {
    remove();
    process.kill(process.pid, signal);
  };
  const remove = (): void => {
    erase();
    process.off('exit', erase);
    for (const signal of SIGNALS) process.off(signal, onSignal);
  };
  process.on('exit', erase);
  for (const signal of SIGNALS) process.on(signal, onSignal);
  return remove;
}

/** Removes what a killed process left. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = LEFT_BEHIND.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(folder, name), { force: true });
  }
}
