import { join } from 'node:path';
import { quantile } from '../metrics.ts';
import type { Progress } from '../progress.ts';
import type { Child } from '../../process/child.ts';
import { startRole } from './role.ts';

const TIMES = 3;
const PING_EVERY_MS = 2;

export interface Blocks {
  readonly longest: number;
  readonly idle: number;
}

/**
 * How long a process does not listen while it reads an archive's files for the first time and searches it. It is watched
 * from here, another process, by messages that it must send back: a histogram inside would miss what blocks it. An idle
 * process is watched at the same times, since a busy machine alone makes processes wait.
 */
export async function measureBlocks(archiveDir: string, work: string, questions: readonly string[], progress: Progress): Promise<Blocks> {
  const runs: Blocks[] = [];
  while (runs.length < TIMES) {
    progress.step('watching the event loop: run', runs.length + 1, TIMES);
    runs.push(await watchOnce(archiveDir, join(work, `watched-${runs.length}`), questions));
  }
  return { longest: quantile(0.5, runs.map(({ longest }) => longest)), idle: quantile(0.5, runs.map(({ idle }) => idle)) };
}

async function watchOnce(archiveDir: string, stateDir: string, questions: readonly string[]): Promise<Blocks> {
  const [busy, idle] = [startRole('ingest'), startRole('idle')];
  try {
    await Promise.all([busy.call('ping'), idle.call('ping')]);
    const state = { over: false };
    const worked = busy.call('ingestAndSearch', { place: { archiveDir, stateDir }, questions }).finally(() => { state.over = true; });
    const [longest, idleLongest] = await Promise.all([watch(busy, state), watch(idle, state), worked]);
    return { longest, idle: idleLongest };
  } finally {
    await Promise.all([busy.stop(), idle.stop()]);
  }
}

/** The longest that a message took to come back, in milliseconds, until the watch is over. */
async function watch(child: Child, state: { readonly over: boolean }): Promise<number> {
  let longest = 0;
  while (!state.over) {
    const sent = performance.now();
    await child.call('ping');
    longest = Math.max(longest, performance.now() - sent);
    await new Promise((resolve) => setTimeout(resolve, PING_EVERY_MS));
  }
  return longest;
}
