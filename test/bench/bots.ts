import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { startLoopback, type Loopback } from '../../src/hosts/loopback/loopback.ts';
import { terms } from '../../src/search/analysis.ts';
import { ROOT } from '../support/process.ts';

const TOKEN = 'bench.token.1';
export const AT_ONCE = 64;

/** A bot in a process of its own, on a loopback Discord of its own. */
export interface Bot {
  readonly loopback: Loopback;
  readonly child: ChildProcess;
}

export async function startBot(script: string, settings: Readonly<Record<string, string>>): Promise<Bot> {
  const loopback = await startLoopback({ token: TOKEN, record: false });
  const environment = { ...process.env, DISCORD_TOKEN: TOKEN, DISCORD_API_URL: loopback.apiUrl, ARCHIVE_DIR: 'data', LOG_LEVEL: 'error', ...settings };
  const child = spawn(process.execPath, [...(process.env['PROF'] ? ['--cpu-prof', '--cpu-prof-dir=/tmp/prof'] : []), script], { cwd: ROOT, env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const text of child.stdout) if (String(text).includes('Online')) break;
  return { loopback, child };
}

export async function stopBot({ loopback, child }: Bot): Promise<void> {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  await loopback.close();
}

/** Does all of it, so many at once, in order; how many a second. */
export async function rate<T>(all: readonly T[], act: (one: T, worker: number) => Promise<void>): Promise<number> {
  const queue = all.values();
  const started = performance.now();
  const work = async (_: unknown, worker: number): Promise<void> => {
    for (const one of queue) await act(one, worker);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return all.length / ((performance.now() - started) / 1_000);
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5);
}

export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN;
}

/** Distinct questions of two to seven of a text's words, the first one that is looked for and stands there once or twice, the same in every run. */
export function questionsOf(words: readonly string[], count: number): string[] {
  let seed = 42;
  const next = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  const rare = [...counts].filter(([word, times]) => times <= 2 && terms(word, 'en').length > 0).map(([word]) => word);
  const made = new Set<string>();
  while (made.size < count) {
    const others = Array.from({ length: 1 + next(6) }, () => words[next(words.length)]);
    made.add([rare[next(rare.length)], ...others].join(' '));
  }
  return [...made];
}
