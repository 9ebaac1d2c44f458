import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startLoopback } from '../../src/hosts/loopback/loopback.ts';
import { defaultUserId } from '../../src/hosts/loopback/world.ts';
import { ROOT, temporaryFolder } from '../support/process.ts';
import { startSite } from '../support/site/site.ts';

/**
 * Refreshes and questions for an hour (SOAK_MINUTES): a bot on the loopback Discord keeps two sites current that change all
 * the time, and is asked meanwhile. Tells how its memory and its open files grow. Exit code 1 when they do, or a reply failed.
 */
const MINUTES = Number(process.env['SOAK_MINUTES'] ?? '60');
const TOKEN = 'soak.token.1';
const SAMPLE_MS = 10_000;
/** In samples. */
const WINDOW = 18;
/** The first part warms up: what is learnt and cached is not yet there. */
const WARM = 0.25;
/** A bot that grew by this in an hour would last a month on a small machine. */
const MOST_MIB_AN_HOUR = 16;

interface Sample {
  readonly minutes: number;
  readonly mib: number;
  readonly files: number;
}

const state = await temporaryFolder();
const archive = await temporaryFolder();
const sites = [await startSite({ posts: 60 }), await startSite({ posts: 40 })];
await writeFile(join(archive.path, 'origins.yaml'), sites.map(({ base }) => `- url: ${base}/\n  every: 1m\n`).join(''));
const loopback = await startLoopback({ token: TOKEN, record: false });
const environment = {
  ...process.env, DISCORD_TOKEN: TOKEN, DISCORD_API_URL: loopback.apiUrl, STATE_DIR: state.path, ARCHIVE_DIR: archive.path, LOG_LEVEL: 'warn',
  OWNER_IDS: defaultUserId, FETCH_ALLOW: sites.map(({ host }) => host).join(','),
};
const bot = spawn(process.execPath, ['src/main.ts'], { cwd: ROOT, env: environment, stdio: ['ignore', 'pipe', 'inherit'] });
for await (const text of bot.stdout) if (String(text).includes('Online')) break;

const started = performance.now();
const minutes = (): number => (performance.now() - started) / 60_000;
const counts = { searches: 0, refreshes: 0, changes: 0, failures: 0 };

async function sample(): Promise<Sample> {
  const status = await readFile(`/proc/${bot.pid}/status`, 'utf8');
  return { minutes: minutes(), mib: Number(/VmRSS:\s+(\d+)/u.exec(status)?.[1]) / 1_024, files: (await readdir(`/proc/${bot.pid}/fd`)).length };
}

async function ask(name: string, options: Record<string, string | number>, subcommand?: string): Promise<void> {
  const { failed } = await loopback.command({ name, options, ...(subcommand !== undefined && { subcommand }) });
  if (failed === null) return;
  counts.failures++;
  console.log(`/${name} ${subcommand ?? ''}: ${failed}`);
}

/** Posts come, change, go, come back, and stand in another order. */
async function changeSites(): Promise<void> {
  for (const site of sites) {
    const turn = counts.changes++;
    const posts = await site.posts();
    const post = posts.at(-1 - (turn % 8));
    if (post === undefined) continue;
    if (turn % 60 === 0) await site.add(1);
    else if (turn % 7 === 0) await site.vanish(post.id, 404);
    else if (turn % 7 === 1) for (const gone of posts.filter((one) => one.gone !== null)) await site.bringBack(gone.id);
    else if (turn % 7 === 2) await site.reorderFeed(turn % 2 === 0 ? turn : null);
    else await site.edit(post.id, 0, `Correction ${turn}: the ferry left the harbour at ${turn % 24} o'clock, before the storm came up from the west.`);
  }
}

async function until(pauseMs: number, work: () => Promise<void>): Promise<void> {
  while (minutes() < MINUTES) {
    await work();
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}

const samples: Sample[] = [];
await Promise.all([
  until(3_000, async () => {
    await changeSites();
    await ask('archive', {}, 'refresh');
    counts.refreshes++;
  }),
  until(100, async () => {
    const posts = await (sites[counts.searches % 2] ?? sites[0])?.posts();
    const words = posts?.[counts.searches % posts.length]?.paragraphs[0]?.split(' ').slice(0, 2 + (counts.searches % 6)).join(' ') ?? 'ferry';
    await ask('search', { question: words });
    if (counts.searches++ % 20 === 0) await ask('latest', { count: 5 });
  }),
  until(SAMPLE_MS, async () => {
    samples.push(await sample());
    const last = samples.at(-1);
    if (samples.length % 6 === 0) console.log(`${last?.minutes.toFixed(0)} min: ${last?.mib.toFixed(0)} MiB, ${last?.files} open files, ${JSON.stringify(counts)}`);
  }),
]);
const ended = once(bot, 'exit');
bot.kill('SIGTERM');
await ended;
await loopback.close();
for (const site of sites) await site.stop();
await state.remove();
await archive.remove();

/** The least of each window: what is left when V8 has cleared away, which it does when it likes. */
function floors(of: readonly Sample[]): Sample[] {
  return Array.from({ length: Math.ceil(of.length / WINDOW) }, (_, place) => of.slice(place * WINDOW, (place + 1) * WINDOW)).flatMap((window) => window.toSorted((a, b) => a.mib - b.mib).slice(0, 1));
}

/** Least squares, an hour. */
function slope(of: readonly Sample[], value: (one: Sample) => number): number {
  const mean = (get: (one: Sample) => number): number => of.reduce((sum, one) => sum + get(one), 0) / of.length;
  const [x, y] = [mean((one) => one.minutes), mean(value)];
  const [over, under] = [of.reduce((sum, one) => sum + (one.minutes - x) * (value(one) - y), 0), of.reduce((sum, one) => sum + (one.minutes - x) ** 2, 0)];
  return (over / under) * 60;
}

const steady = samples.filter((one) => one.minutes >= WARM * MINUTES);
const [mib, files] = [slope(floors(steady), (one) => one.mib), slope(steady, (one) => one.files)];
const most = Math.max(...steady.map((one) => one.files));
console.log(`${MINUTES} minutes: ${JSON.stringify(counts)}. Memory ${steady[0]?.mib.toFixed(0)} to ${steady.at(-1)?.mib.toFixed(0)} MiB, ${mib.toFixed(1)} MiB an hour (at most ${MOST_MIB_AN_HOUR}); open files ${steady[0]?.files} to ${steady.at(-1)?.files}, at most ${most}, ${files.toFixed(1)} an hour.`);
process.exitCode = mib <= MOST_MIB_AN_HOUR && Math.abs(files) < 5 && counts.failures === 0 ? 0 : 1;
