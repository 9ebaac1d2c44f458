import { parentPort, workerData } from 'node:worker_threads';
import { Fault } from './errors.ts';
import type { Progress } from './ingest/ingest.ts';
import { updateArchive, type UpdateReport, type UpdateTask } from './update.ts';

/** What the worker answers: faults lose their class on the way between threads. */
export type WorkerResult =
  | { readonly report: UpdateReport }
  | { readonly fault: Pick<Fault, 'type' | 'message' | 'remedy'> };
/** How far it is comes before the result. */
export type WorkerAnswer = WorkerResult | { readonly progress: Progress };

/** How far it is need not be told more often. */
const TELL_EVERY_MS = 100;

async function answer(task: UpdateTask): Promise<WorkerResult> {
  let told = performance.now();
  const tell = (progress: Progress): void => {
    if (performance.now() - told < TELL_EVERY_MS) return;
    told = performance.now();
    parentPort?.postMessage({ progress } satisfies WorkerAnswer);
  };
  try {
    return { report: await updateArchive(task, tell) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { type, message, remedy } = error;
    return { fault: { type, message, remedy } };
  }
}

parentPort?.postMessage(await answer(workerData as UpdateTask));
