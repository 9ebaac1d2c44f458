import { fork } from 'node:child_process';
import { stat } from 'node:fs/promises';
import type { WorkerAnswer, WorkerResult } from './update-worker.ts';
import { Fault } from './errors.ts';
import { FileBytes } from './ingest/bytes.ts';
import { listFiles, type Input } from './ingest/files.ts';
import { isGzip } from './ingest/gzip.ts';
import { LARGE, LARGEST_HEAP, STREAMED_HEAP } from './ingest/heap.ts';
import type { PathsReport } from './ingest/ingest-paths.ts';
import { isZip } from './ingest/zip-members.ts';
import { takeIn, updateArchive, type Listener, type TakeInTask, type UpdateReport, type UpdateTask } from './update.ts';

/** In bytes. Below, starting a process takes longer than the work. */
const SMALL = 1024 * 1024;
/** In MiB. What an ingest makes is soon garbage: a larger space for it only takes memory. */
const YOUNG = 8;

/** {@link updateArchive}, for all but small archives in a process of its own, so that this one goes on answering. `small`: {@link isSmall} of the folder, where that is known. */
export async function runUpdate(task: UpdateTask, listener: Listener = {}, small?: boolean): Promise<UpdateReport> {
  if (small ?? (await isSmall([task.archiveDir]))) return updateArchive(task, listener);
  return inChild<UpdateReport>(task, listener);
}

/** {@link takeIn}, likewise. */
export async function runTakeIn(task: TakeInTask, listener: Listener = {}): Promise<PathsReport> {
  // Nobody knows how much is given up.
  if ((task.forget ?? []).length === 0 && (await isSmall(task.inputs))) return takeIn(task, listener);
  return inChild<PathsReport>(task, listener);
}

/** Files of which so little comes that reading them takes less than starting a process. */
export async function isSmall(inputs: readonly Input[]): Promise<boolean> {
  let bytes = 0;
  for (const each of inputs) {
    const older = typeof each === 'string' ? [] : (each.older ?? []);
    for (const { path } of [...(await listFiles(each)).files, ...older]) {
      bytes += await stat(path).then(({ size }) => size, () => 0);
      // Nobody knows yet what comes out of a packed file.
      if (bytes > SMALL || (await isPacked(path))) return false;
    }
  }
  return true;
}

async function isPacked(path: string): Promise<boolean> {
  const head = await new FileBytes(path).head(4).catch(() => Buffer.alloc(0));
  return isGzip(head) || isZip(head);
}

/** Again with more where the heap does not suffice: an ingest is taken up where it was. */
async function inChild<T extends object>(task: UpdateTask | TakeInTask, listener: Listener): Promise<T> {
  const answer = (await work({ ...task, mostWhole: LARGE }, STREAMED_HEAP, listener)) ?? (await work(task, LARGEST_HEAP, listener));
  if (answer !== null && 'report' in answer) return answer.report as T;
  if (answer === null) throw new Fault('internal', 'Reading the files took more memory than there is.', 'Ingest large files one at a time, or split them, to find out which it is; then please report it.');
  throw new Fault(answer.fault.type, answer.fault.message, answer.fault.remedy);
}

/**
 * In a process of its own, which ends with this one: where V8 has no more memory it ends the process, whatever thread that
 * was in. Null when it needed more.
 */
async function work(task: UpdateTask | TakeInTask, heap: number, { progress, waiting }: Listener): Promise<WorkerResult | null> {
  const flags = [`--max-old-space-size=${heap}`, `--max-semi-space-size=${YOUNG}`];
  const child = fork(new URL('update-worker.ts', import.meta.url), { execArgv: flags, serialization: 'advanced', stdio: ['ignore', 'ignore', 'pipe', 'ipc'] });
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => { complaint = (complaint + text).slice(-2_000); });
  try {
    return await new Promise<WorkerResult | null>((resolve, reject) => {
      child.on('message', (message: WorkerAnswer) => {
        if ('progress' in message) progress?.(message.progress);
        else if ('waiting' in message) waiting?.();
        else resolve('tooSmall' in message ? null : message);
      });
      child.once('error', reject);
      child.once('exit', (code, signal) => {
        if (signal === 'SIGABRT' || /heap out of memory|allocation failed/iu.test(complaint)) resolve(null);
        else reject(new Error(`The process that reads the files ended with ${signal ?? `code ${String(code)}`}: ${complaint.trim().split('\n').at(-1) ?? ''}`));
      });
      child.send(task, (error) => { if (error !== null) reject(error); });
    });
  } finally {
    child.kill('SIGKILL');
  }
}
