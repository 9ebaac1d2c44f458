import { stat } from 'node:fs/promises';
import { Worker } from 'node:worker_threads';
import type { WorkerAnswer, WorkerResult } from './update-worker.ts';
import { Fault } from './errors.ts';
import { listFiles } from './ingest/files.ts';
import type { Progress } from './ingest/ingest.ts';
import { updateArchive, type UpdateReport, type UpdateTask } from './update.ts';

/** In bytes. Below, starting a worker takes longer than the work. */
const SMALL = 1024 * 1024;

/** {@link updateArchive}, for all but small archives in a worker, so that this thread goes on answering. */
export async function runUpdate(task: UpdateTask, progress?: (progress: Progress) => void): Promise<UpdateReport> {
  return (await isSmall(task.archiveDir)) ? updateArchive(task) : inWorker(task, progress);
}

async function isSmall(archiveDir: string): Promise<boolean> {
  let bytes = 0;
  for (const { path } of (await listFiles(archiveDir)).files) {
    bytes += await stat(path).then(({ size }) => size, () => 0);
    if (bytes > SMALL) return false;
  }
  return true;
}

async function inWorker(task: UpdateTask, progress?: (progress: Progress) => void): Promise<UpdateReport> {
  const worker = new Worker(new URL('update-worker.ts', import.meta.url), { workerData: task });
  try {
    const answer = await new Promise<WorkerResult>((resolve, reject) => {
      worker.on('message', (message: WorkerAnswer) => {
        if ('progress' in message) progress?.(message.progress);
        else resolve(message);
      });
      worker.once('error', reject);
      worker.once('exit', (code) => { reject(new Error(`The worker that reads the archive ended with code ${code}.`)); });
    });
    if ('report' in answer) return answer.report;
    const { type, message, remedy } = answer.fault;
    throw new Fault(type, message, remedy);
  } finally {
    await worker.terminate();
  }
}
