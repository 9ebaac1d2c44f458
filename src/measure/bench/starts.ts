import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { messageOf } from '../../errors.ts';
import type { Place } from '../engine.ts';
import { treeMemory } from '../memory.ts';
import { quantile } from '../metrics.ts';
import { startRole } from './role.ts';
import type { Start, Starts } from './report.ts';

const TIMES = 3;
/** What takes longer is not done three times. In seconds. */
const LONG = 60;

export interface StartPlan {
  /** As the bot left it: with all that it keeps for the next start. */
  readonly left: Place;
  /** With the store alone. */
  readonly bare: Place;
  /** What MiniSearch saved; null when it could not. */
  readonly json: string | null;
  readonly work: string;
  readonly questions: readonly string[];
  readonly note: (what: string) => void;
}

export async function measureStarts({ left, bare, json, work, questions, note }: StartPlan): Promise<Starts> {
  const several = async (what: string, once: (turn: number) => Promise<Start>): Promise<Start | null> => {
    const starts: Start[] = [];
    try {
      while (starts.length < TIMES && !starts.some(({ first_answer_s: seconds }) => seconds > LONG)) starts.push(await once(starts.length));
    } catch (error) {
      note(`${what} is not measured, because its process failed (${messageOf(error)}).`);
      return null;
    }
    return medianStart(starts);
  };
  const rebuild = async (turn: number): Promise<Start> => {
    const stateDir = join(work, `rebuild-${turn}`);
    await cp(bare.stateDir, stateDir, { recursive: true });
    return start('open', { archiveDir: bare.archiveDir, stateDir }, questions);
  };
  return {
    cold: await several('A cold start', () => start('open', left, questions)),
    rebuild: await several('A rebuild', rebuild),
    loadJSON: json === null ? null : await several('loadJSON', () => start('load', json, questions)),
  };
}

/**
 * The clock runs from before the process is started. Memory is read after some more answers, because an index may load
 * lazily; of MiniSearch it is read once it has loaded, because its answers take more than the loading does.
 */
async function start(call: 'open' | 'load', input: unknown, questions: readonly string[]): Promise<Start> {
  const started = performance.now();
  const child = startRole('first-answer');
  try {
    await child.call(call, input);
    const loaded = await treeMemory(child.pid);
    await child.call('answer', questions.slice(0, 1));
    const seconds = (performance.now() - started) / 1_000;
    await child.call('answer', questions.slice(1, 20));
    const answered = await treeMemory(child.pid);
    return { first_answer_s: seconds, peak_mb: (call === 'load' ? loaded : answered)?.peak ?? null };
  } finally {
    await child.stop();
  }
}

function medianStart(starts: readonly Start[]): Start {
  const peaks = starts.map(({ peak_mb: peak }) => peak).filter((peak) => peak !== null);
  return { first_answer_s: quantile(0.5, starts.map(({ first_answer_s: seconds }) => seconds)), peak_mb: peaks.length === 0 ? null : quantile(0.5, peaks) };
}
