import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { WorkerAnswer, WorkerTask } from './update-worker.ts';
import { Fault } from './errors.ts';
import { FileBytes } from './ingest/bytes.ts';
import { listFiles, type Input } from './ingest/files.ts';
import { isGzip } from './ingest/gzip.ts';
import { LARGEST_HEAP, STREAMED_HEAP } from './ingest/heap.ts';
import type { PathsReport } from './ingest/ingest-paths.ts';
import type { Progress } from './ingest/ingest.ts';
import { isZip } from './ingest/zip-members.ts';
import { takeIn, updateArchive, type TakeInTask, type UpdateReport, type UpdateTask } from './update.ts';

/** In bytes. Below, starting a worker takes longer than the work. */
const SMALL = 1024 * 1024;
/** In MiB. What an ingest makes is soon garbage: a larger space for it only takes memory. */
const YOUNG = 8;

export interface Listener {
  readonly progress?: ((progress: Progress) => void) | undefined;
  /** Another ingest is at work on the store. */
  readonly waiting?: (() => void) | undefined;
}

/** {@link updateArchive}, for all but small archives in a worker, so that this thread goes on answering. */
export async function runUpdate(task: UpdateTask, listener: Listener = {}): Promise<UpdateReport> {
  if (await isSmall([task.archiveDir])) return updateArchive(task, listener.progress, listener.waiting);
  return inWorker<UpdateReport>(task, listener);
}

/** {@link takeIn}, likewise. */
export async function runTakeIn(task: TakeInTask, listener: Listener = {}): Promise<PathsReport> {
  if (await isSmall(task.inputs)) return takeIn(task, listener.progress, listener.waiting);
  return inWorker<PathsReport>(task, listener);
}

/** Files of which so little comes that reading them takes less than starting a worker. */
export async function isSmall(inputs: readonly Input[]): Promise<boolean> {
  let bytes = 0;
  for (const each of inputs) {
    for (const { path } of (await listFiles(each)).files) {
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
async function inWorker<T extends object>(task: UpdateTask | TakeInTask, listener: Listener): Promise<T> {
  try {
    return await work<T>(task, STREAMED_HEAP, listener);
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    return work<T>(task, LARGEST_HEAP, listener);
  }
}

/** By V8's word, or by the worker's own, which looks at the files first. */
class HeapTooSmall extends Error {}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof HeapTooSmall || (error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY');
}

async function work<T extends object>(task: UpdateTask | TakeInTask, maxOldGenerationSizeMb: number, { progress, waiting }: Listener): Promise<T> {
  const worker = new Worker(new URL('update-worker.ts', import.meta.url), { workerData: { task, heap: maxOldGenerationSizeMb } satisfies WorkerTask, resourceLimits: { maxYoungGenerationSizeMb: YOUNG, maxOldGenerationSizeMb } });
  try {
    return await new Promise<T>((resolve, reject) => {
      worker.on('message', (message: WorkerAnswer) => {
        if ('progress' in message) progress?.(message.progress);
        else if ('waiting' in message) waiting?.();
        else if ('tooSmall' in message) reject(new HeapTooSmall());
        else if ('report' in message) resolve(message.report as T);
        else reject(new Fault(message.fault.type, message.fault.message, message.fault.remedy));
      });
      worker.once('error', reject);
      worker.once('exit', (code) => { reject(new Error(`The worker that reads the archive ended with code ${code}.`)); });
    });
  } finally {
    await worker.terminate();
  }
}
