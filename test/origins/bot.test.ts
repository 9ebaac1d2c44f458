import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLoopback, type Loopback } from '../../src/hosts/loopback/loopback.ts';
import type { OptionValues } from '../../src/hosts/loopback/user-options.ts';
import { finished, printed, startMain, temporaryFolder } from '../support/process.ts';
import { startSite, type Site } from '../support/site/site.ts';

const TOKEN = 'test.token.1';
const OWNER = '300000000000000007';
/** What arrived is found within five seconds; a busy machine is given three times as long. */
const FOUND_MS = 15_000;
/** In it, nothing is due. */
const QUIET_MS = 2_500;

let loopback: Loopback;
let site: Site;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let bot: ChildProcessWithoutNullStreams;
const archived = (name: string): string => join(folder.path, 'archive', name);

async function startBot(): Promise<void> {
  bot = startMain({
    DISCORD_TOKEN: TOKEN, DISCORD_API_URL: loopback.apiUrl, ARCHIVE_DIR: join(folder.path, 'archive'), STATE_DIR: join(folder.path, 'state'),
    OWNER_IDS: OWNER, FETCH_ALLOW: site.host, LOG_LEVEL: 'warn',
  });
  await printed(bot, 'stdout', /Online/u);
}

async function stopBot(): Promise<number | null> {
  const end = finished(bot);
  bot.kill('SIGTERM');
  return (await end).code;
}

beforeAll(async () => {
  [loopback, site, folder] = await Promise.all([startLoopback({ token: TOKEN }), startSite({ posts: 34 }), temporaryFolder()]);
  await mkdir(join(folder.path, 'archive'));
  await startBot();
});
afterAll(async () => {
  await stopBot();
  await loopback.close();
  await site.stop();
  await folder.remove();
});

/** What the user sees. */
async function ask(name: string, options: OptionValues = {}): Promise<string> {
  const { failed, message } = await loopback.command({ name, options, userId: OWNER });
  expect(failed).toBeNull();
  return drawn(message?.embeds);
}

/** What the user, and nobody else, sees. */
async function archive(subcommand: string, options: OptionValues = {}, userId = OWNER): Promise<string> {
  const { failed, message } = await loopback.command({ name: 'archive', subcommand, options, userId, settleMs: 20_000 });
  expect(failed).toBeNull();
  expect(message?.ephemeral).toBe(true);
  return drawn(message?.embeds);
}

/** As the client draws it: without the escapes, and what is bold as what is not. */
const drawn = (embeds: unknown): string => JSON.stringify(embeds).replace(/\\\\|\*\*/gu, '');

/** Without how long ago things were. */
const timeless = (text: string): string => text.replace(/ \([^()]+\)/gu, '');

/** Asks again and again until a part is in what is seen; rejects when that takes too long. */
async function until(part: string, see: () => Promise<string>): Promise<void> {
  const started = performance.now();
  for (;;) {
    const seen = await see();
    if (seen.includes(part)) return;
    if (performance.now() - started > FOUND_MS) throw new Error(`"${part}" is not found:\n${seen}`);
    await sleep(100);
  }
}

const found = async (paragraph: string): Promise<void> => until(paragraph, async () => ask('search', { question: paragraph.slice(0, 80) }));
const newest = async (title: string): Promise<void> => until(title, async () => ask('latest', { count: 3 }));
/** What the site was asked for since this was last called, but for its rules. */
const asked = async (): Promise<string[]> => (await site.log()).map(({ path }) => path).filter((path) => path !== '/robots.txt');

