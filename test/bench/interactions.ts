import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ShownMessage } from '../../src/hosts/loopback/message.ts';
import type { Outcome } from '../../src/hosts/loopback/outcome.ts';
import { prepare } from '../../src/measure/bench/prepare.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { storeFileOf } from '../../src/measure/engines/backfile.ts';
import { ROOT, temporaryFolder } from '../support/process.ts';
import { AT_ONCE, median, quantile, questionsOf, rate, startBot, stopBot, type Bot } from './bots.ts';

/**
 * 10,000 interactions of mixed kinds, 64 at once, on the archive in data/, or (`--paragraphs 100000`) on a made one. All must
 * be answered in time, without an error; against a bare discord.js `reply('ok')` in the same run, in slices that take turns.
 * Exit code 1 below the bounds.
 */
const INTERACTIONS = 10_000;
const SLICES = 5;
const BOUND = 0.35;
const P99_BOUND_MS = 250;
const DEADLINE_MS = 3_000;
/** The colour of an error's embed: see render.ts. */
const FAULT = 0xb3413b;

/** As a busy server uses it: mostly questions and what is typed on the way to them, and what follows from replies. */
const MIX = ['search', 'type', 'search', 'next', 'search', 'latest', 'search', 'context', 'type', 'search', 'source', 'search', 'find', 'cite', 'search', 'type', 'previous', 'search', 'more', 'related'] as const;
type Kind = (typeof MIX)[number];

interface Step {
  readonly kind: Kind;
  readonly question: string;
}

const { values: { paragraphs } } = parseArgs({ options: { paragraphs: { type: 'string' } } });

/** What a worker saw last: people press the buttons of what they asked for. */
const last: (ShownMessage | undefined)[] = [];
const times: number[] = [];
const byKind = new Map<Kind, number[]>();

async function act({ loopback }: Bot, { kind, question }: Step, worker: number): Promise<void> {
  const message = last[worker];
  if (kind === 'type') {
    const { failed, elapsedMs } = await loopback.autocomplete({ name: 'source', option: 'article', partial: question.slice(0, 4) });
    note(kind, failed, elapsedMs);
    return;
  }
  const outcome = await sent(loopback, kind, question, message);
  const colour = outcome.message?.embeds[0]?.['color'];
  note(kind, outcome.failed ?? (colour === FAULT ? JSON.stringify(outcome.message?.embeds[0]) : null), outcome.completedMs);
  if (kind === 'search' && outcome.message !== null) last[worker] = outcome.message;
}

async function sent(loopback: Bot['loopback'], kind: Exclude<Kind, 'type'>, question: string, message: ShownMessage | undefined): Promise<Outcome> {
  const search = async (): Promise<Outcome> => loopback.command({ name: 'search', options: { question } });
  switch (kind) {
    case 'search': return search();
    case 'latest': return loopback.command({ name: 'latest' });
    case 'find': return loopback.messageCommand({ name: 'Find in archive', message: loopback.write(`Is it true? ${question}`) });
    case 'next': return has(message, 'Next') ? loopback.press(message, 'Next') : search();
    case 'previous': return has(message, 'Previous') ? loopback.press(message, 'Previous') : search();
    case 'source': return has(message, 'Source 1') ? loopback.press(message, 'Source 1') : search();
    case 'context': return chosen(loopback, message, 'context', search);
    case 'cite': return chosen(loopback, message, 'cite', search);
    case 'more': return chosen(loopback, message, 'more', search);
    case 'related': return chosen(loopback, message, 'related', search);
  }
}

function has(message: ShownMessage | undefined, label: string): message is ShownMessage {
  return message !== undefined && JSON.stringify(message.components).includes(`"${label}"`);
}

/** Of a single quote it is a button, of several an option of the menu. */
async function chosen(loopback: Bot['loopback'], message: ShownMessage | undefined, command: string, otherwise: () => Promise<Outcome>): Promise<Outcome> {
  const parts = (message?.components ?? []).flatMap((row) => row['components'] as { custom_id: string; options?: { value: string }[] }[]);
  const begins = (id: string): boolean => id.startsWith(`${command}?`);
  const option = parts.flatMap(({ options = [] }) => options).find(({ value }) => begins(value));
  if (message !== undefined && option !== undefined) return loopback.select(message, 'menu', [option.value]);
  const button = parts.find(({ custom_id: id }) => begins(id));
  return message === undefined || button === undefined ? otherwise() : loopback.press(message, button.custom_id);
}

