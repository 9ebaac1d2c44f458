import { once } from 'node:events';
import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { fetchOnce } from '../../src/fetch-once.ts';
import type { PathsReport } from '../../src/ingest/ingest-paths.ts';
import { storeFile } from '../../src/state-file.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { StoredArticle } from '../../src/store/store.ts';
import { runBackfile, startBackfile, temporaryFolder } from '../support/process.ts';
import { startSite, type Site } from '../support/site/site.ts';

interface Report {
  readonly articles: readonly { readonly title: string; readonly paragraphs: readonly { readonly text: string }[]; readonly duplicateOf: number | null }[];
  readonly warnings: readonly { readonly where: string; readonly what: string }[];
}

let site: Site;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const at = (...names: readonly string[]): string => join(folder.path, ...names);
beforeAll(async () => { site = await startSite({ posts: 34 }); });
afterAll(async () => { await site.stop(); });
beforeEach(async () => {
  folder = await temporaryFolder();
  await mkdir(at('archive'));
  await site.clearFaults();
  await site.log();
});
afterEach(async () => { await folder.remove(); });

const settings = (): Record<string, string> => ({ ARCHIVE_DIR: at('archive'), STATE_DIR: at('state'), FETCH_ALLOW: site.host });

async function ingest(...args: readonly string[]): Promise<Report> {
  const { code, stdout, stderr } = await runBackfile(['ingest', '--json', ...args], settings());
  expect([code, stderr]).toEqual([0, '']);
  return JSON.parse(stdout) as Report;
}

/** What `ingest` does, without the time that a process takes to start. */
async function fetched(fill: number): Promise<PathsReport> {
  const config = readConfig(settings());
  return fetchOnce(config, await storeFile(config), { addresses: [site.base], fill, progress: () => undefined });
}

async function refused(...args: readonly string[]): Promise<{ readonly type: string; readonly message: string; readonly remedy: string }> {
  const { code, stdout, stderr } = await runBackfile(['ingest', '--json', ...args], settings());
  expect(code).toBe(1);
  return (JSON.parse(stdout === '' ? stderr : stdout) as { error: { type: string; message: string; remedy: string } }).error;
}

async function stored(): Promise<StoredArticle[]> {
  const store = await openSqliteStore(at('state', (await readdir(at('state'))).find((name) => name.endsWith('.sqlite')) ?? ''));
  try {
    return [...(await store.list({}, { cursor: null, limit: 1_000 })).articles];
  } finally {
    await store.close();
  }
}

const titles = (articles: readonly { readonly title: string }[]): string[] => articles.map(({ title }) => title).sort();
const published = async (): Promise<string[]> => titles(await site.posts());
const newest = async (count: number): Promise<string[]> => titles((await site.posts()).slice(-count));
const pageOf = async (id: number): Promise<string> => {
  const post = (await site.posts())[id - 1];
  return `${site.base}/${post?.date.slice(0, 4) ?? ''}/${post?.slug ?? ''}/`;
};

