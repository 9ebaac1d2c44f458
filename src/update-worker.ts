import { parentPort, workerData } from 'node:worker_threads';
import { Fault } from './errors.ts';
import { updateArchive, type UpdateReport, type UpdateTask } from './update.ts';

/** What the worker answers: faults lose their class on the way between threads. */
export type WorkerAnswer =
  | { readonly report: UpdateReport }
  | { readonly fault: Pick<Fault, 'type' | 'message' | 'remedy'> };

async function answer(task: UpdateTask): Promise<WorkerAnswer> {
  try {
    return { report: await updateArchive(task) };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { type, message, remedy } = error;
    return { fault: { type, message, remedy } };
  }
}

parentPort?.postMessage(await answer(workerData as UpdateTask));
