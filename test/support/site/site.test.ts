import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { makePosts } from './posts.ts';
import { startSite, type Site } from './site.ts';

let site: Site;
beforeAll(async () => { site = await startSite({ posts: 25 }); });
afterAll(() => site.stop());
beforeEach(async () => {
  await site.clearFaults();
  await site.log();
});

const get = (path: string, init: RequestInit = {}): Promise<Response> => fetch(site.base + path, { redirect: 'manual', ...init });
const text = async (path: string): Promise<string> => (await get(path)).text();
const count = (body: string, part: string): number => body.split(part).length - 1;
const pathOf = async (id: number): Promise<string> => {
  const post = (await site.posts())[id - 1];
  return `/${post?.date.slice(0, 4) ?? ''}/${post?.slug ?? ''}/`;
};

/** How a request over a bare connection ends, whatever is unpacked or not. */
function raw(path: string): Promise<{ readonly bytes: number; readonly whole: boolean }> {
  return new Promise((resolve, reject) => {
    request(site.base + path, (response) => {
      let bytes = 0;
      response.on('data', (piece: Buffer) => { bytes += piece.length; });
      response.on('error', () => undefined);
      response.on('close', () => { resolve({ bytes, whole: response.complete }); });
    }).on('error', reject).end();
  });
}

describe('posts', () => {
  it('are the same each time, and share no long run of words', () => {
    expect(makePosts(3)).toEqual(makePosts(3));
    expect(makePosts(3).slice(1)).toEqual(makePosts(2, 2));
    const seen = new Set<string>();
    for (const post of makePosts(300)) {
      for (const paragraph of post.paragraphs) {
        const words = paragraph.split(' ');
        expect(words.length).toBeGreaterThanOrEqual(25);
        expect(words.length).toBeLessThanOrEqual(50);
        for (let at = 0; at + 6 <= words.length; at += 1) {
          const run = words.slice(at, at + 6).join(' ');
          expect(seen.has(run)).toBe(false);
          seen.add(run);
        }
      }
    }
  });
});

describe('the site', () => {
  it('pages its feed to the end', async () => {
    const pages = await Promise.all(['/feed/', '/feed/?paged=2', '/feed/?paged=3'].map(text));
    expect(pages.map((page) => count(page, '<item>'))).toEqual([10, 10, 5]);
    expect(pages[0]).toContain('<generator>https://wordpress.org/?v=6.5</generator>');
    expect(pages[0]).toContain(`<guid isPermaLink="false">${site.base}/?p=25</guid>`);
    expect((await get('/feed/?paged=4')).status).toBe(404);
    expect(count(await text('/atom.xml'), '<entry>')).toBe(10);
    expect((JSON.parse(await text('/feed.json')) as { items: unknown[] }).items).toHaveLength(10);
  });

  it('shows its list and its posts', async () => {
    const home = await text('/');
    expect(count(home, 'hentry')).toBe(10);
    expect(home).toContain('type="application/rss+xml" title="Test Blog &raquo; Feed" href="/feed/"');
    expect((await get('/page/4/')).status).toBe(404);
    expect(await text(await pathOf(24))).toContain('"@type":"NewsArticle"');
    expect(await text(await pathOf(23))).toContain('class="entry-content"');
    expect((await get('/?p=23')).headers.get('location')).toBe(site.base + (await pathOf(23)));
    expect(await text('/login')).toContain('type="password"');
  });

  it('lists its posts in a sitemap that robots.txt names', async () => {
    expect(await text('/robots.txt')).toContain(`Sitemap: ${site.base}/sitemap.xml`);
    expect(await text('/sitemap.xml')).toContain(`${site.base}/sitemap-posts-1.xml`);
    expect(count(await text('/sitemap-posts-1.xml'), '<lastmod>')).toBe(25);
    await site.setRobots('User-agent: *\nDisallow: /');
    expect(await text('/robots.txt')).toBe('User-agent: *\nDisallow: /');
    await site.setRobots(null);
  });

  it('answers a conditional request without a body until something changes', async () => {
    const first = await get('/feed/');
    const conditions = [{ 'if-none-match': first.headers.get('etag') ?? '' }, { 'if-modified-since': first.headers.get('last-modified') ?? '' }];
    const ask = () => Promise.all(conditions.map((headers) => get('/feed/', { headers })));
    for (const response of await ask()) {
      expect(response.status).toBe(304);
      expect(await response.text()).toBe('');
    }
    expect((await site.log()).filter((one) => one.conditional)).toMatchObject([{ status: 304, bytes: 0 }, { status: 304, bytes: 0 }]);
    await site.edit(25, 0, 'Another text.');
    expect((await ask()).map((response) => response.status)).toEqual([200, 200]);
    await site.hideValidators(true);
    expect((await get('/feed/')).headers.get('etag')).toBeNull();
    await site.hideValidators(false);
  });

  it('loses a post and finds it again, and takes new ones', async () => {
    const path = await pathOf(20);
    await site.vanish(20, 410);
    expect((await get(path)).status).toBe(410);
    expect(await text('/feed/')).not.toContain('?p=20<');
    await site.bringBack(20);
    expect((await get(path)).status).toBe(200);
    expect((await site.add(2)).map((post) => post.id)).toEqual([26, 27]);
    expect(await text('/feed/')).toContain('?p=27<');
    await expect(site.vanish(99, 404)).rejects.toThrow('there is no post 99');
  });

  it('reorders its feed and rewrites its guids', async () => {
    const before = await text('/feed/');
    await site.reorderFeed(7);
    expect(await text('/feed/')).not.toBe(before);
    await site.reorderFeed(null);
    expect(await text('/feed/')).toBe(before);
    await site.rewriteGuids('urn:post:');
    expect(await text('/feed/')).toContain('<guid isPermaLink="false">urn:post:27</guid>');
    await site.rewriteGuids(null);
  });
});