describe('backfile ingest URL', () => {
  it('takes in all posts of a site by its first page, and says what it took in', async () => {
    const { articles, warnings } = await ingest(site.base);
    expect(warnings).toEqual([]);
    expect(titles(articles)).toEqual(await published());
    const [post] = await site.posts();
    expect(articles.find(({ title }) => title === post?.title)).toMatchObject({ duplicateOf: null, paragraphs: post?.paragraphs.map((text) => ({ text })) });
    expect(titles(await stored())).toEqual(await published());
    // Once more: nothing is added, and what is as it was is not sent.
    await site.log();
    const again = await runBackfile(['ingest', site.base], settings());
    expect(again.stdout).toMatch(/files as before\s+1\n/u);
    expect(again.stdout).toMatch(/articles added\s+0\n\s*articles changed\s+0/u);
    expect(titles(await stored())).toEqual(await published());
    const sent = await site.log();
    expect(sent.filter(({ path }) => path !== '/robots.txt').map(({ path, status }) => [path, status])).toEqual([['/feed/', 304]]);
    // It is not kept current.
    expect((await runBackfile(['archive', 'status'], settings())).stdout).not.toContain(site.base);
  });

  it('goes as far back as it is told', async () => {
    expect(titles((await ingest(site.base, '--fill', '0')).articles)).toEqual(await newest(10));
    await fetched(2);
    expect(titles(await stored())).toEqual(await newest(30));
  });

  it('goes further back by the map of a site when it is told to', async () => {
    await site.fault('^/(feed/|comments|atom|feed\\.json)', { status: 404 }, null);
    await fetched(2);
    expect(titles(await stored())).toEqual(await newest(12));
    await fetched(100);
    expect(titles(await stored())).toEqual(await published());
  });

  it('shows what an address gives, and stores nothing, when asked to', async () => {
    expect(titles((await ingest(site.base, '--dry-run')).articles)).toEqual(await newest(10));
    const { stdout } = await runBackfile(['ingest', '--dry-run', await pageOf(3)], settings());
    expect(stdout).toContain('1 article, 0 warnings; nothing was stored.');
    expect(await readdir(at('state')).catch(() => [])).toEqual([]);
  });

  it('takes in a page of one article, two addresses and a file in one call', async () => {
    await writeFile(at('note.md'), '# A Note on Ferries\n\nThe last ferry leaves at nine in the evening, whatever the timetable at the pier may say.\n');
    const { articles } = await ingest(await pageOf(3), await pageOf(4), at('note.md'));
    const posts = await site.posts();
    expect(titles(articles)).toEqual(titles([...posts.slice(2, 4), { title: 'A Note on Ferries' }]));
    expect(titles(await stored())).toEqual(titles(articles));
  });

  it.each([
    ['ftp://example.org/feed', /ftp:/u], ['http://user:secret@example.org/', /^"http:\/\/example\.org/u], ['http://10.0.0.1/', /not on the public internet/u],
  ])('refuses %s, and says what to give instead', async (address, message) => {
    const error = await refused(address);
    expect(error).toMatchObject({ type: 'user', message: expect.stringMatching(message) as string });
    expect(error.remedy).not.toBe('');
  });

  it('says so when there is nothing', async () => {
    expect(await refused(`${site.base}/not/there/`)).toMatchObject({ type: 'user', message: expect.stringContaining('/not/there/') as string, remedy: expect.stringMatching(/\w/u) as string });
    expect(await stored()).toEqual([]);
  });

  it('goes on where it was killed', async () => {
    await site.fault('paged=4', { hang: true }, 1);
    const child = startBackfile(['ingest', site.base], settings());
    while (!(await site.log()).some(({ path }) => path.includes('paged=4'))) await new Promise((resolve) => setTimeout(resolve, 50));
    const ended = once(child, 'exit');
    child.kill('SIGKILL');
    await ended;
    await site.log();
    await ingest(site.base);
    expect(titles(await stored())).toEqual(await published());
    // What was fetched before is not sent again, but for the last page: posts may have moved up to it.
    expect((await site.log()).filter(({ status, path }) => status === 200 && path !== '/robots.txt').map(({ path }) => path)).toEqual(['/feed/?paged=3', '/feed/?paged=4']);
  });

  it('keeps what came before the site failed, and says that the rest is missing', async () => {
    await site.fault('paged=3', { status: 500 }, null);
    const { articles, warnings } = await ingest(site.base);
    expect(warnings).toMatchObject([{ where: `${site.base}/`, what: expect.stringMatching(/500.*same again/u) as string }]);
    expect(titles(await stored())).toEqual(await newest(20));
    expect(titles(articles)).toEqual(await newest(20));
    await site.clearFaults();
    expect((await fetched(100)).warnings).toEqual([]);
    expect(titles(await stored())).toEqual(await published());
  });
});