function note(kind: Kind, failed: string | null, ms: number): void {
  if (failed !== null) throw new Error(`${kind}: ${failed}`);
  times.push(ms);
  const known = byKind.get(kind);
  if (known === undefined) byKind.set(kind, [ms]);
  else known.push(ms);
}

async function archive(folder: string): Promise<Record<string, string>> {
  const place = { archiveDir: paragraphs === undefined ? join(ROOT, 'data') : join(folder, 'made'), stateDir: join(folder, 'state') };
  if (paragraphs !== undefined) {
    await mkdir(place.archiveDir);
    await prepare({ source: { kind: 'made', paragraphs: Number(paragraphs), seed: 1 }, place, pages: join(folder, 'pages'), mostOnPages: 0, questions: 1 });
  }
  return { ARCHIVE_DIR: place.archiveDir, STATE_DIR: place.stateDir };
}

/** Words of the archive, rare and common as they stand in it. */
async function wordsOf({ ARCHIVE_DIR: archiveDir = '', STATE_DIR: stateDir = '' }: Record<string, string>): Promise<string[]> {
  const store = await openSqliteStore(await storeFileOf({ archiveDir, stateDir }));
  const texts = (await store.sample(2_000)).map(({ text }) => text);
  await store.close();
  return texts.join(' ').match(/\p{L}{3,}/gu) ?? [];
}

const folder = await temporaryFolder();
const settings = await archive(folder.path);
const bot = await startBot('src/main.ts', settings);
const bare = await startBot('test/bench/bare-bot.ts', {});
let distinct = 0;
const rates = { bare: [] as number[], bot: [] as number[], ratio: [] as number[] };
try {
  const questions = questionsOf(await wordsOf(settings), INTERACTIONS);
  const steps = questions.map((question, place): Step => ({ kind: MIX[place % MIX.length] ?? 'search', question }));
  const plain = async (asked: readonly string[]): Promise<number> => rate(asked, async (question) => { await bare.loopback.command({ name: 'search', options: { question } }); });
  // Warm, as after a minute of use.
  await plain(questions.slice(0, 1_000));
  await rate(steps.slice(0, 1_000), async (step, worker) => act(bot, step, worker));
  times.length = 0;
  byKind.clear();
  for (let slice = 0, size = INTERACTIONS / SLICES; slice < SLICES; slice++) {
    const [one, other] = [await plain(questions.slice(0, size)), await rate(steps.slice(slice * size, (slice + 1) * size), async (step, worker) => act(bot, step, worker))];
    rates.bare.push(one);
    rates.bot.push(other);
    rates.ratio.push(other / one);
  }
  distinct = new Set(steps.filter(({ kind }) => kind === 'search').map(({ question }) => question)).size;
} finally {
  // A bot that is left would keep whoever reads this output waiting.
  for (const one of [bare, bot]) await stopBot(one);
  await folder.remove();
}
const [ratio, p99, latest] = [median(rates.ratio), quantile(times, 0.99), Math.max(...times)];
console.log(`${times.length} interactions of ${byKind.size} kinds, ${distinct} distinct questions, ${AT_ONCE} at once: all answered · bare reply('ok') ${median(rates.bare).toFixed(0)}/s · mixed ${median(rates.bot).toFixed(0)}/s · ratio ${ratio.toFixed(2)} (at least ${BOUND}) · p50 ${median(times).toFixed(0)} ms, p99 ${p99.toFixed(0)} ms (at 100,000 paragraphs at most ${P99_BOUND_MS}), latest ${latest.toFixed(0)} ms (at most ${DEADLINE_MS})`);
for (const [kind, ms] of byKind) console.log(`  ${kind.padEnd(8)} ${String(ms.length).padStart(5)} p50 ${median(ms).toFixed(1)} ms, p99 ${quantile(ms, 0.99).toFixed(1)} ms`);
const isInBounds = paragraphs === undefined ? ratio >= BOUND && latest < DEADLINE_MS : p99 <= P99_BOUND_MS && latest < DEADLINE_MS;
process.exitCode = isInBounds ? 0 : 1;
