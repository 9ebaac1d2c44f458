import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { State } from './state/state.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;

/** From now on, what is too old is removed from the State once a day. What fails is logged, and tried the next day. Gives the function that ends this. */
export function keepExpiring(state: Pick<State, 'expire'> | null, log: Pick<Logger, 'warn'>, everyMs = DAY_MS): () => Promise<void> {
  const stopped = new AbortController();
  const running = state === null ? Promise.resolve() : run(state, log, everyMs, stopped.signal);
  return async () => {
    stopped.abort();
    await running;
  };
}

async function run(state: Pick<State, 'expire'>, log: Pick<Logger, 'warn'>, everyMs: number, signal: AbortSignal): Promise<void> {
  while (await sleep(everyMs, true, { signal }).catch(() => false)) {
    await state.expire(new Date()).catch((error: unknown) => {
      log.warn({ err: error }, 'what is too old could not be removed from the State; it is not given back, and removing it is tried again tomorrow');
    });
  }
}
