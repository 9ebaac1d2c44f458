import { readFile } from 'node:fs/promises';
import { temporaryFolder } from '../support/process.ts';
import { AT_ONCE, median, questionsOf, rate, startBot, stopBot, type Bot } from './bots.ts';

/**
 * How many `/search` replies a second the bot holds, against a bare discord.js `reply('ok')` in the same run: both in a
 * process of their own, interleaved, distinct questions, 64 at once. Exit code 1 below the bound.
 */
const QUESTIONS = 1_500;
const ROUNDS = 5;
const BOUND = 0.35;

/** Replies a second. */
async function searches({ loopback }: Bot, asked: readonly string[]): Promise<number> {
  return rate(asked, async (question) => {
    const { failed } = await loopback.command({ name: 'search', options: { question } });
    if (failed !== null) throw new Error(`"${question}": ${failed}`);
  });
}

const state = await temporaryFolder();
const bare = await startBot('test/bench/bare-bot.ts', { STATE_DIR: state.path });
const bot = await startBot('src/main.ts', { STATE_DIR: state.path });
const words = (await readFile(new URL('../../data/iraq.txt', import.meta.url), 'utf8')).match(/\p{L}{3,}/gu) ?? [];
const asked = questionsOf(words, QUESTIONS);
const rates = { bare: [] as number[], search: [] as number[], ratio: [] as number[] };
try {
  await searches(bare, asked);
  await searches(bot, asked);
  for (let round = 0; round < ROUNDS; round++) {
    const [one, other] = [await searches(bare, asked), await searches(bot, asked)];
    rates.bare.push(one);
    rates.search.push(other);
    rates.ratio.push(other / one);
  }
} finally {
  // A bot that is left would keep whoever reads this output waiting.
  for (const one of [bare, bot]) await stopBot(one);
  await state.remove();
}
const ratio = median(rates.ratio);
console.log(`bare reply('ok'): ${median(rates.bare).toFixed(0)}/s · /search: ${median(rates.search).toFixed(0)}/s · ratio ${ratio.toFixed(2)} (at least ${BOUND}), median of ${ROUNDS} rounds of ${QUESTIONS} distinct questions, ${AT_ONCE} at once`);
process.exitCode = ratio >= BOUND ? 0 : 1;