describe('faults', () => {
  it('act so many times', async () => {
    await site.fault('^/feed/', { status: 503, headers: { 'retry-after': '3' }, body: 'busy' }, 2);
    const statuses = [(await get('/feed/')).status, (await get('/')).status, (await get('/feed/')).status, (await get('/feed/')).status];
    expect(statuses).toEqual([503, 200, 503, 200]);
  });

  it('redirect', async () => {
    await site.fault('^/feed/$', { loop: true }, null);
    expect((await get('/feed/')).headers.get('location')).toBe('/feed/?loop=1');
    expect((await get('/feed/?loop=1')).headers.get('location')).toBe('/feed/?loop=2');
    await site.fault('^/feed/$', { login: true }, 1);
    expect(await (await get('/feed/', { redirect: 'follow' })).text()).toContain('type="password"');
    await site.fault('^/feed/$', { redirect: '/atom.xml', status: 301 }, 1);
    expect((await get('/feed/')).headers.get('location')).toBe('/atom.xml');
  });

  it('cut, and send what was not to be expected', async () => {
    await site.fault('^/feed/', { cut: true }, 1);
    const cut = await raw('/feed/');
    expect(cut.whole).toBe(false);
    expect(cut.bytes).toBeGreaterThan(1000);
    await site.fault('^/feed/', { line: 3_000_000 }, 1);
    expect((await text('/feed/')).length).toBe(3_000_000);
    await site.fault('^/feed/', { notGzip: true }, 1);
    await expect(text('/feed/')).rejects.toThrow();
    await site.fault('^/feed/', { html: true }, 1);
    expect(await text('/feed/')).toContain('<!DOCTYPE html>');
    await site.fault('^/feed/', { slow: 200 }, 1);
    await text('/feed/');
    const slow = (await site.log()).at(-1);
    expect((slow?.endedAt ?? 0) - (slow?.startedAt ?? 0)).toBeGreaterThanOrEqual(190);
  });

  it('never end', async () => {
    await site.fault('^/feed/', { hang: true }, 1);
    await expect(get('/feed/', { signal: AbortSignal.timeout(200) })).rejects.toThrow();
    await site.fault('^/feed/', { endless: true }, 1);
    let bytes = 0;
    for await (const piece of (await get('/feed/')).body ?? []) {
      bytes += (piece as Uint8Array).length;
      if (bytes > 100_000) break;
    }
    expect((await site.log()).map((one) => one.status)).toEqual([0, 200]);
  });

  it('send little that unpacks to much', async () => {
    await site.fault('^/feed/', { bomb: true }, 1);
    const { bytes, whole } = await raw('/feed/');
    expect(whole).toBe(true);
    expect(bytes).toBeLessThan(1_100_000);
  });
});

it('keeps a log until it is read', async () => {
  await text('/feed/?paged=2');
  await get('/', { method: 'HEAD' });
  const [feed, head, ...rest] = await site.log();
  expect(rest).toEqual([]);
  expect(feed).toMatchObject({ method: 'GET', path: '/feed/?paged=2', conditional: false, status: 200 });
  expect(feed?.bytes).toBeGreaterThan(1000);
  expect(feed?.endedAt).toBeGreaterThanOrEqual(feed?.startedAt ?? Infinity);
  expect(head).toMatchObject({ method: 'HEAD', status: 200, bytes: 0 });
  expect(await site.log()).toEqual([]);
});
