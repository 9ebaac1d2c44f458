import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { isRunning } from '../running.ts';
import { machineFault } from './machine-fault.ts';

/** Names carry the number of the process that fills them, so that those of one that was ended are known. */
const LEFT_OVER = /^\..+\.(\d+)\.(?:draft|old)$/u;

export interface DraftFolderOptions {
  /** What becomes of the target: a folder within the draft; without it, the draft itself. */
  readonly take?: string;
}

/**
 * Makes a folder that is there whole or not at all: `fill` fills a draft beside it, which is then renamed; what was there
 * before is replaced. Rejects with a `Fault` where the disk is full or cannot be written to.
 */
export async function writeFolder(target: string, fill: (draft: string) => Promise<void>, { take = '.' }: DraftFolderOptions = {}): Promise<void> {
  const parent = dirname(target);
  const own = join(parent, `.${basename(target)}.${process.pid}`);
  const [draft, old] = [`${own}.draft`, `${own}.old`];
  try {
    await mkdir(parent, { recursive: true });
    await sweep(parent);
    await mkdir(draft);
    await fill(draft);
    await replace(target, join(draft, take), old);
  } catch (error) {
    throw machineFault(error, `Writing ${target}`);
  } finally {
    for (const each of [draft, old]) await rm(each, { recursive: true, force: true }).catch(() => undefined);
  }
}

/** What was there goes aside first, and comes back where the new one cannot take its place. */
async function replace(target: string, by: string, old: string): Promise<void> {
  await rename(target, old).catch((error: unknown) => { if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error; });
  try {
    await rename(by, target);
  } catch (error) {
    await rename(old, target).catch(() => undefined);
    throw error;
  }
}

/** Of processes that were ended, and of this one's number in another life. */
async function sweep(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const pid = Number(LEFT_OVER.exec(name)?.[1] ?? 0);
    if (pid !== 0 && (pid === process.pid || !isRunning(pid))) await rm(join(folder, name), { recursive: true, force: true });
  }
}
