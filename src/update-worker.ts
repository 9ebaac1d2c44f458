import { Fault } from './errors.ts';
import { HeapTooSmall } from './ingest/heap.ts';
import type { Progress } from './ingest/ingest.ts';
import { takeIn, updateArchive, type TakeInTask, type UpdateTask } from './update.ts';

/** Faults lose their class on the way between processes. */
export type WorkerResult = { readonly report: object } | { readonly fault: Pick<Fault, 'type' | 'message' | 'remedy'> };
/** What the worker tells: how far it is, and once its result, or that its heap is too small for its files. */
export type WorkerAnswer = WorkerResult | { readonly progress: Progress } | { readonly waiting: true } | { readonly tooSmall: true };

/** How far it is need not be told more often. */
const TELL_EVERY_MS = 100;

let told = performance.now();

function tell(progress: Progress): void {
  if (performance.now() - told < TELL_EVERY_MS) return;
  told = performance.now();
  send({ progress });
}

function send(answer: WorkerAnswer): void {
  process.send?.(answer);
}

async function answer(task: UpdateTask | TakeInTask): Promise<void> {
  const listener = { progress: tell, waiting: (): void => { send({ waiting: true }); } };
  try {
    send({ report: 'inputs' in task ? await takeIn(task, listener) : await updateArchive(task, listener) });
  } catch (error) {
    if (error instanceof HeapTooSmall) {
      send({ tooSmall: true });
      return;
    }
    if (!(error instanceof Fault)) throw error;
    const { type, message, remedy } = error;
    send({ fault: { type, message, remedy } });
  }
}

// A process that nobody waits for any more must not go on writing.
process.on('disconnect', () => { process.exit(1); });
process.once('message', (task: UpdateTask | TakeInTask) => {
  answer(task).catch((error: unknown) => {
    console.error(error);
    process.exit(1);
  });
});
