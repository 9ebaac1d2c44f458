import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { startLoopback, type Loopback } from '../../src/hosts/loopback/loopback.ts';
import { ROOT, temporaryFolder } from '../support/process.ts';

/**
 * How many `/search` replies a second the bot holds, against a bare discord.js `reply('ok')` in the same run: both in a
 * process of their own, interleaved, distinct questions, 64 at once. Exit code 1 below the bound.
 */
const QUESTIONS = 1_500;
const AT_ONCE = 64;
const ROUNDS = 5;
const BOUND = 0.35;
const TOKEN = 'bench.token.1';

interface Bot {
  readonly loopback: Loopback;
  readonly child: ChildProcess;
}

async function startBot(script: string, stateDir: string): Promise<Bot> {
  const loopback = await startLoopback({ token: TOKEN, record: false });
  const environment = { ...process.env, DISCORD_TOKEN: TOKEN, DISCORD_API_URL: loopback.apiUrl, STATE_DIR: stateDir, ARCHIVE_DIR: 'data', LOG_LEVEL: 'warn' };
  const child = spawn(process.execPath, [script], { cwd: ROOT, env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
  for await (const text of child.stdout) if (String(text).includes('Online')) break;
  return { loopback, child };
}

/** Distinct questions of two to seven of the archive's own words, the same in every run. */
async function questions(count: number): Promise<string[]> {
  const words = [...new Set((await readFile(new URL('../../data/iraq.txt', import.meta.url), 'utf8')).match(/\p{L}{3,}/gu))];
  let seed = 42;
  const next = (below: number): number => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed % below;
  };
  const made = new Set<string>();
  while (made.size < count) made.add(Array.from({ length: 2 + next(6) }, () => words[next(words.length)]).join(' '));
  return [...made];
}

/** Replies a second. */
async function rate({ loopback }: Bot, asked: readonly string[]): Promise<number> {
  const queue = asked.values();
  const started = performance.now();
  const worker = async (): Promise<void> => {
    for (const question of queue) {
      const { failed } = await loopback.command({ name: 'search', options: { question } });
      if (failed !== null) throw new Error(`"${question}": ${failed}`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return asked.length / ((performance.now() - started) / 1_000);
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN;
}

const state = await temporaryFolder();
const bare = await startBot('test/bench/bare-bot.ts', state.path);
const bot = await startBot('src/main.ts', state.path);
const asked = await questions(QUESTIONS);
const rates = { bare: [] as number[], search: [] as number[], ratio: [] as number[] };
await rate(bare, asked);
await rate(bot, asked);
for (let round = 0; round < ROUNDS; round++) {
  const [one, other] = [await rate(bare, asked), await rate(bot, asked)];
  rates.bare.push(one);
  rates.search.push(other);
  rates.ratio.push(other / one);
}
for (const { child, loopback } of [bare, bot]) {
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  await ended;
  await loopback.close();
}
await state.remove();
const ratio = median(rates.ratio);
console.log(`bare reply('ok'): ${median(rates.bare).toFixed(0)}/s · /search: ${median(rates.search).toFixed(0)}/s · ratio ${ratio.toFixed(2)} (at least ${BOUND}), median of ${ROUNDS} rounds of ${QUESTIONS} distinct questions, ${AT_ONCE} at once`);
process.exitCode = ratio >= BOUND ? 0 : 1;
