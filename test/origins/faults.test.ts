import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newRecord } from '../../src/origins/record.ts';
import type { OriginStatus } from '../../src/origins/port.ts';
import type { Fault } from '../support/site/faults.ts';
import { startSite, type Site } from '../support/site/site.ts';
import { openKept, removeKept, type Kept } from './kept.ts';

/** Short enough to wait for, and long enough for a busy machine. */
const IMPATIENT = { connectMs: 2_000, silenceMs: 1_500, totalMs: 2_500 };
const PASSWORD_PAGE = '<!doctype html><title>Members</title><form method="post"><input name="user"><input type="password" name="word"></form>';

let site: Site;
let kept: Kept;
let feed: string;
beforeEach(async () => {
  await site.clearFaults();
});
beforeAll(async () => {
  site = await startSite({ posts: 14 });
  kept = await openKept([site.host], undefined, IMPATIENT);
  feed = `${site.base}/feed/`;
  await kept.origins.add(feed);
  await kept.origins.fill(feed, {});
});
afterAll(async () => {
  await kept.close();
  await removeKept(kept);
  await site.stop();
});

const statusOf = async (id: string): Promise<OriginStatus | undefined> => (await kept.origins.status()).find((one) => one.id === id);

/** What the archive holds of each article: that none is gone, doubled or another one. */
async function held(): Promise<string[]> {
  return (await kept.articles()).map(({ id, key, title, gone }) => `${id} ${String(key)} ${title} ${String(gone)}`).sort();
}

/** The texts of all articles, as the archive has them and as the site has published them. */
async function texts(): Promise<{ readonly stored: string[]; readonly published: string[] }> {
  const stored = await Promise.all((await kept.articles()).map(async ({ id, title }) => [title, ...(await kept.store.paragraphsOf(id)).map(({ text }) => text)].join('\n')));
  return { stored: stored.sort(), published: (await site.posts()).map(({ title, paragraphs }) => [title, ...paragraphs].join('\n')).sort() };
}

interface Case {
  readonly what: string;
  readonly fault: Fault;
  readonly kind: string;
}

const CASES: readonly Case[] = [
  { what: 'a host that is not known', fault: { status: 302, redirect: 'http://nowhere.invalid/feed/' }, kind: 'dns' },
  { what: 'a redirect loop', fault: { loop: true }, kind: 'redirects' },
  { what: '404', fault: { status: 404 }, kind: 'not-found' },
  { what: '410', fault: { status: 410 }, kind: 'gone' },
  { what: '429 without a time', fault: { status: 429 }, kind: 'rate-limited' },
  { what: '429 with a time', fault: { status: 429, headers: { 'retry-after': '1' } }, kind: 'rate-limited' },
  { what: '500', fault: { status: 500 }, kind: 'status' },
  { what: 'a redirect to a login page', fault: { login: true }, kind: 'login' },
  { what: 'a login page in its place', fault: { status: 200, body: PASSWORD_PAGE }, kind: 'login' },
  { what: '401', fault: { status: 401 }, kind: 'login' },
  { what: 'a web page in its place', fault: { html: true }, kind: 'not-a-feed' },
  { what: 'nothing in its place', fault: { status: 200, body: '' }, kind: 'not-a-feed' },
  { what: 'a body that never ends, fast', fault: { endless: true }, kind: 'too-large' },
  { what: 'a body that never ends, slowly', fault: { endless: true, every: 100 }, kind: 'timeout' },
  { what: 'a line of 100 MB', fault: { line: 100 * 2 ** 20 }, kind: 'too-large' },
  { what: 'no answer at all', fault: { hang: true }, kind: 'timeout' },
  { what: 'a body that is cut off', fault: { cut: true }, kind: 'connection' },
  { what: 'a gzip bomb', fault: { bomb: true }, kind: 'bomb' },
  { what: 'what is said to be packed and is not', fault: { notGzip: true }, kind: 'connection' },
  { what: 'a redirect to a private address', fault: { status: 301, redirect: 'http://10.0.0.1/feed/' }, kind: 'address' },
  { what: 'a redirect to this machine', fault: { status: 302, redirect: 'http://localhost:1/feed/' }, kind: 'address' },
  { what: 'a redirect out of the web', fault: { status: 302, redirect: 'file:///etc/passwd' }, kind: 'address' },
];

describe('an origin that fails keeps its articles and comes back', () => {
  it.each(CASES)('after $what', async ({ fault, kind }) => {
    await kept.origins.refresh(feed);
    const before = await held();
    const sequence = await kept.store.sequence();
    await site.fault('^/feed/', fault, null);
    const started = Date.now();
    const [report] = await kept.origins.refresh(feed);
    expect(report).toMatchObject({ outcome: 'failed', added: 0, changed: 0, gone: 0, problem: { kind } });
    const failing = await statusOf(feed);
    expect(failing).toMatchObject({ state: 'failing', articles: before.length, gone: 0, problem: { kind, failures: 1, since: expect.stringMatching(/^\d{4}-/u) as string } });
    expect(failing?.problem?.message).toContain(feed);
    expect(failing?.problem?.remedy).toMatch(/\.$/u);
    expect(Date.parse(failing?.nextTry ?? '')).toBeGreaterThan(started);
    expect(await held()).toEqual(before);
    expect(await kept.store.sequence()).toBe(sequence);
    expect(await readdir(join(kept.folder, 'state', 'store.sqlite.fetched'))).toEqual([]);

    const [added] = await site.add(1);
    await site.edit((added?.id ?? 0) - 1, 0, `What was written first has been corrected since, while there was ${kind} trouble, at ${started}.`);
    await site.clearFaults();
    await new Promise((resolve) => setTimeout(resolve, Math.max(0, Date.parse(failing?.problem?.retryAt ?? '') - Date.now()) || 0));
    expect(await kept.origins.refresh(feed)).toMatchObject([{ outcome: 'changed', added: 1, changed: 1, gone: 0, problem: null }]);
    expect(await statusOf(feed)).toMatchObject({ state: 'current', problem: null, articles: before.length + 1 });
    const { stored, published } = await texts();
    expect(stored).toEqual(published);
  });
});

