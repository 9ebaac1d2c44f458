import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { OpenArchive } from './open.ts';

const EVERY_MS = 1_000;
/** After a failure. */
const LATER_MS = 5_000;

/**
 * From now on, what other processes store or remove is found or gone in the open archive a second later. What fails is
 * logged, and tried again. Gives the function that ends this.
 */
export function keepCurrent(archive: Pick<OpenArchive, 'follow'>, log: Pick<Logger, 'warn'>): () => Promise<void> {
  const stopped = new AbortController();
  const running = run(archive, log, stopped.signal);
  return async () => {
    stopped.abort();
    await running;
  };
}

async function run(archive: Pick<OpenArchive, 'follow'>, log: Pick<Logger, 'warn'>, stopped: AbortSignal): Promise<void> {
  let told = '';
  for (let pause = EVERY_MS; await isWaited(pause, stopped); ) {
    try {
      await archive.follow();
      [told, pause] = ['', EVERY_MS];
    } catch (error) {
      pause = LATER_MS;
      // A failure that lasts is told once.
      if (String(error) === told) continue;
      told = String(error);
      log.warn({ err: error }, 'the archive changed, but could not be followed; this is tried again');
    }
  }
}

/** False when stopped. */
async function isWaited(ms: number, stopped: AbortSignal): Promise<boolean> {
  return sleep(ms, true, { signal: stopped }).catch(() => false);
}
