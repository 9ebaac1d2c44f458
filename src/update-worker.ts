import { parentPort, workerData } from 'node:worker_threads';
import { Fault } from './errors.ts';
import { loadFormats } from './ingest/formats.ts';
import { heapFor } from './ingest/heap.ts';
import type { Progress } from './ingest/ingest.ts';
import { takeIn, updateArchive, type TakeInTask, type UpdateTask } from './update.ts';

/** What the worker tells: how far it is, and once its result. Faults lose their class on the way between threads. */
export type WorkerAnswer =
  | { readonly progress: Progress }
  | { readonly waiting: true }
  | { readonly tooSmall: true }
  | { readonly report: object }
  | { readonly fault: Pick<Fault, 'type' | 'message' | 'remedy'> };

/** What the worker is given. */
export interface WorkerTask {
  readonly task: UpdateTask | TakeInTask;
  /** What its heap may hold, in MiB. */
  readonly heap: number;
}

/** How far it is need not be told more often. */
const TELL_EVERY_MS = 100;

let told = performance.now();

function tell(progress: Progress): void {
  if (performance.now() - told < TELL_EVERY_MS) return;
  told = performance.now();
  send({ progress });
}

function send(answer: WorkerAnswer): void {
  parentPort?.postMessage(answer);
}

async function answer({ task, heap }: WorkerTask): Promise<void> {
  const waiting = (): void => { send({ waiting: true }); };
  try {
    if ((await heapFor('inputs' in task ? task.inputs : [task.archiveDir], await loadFormats())) > heap) {
      send({ tooSmall: true });
      return;
    }
    send({ report: 'inputs' in task ? await takeIn(task, tell, waiting) : await updateArchive(task, tell, waiting) });
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const { type, message, remedy } = error;
    send({ fault: { type, message, remedy } });
  }
}

await answer(workerData as WorkerTask);