describe('a site that asks to be left alone', () => {
  it('is not asked before the time it gave, on schedule or by hand', async () => {
    await site.fault('^/feed/', { status: 429, headers: { 'retry-after': '7200' } }, 1);
    const until = Date.now() + 7_200_000;
    await kept.origins.refresh(feed);
    const failing = await statusOf(feed);
    expect(Date.parse(failing?.nextTry ?? '')).toBeGreaterThanOrEqual(until);
    await site.log();
    expect(await kept.origins.refresh(feed)).toMatchObject([{ outcome: 'failed', problem: { kind: 'rate-limited' } }]);
    expect(await site.log()).toEqual([]);
    expect(Date.parse((await statusOf(feed))?.nextTry ?? '')).toBeGreaterThanOrEqual(until);
    expect((await statusOf(feed))?.problem?.failures).toBe(2);
    // A new start knows nothing of the pace of each site.
    await kept.close();
    kept = await openKept([site.host], kept.folder, IMPATIENT);
    expect(await kept.origins.refresh(feed)).toMatchObject([{ problem: null }]);
  });
});

describe('an address that was never fetched', () => {
  it.each([
    ['http://nowhere.invalid/feed/', 'dns'], ['http://10.255.255.1/', 'address'], ['http://127.0.0.1:1/feed/', 'address'], ['http://[::1]/', 'address'], ['http://169.254.169.254/latest/meta-data/', 'address'],
  ])('%s is refused in words, and not kept', async (address, kind) => {
    const before = await held();
    expect(await kept.origins.add(address)).toMatchObject({ outcome: 'failed', problem: { kind } });
    expect(await statusOf(address)).toBeUndefined();
    expect(await kept.store.origins.get(address)).toBeNull();
    expect(await held()).toEqual(before);
  });

  it('is not kept when it yields nothing, and is failing when origins.yaml lists it', async () => {
    const address = `${site.base}/parked/`;
    await site.fault('^/parked/', { status: 200, body: '<!doctype html><title>Soon</title><body><script>draw()</script></body>' }, null);
    expect(await kept.origins.add(address)).toMatchObject({ outcome: 'failed', problem: { kind: 'empty', message: expect.stringContaining(address) as string } });
    expect(await kept.store.origins.get(address)).toBeNull();
    await kept.store.origins.save(newRecord(address, 'origins.yaml', { every: null, fill: 5 }));
    await kept.origins.run(address);
    expect(await statusOf(address)).toMatchObject({ state: 'failing', kind: null, articles: 0, lastSuccess: null, problem: { kind: 'empty', failures: 1 }, nextTry: expect.any(String) as string });
    await kept.store.origins.remove(address);
  });

  it('is not taken for an article when it is a login page', async () => {
    expect(await kept.origins.add(`${site.base}/wp-login.php`)).toMatchObject({ outcome: 'failed', problem: { kind: 'login' } });
    const [post] = await site.posts();
    const page = `${site.base}/${post?.date.slice(0, 4) ?? ''}/${post?.slug ?? ''}/`;
    await kept.origins.add(page);
    const before = await held();
    const { body } = await fetch(`${site.base}/wp-login.php`).then(async (answer) => ({ body: await answer.text() }));
    await site.fault(post?.slug ?? '', { status: 200, body }, null);
    expect(await kept.origins.refresh(page)).toMatchObject([{ outcome: 'failed', changed: 0, added: 0, problem: { kind: 'login' } }]);
    expect(await held()).toEqual(before);
    await site.clearFaults();
    expect(await kept.origins.refresh(page)).toMatchObject([{ outcome: 'unchanged', problem: null }]);
    await kept.origins.remove(page, { articles: false });
    const { stored, published } = await texts();
    expect(stored).toEqual(published);
  });
});

describe('a feed that gives all its articles new ids', () => {
  it('has each article once, as the one it was', async () => {
    await kept.origins.refresh(feed);
    const before = (await kept.articles()).map(({ id, title }) => `${id} ${title}`).sort();
    for (const prefix of ['urn:new:', 'tag:elsewhere.example,2030:', null]) {
      await site.rewriteGuids(prefix);
      expect(await kept.origins.refresh(feed)).toMatchObject([{ added: 0, gone: 0, problem: null }]);
      expect((await kept.articles()).map(({ id, title }) => `${id} ${title}`).sort()).toEqual(before);
    }
    const { stored, published } = await texts();
    expect(stored).toEqual(published);
  });
});