describe('a bot whose archive is fetched', () => {
  it('comes online with an empty folder, and fetches the site that its owner adds, with its past', async () => {
    const empty = await archive('status');
    expect(empty).toContain('0 articles');
    expect(empty).toContain('/archive add');
    expect(empty).not.toContain('Never refreshed');
    expect(await archive('refresh')).toContain('/archive add');
    const told = await archive('add', { address: site.base });
    expect(told).toContain('10 articles');
    expect(told).toContain('/feed/');
    const [oldest] = await site.posts();
    await newest((await site.posts()).at(-1)?.title ?? '');
    await found(oldest?.paragraphs[0] ?? '');
    await until('34 articles', async () => archive('status'));
  });

  it('finds a new post and an edited one soon after a refresh brought them', async () => {
    const [post] = await site.add(1);
    const correction = 'The lighthouse keeper withdrew his statement about the missing trawler on Thursday evening.';
    await site.edit(33, 1, correction);
    expect(await archive('refresh', { origin: `${site.base}/` })).toMatch(/1 (?:new )?article/u);
    await found(post?.paragraphs[0] ?? '');
    await found(correction);
    await newest(post?.title ?? '');
  });

  it('finds a file that is written into its folder, and what is changed in it, without a restart', async () => {
    const before = 'Two zeppelins were moored above the fish market, and the mayor would not say who had invited them.';
    const after = 'One zeppelin alone was moored above the fish market, the mayor said when everybody had gone home.';
    await writeFile(archived('zeppelins.md'), `---\ntitle: Zeppelins over Town\ndate: 2031-05-01\n---\n\n${before}\n`);
    await found(before);
    await newest('Zeppelins over Town');
    await writeFile(archived('zeppelins.md'), `---\ntitle: Zeppelins over Town\ndate: 2031-05-01\n---\n\n${after}\n`);
    await found(after);
    expect(await ask('search', { question: 'zeppelins' })).not.toContain('who had invited them');
    await rm(archived('zeppelins.md'));
    await until('Not in the archive', async () => ask('search', { question: 'zeppelins' }));
  });

  it('follows origins.yaml, and does not let it be changed from Discord', async () => {
    await writeFile(archived('origins.yaml'), `- url: ${site.base}/atom.xml\n  every: 6h\n  fill: 0\n`);
    await until('/atom.xml', async () => archive('status'));
    expect(await archive('remove', { origin: `${site.base}/atom.xml` })).toContain('origins.yaml');
    await writeFile(archived('origins.yaml'), '[]\n');
    await until('not listed', async () => ((await archive('status')).includes('/atom.xml') ? 'still there' : 'not listed'));
    // Both showed the same articles.
    expect(await archive('status')).toContain('35 articles');
  });

  it('is changed by nobody but its owner', async () => {
    await asked();
    for (const [subcommand, options] of [['add', { address: `${site.base}/feed.json` }], ['refresh', {}], ['remove', { origin: `${site.base}/` }]] as const) {
      expect(await archive(subcommand, options, '300000000000000099')).toContain('Only an owner');
    }
    expect(await asked()).toEqual([]);
    expect(await archive('status', {}, '300000000000000099')).toContain('35 articles');
  });

  it('tells in words what cannot be had, and shows what fails with its reason', async () => {
    expect(await archive('add', { address: 'file:///etc/passwd' })).toContain('no address of the web');
    expect(await archive('add', { address: `${site.base}/nothing/` })).toContain('It was not added');
    expect(await archive('add', { address: 'http://10.0.0.1/feed' })).toContain('not on the public internet');
    await site.fault('^/feed/', { status: 500 }, null);
    expect(await archive('refresh', { origin: `${site.base}/` })).toContain('500');
    const status = await archive('status');
    expect(status).toContain('500');
    expect(status).toContain('35 articles');
    await site.clearFaults();
    await archive('refresh');
    expect(await archive('status')).not.toContain('500');
  });

  it('is the same after a new start, and asks for nothing that is not due', async () => {
    const before = timeless(await archive('status'));
    const [post] = await site.add(1);
    expect(await stopBot()).toBe(0);
    await asked();
    await startBot();
    expect(timeless(await archive('status'))).toBe(before);
    await sleep(QUIET_MS);
    expect(await asked()).toEqual([]);
    await archive('refresh');
    await found(post?.paragraphs[0] ?? '');
    expect(await asked()).toEqual(['/feed/']);
  });

  it('keeps an origin no longer when its owner says so, and its articles unless they shall go too', async () => {
    const [oldest] = await site.posts();
    expect(await archive('remove', { origin: `${site.base}/` })).toContain('36 articles stay');
    await found(oldest?.paragraphs[0] ?? '');
    await archive('add', { address: site.base });
    // Ten came by origins.yaml, too, and stay as all does that was listed there.
    expect(await archive('remove', { origin: `${site.base}/`, articles: true })).toMatch(/26 articles were removed.*10 articles stay/u);
    await until('10 articles', async () => archive('status'));
    expect(await ask('search', { question: oldest?.title ?? '' })).not.toContain(oldest?.paragraphs[0] ?? '');
  });
});
