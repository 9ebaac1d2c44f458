import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ByteSource } from '../../../src/ingest/bytes.ts';
import { sitemapsOf } from '../../../src/origins/find/robots.ts';
import { readSitemap } from '../../../src/origins/find/sitemap.ts';
import { temporaryFolder } from '../../support/process.ts';

const SITE = 'https://example.org/sitemap.xml';
const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n<?xml-stylesheet type="text/xsl" href="/main-sitemap.xsl"?>\n';
const urlset = (inside: string): string => `${HEAD}<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">${inside}</urlset>`;
const page = (loc: string): string => `<url><loc>${loc}</loc></url>`;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
beforeAll(async () => { folder = await temporaryFolder(); });
afterAll(async () => folder.remove());

async function read(body: string | Buffer, site = SITE): ReturnType<typeof readSitemap> {
  const path = join(folder.path, 'sitemap');
  await writeFile(path, body);
  return readSitemap(path, site);
}

const locations = async (body: string | Buffer): Promise<string[]> => (await read(body)).entries.map(({ loc }) => loc);

describe('a sitemap', () => {
  it('lists pages with their dates, past what news and images add', async () => {
    const text = urlset(`
      <url><loc> https://example.org/2024/a/?x=1&amp;y=2 </loc><lastmod>2024-05-01T10:00:00+02:00</lastmod><changefreq>monthly</changefreq>
        <image:image><image:loc>https://example.org/a.jpg</image:loc></image:image>
        <news:news><news:publication_date>2020-01-01</news:publication_date><news:title>A</news:title></news:news></url>
      <url><loc><![CDATA[https://www.example.org/2024/b/]]></loc><lastmod>2024-05-01</lastmod></url>
      <url><loc>/2024/c/</loc><lastmod>yesterday</lastmod></url>
      <url><lastmod>2024</lastmod></url>`);
    expect(await read(text)).toEqual({
      kind: 'pages', truncated: false,
      entries: [
        { loc: 'https://example.org/2024/a/?x=1&y=2', lastmod: '2024-05-01T08:00:00.000Z' },
        { loc: 'https://www.example.org/2024/b/', lastmod: '2024-05-01T00:00:00.000Z' },
        { loc: 'https://example.org/2024/c/', lastmod: null },
      ],
    });
  });

  it('may be an index', async () => {
    const text = `${HEAD}<!-- made by hand --><sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><sitemap><loc>https://example.org/post-sitemap.xml</loc><lastmod>2024-05-01T10:00:00</lastmod></sitemap></sitemapindex>`;
    expect(await read(text)).toEqual({ kind: 'index', truncated: false, entries: [{ loc: 'https://example.org/post-sitemap.xml', lastmod: '2024-05-01T10:00:00.000Z' }] });
  });

  it('may use any prefix, none, gzip, UTF-16, or be a list of lines', async () => {
    const expected = ['https://example.org/a', 'https://example.org/b'];
    const both = expected.map(page).join('');
    expect(await locations(`<sm:urlset xmlns:sm="http://www.sitemaps.org/schemas/sitemap/0.9">${both.replaceAll(/<(\/?)/gu, '<$1sm:')}</sm:urlset>`)).toEqual(expected);
    expect(await locations(`<urlset>${both}</urlset>`)).toEqual(expected);
    expect(await locations(`\n\n${urlset(both)}`)).toEqual(expected);
    expect(await locations(gzipSync(urlset(both)))).toEqual(expected);
    expect(await locations(Buffer.from(`\uFEFF${urlset(both)}`, 'utf16le'))).toEqual(expected);
    expect(await locations(`\uFEFFhttps://example.org/a\r\n\r\n# more\r\n  https://example.org/b  \r\nhttps://example.org/a\r\nsee https://example.org/c`)).toEqual(expected);
  });

  it('speaks of its own site alone', async () => {
    const others = ['https://elsewhere.test/a', 'https://sub.example.org/a', 'https://example.org:8443/a', 'ftp://example.org/a', 'javascript:alert(1)', 'https://ada:x@example.org/a', `https://example.org/${'a'.repeat(2100)}`, ''];
    expect(await locations(urlset(['http://www.example.org/a#top', ...others].map(page).join('')))).toEqual(['http://www.example.org/a']);
  });

  it('gives what it can of broken, foreign and empty files', async () => {
    const good = page('https://example.org/a') + page('https://example.org/b');
    const cut = urlset(good + page('https://example.org/c')).slice(0, -30);
    expect(await read(cut)).toMatchObject({ truncated: true, entries: [{ loc: 'https://example.org/a' }, { loc: 'https://example.org/b' }] });
    const packed = gzipSync(urlset(Array.from({ length: 5000 }, (_, at) => page(`https://example.org/${at * 7919}`)).join('')));
    const half = await read(packed.subarray(0, packed.length / 2));
    expect(half.truncated).toBe(true);
    expect(half.entries.length).toBeGreaterThan(100);
    expect(await read(Buffer.concat([packed.subarray(0, 2000), Buffer.alloc(4000, 7)]))).toMatchObject({ truncated: true });
    for (const body of ['', '<', '<urlset', '<!DOCTYPE html><html><body><url><loc>https://example.org/a</loc></url></body></html>', '<html>', '{"a": 1}', Buffer.alloc(3000, 0), Buffer.from([0x1f, 0x8b, 8])]) {
      expect((await read(body)).entries).toEqual([]);
    }
    expect((await read('<urlset><url><loc>https://example.org/a</url><url><loc>https://example.org/b</loc></url></urlset>')).entries.at(-1)?.loc).toBe('https://example.org/b');
  });

  it('is read no further than 50,000 entries, or a bomb', async () => {
    const many = function* (): Generator<string> {
      yield '<urlset>';
      for (let at = 0; at < 60_000; at++) yield page(`https://example.org/${at}`);
      yield '</urlset>';
    };
    const all = await read([...many()].join(''));
    expect([all.entries.length, all.truncated]).toEqual([50_000, true]);
    const bomb = gzipSync(Buffer.concat([Buffer.from(`<urlset>${page('https://example.org/a')}<!--`), Buffer.alloc(40 * 2 ** 20, ' ')]), { level: 1 });
    expect(await read(bomb)).toMatchObject({ truncated: true, entries: [{ loc: 'https://example.org/a' }] });
  });

  it('throws what its source throws', async () => {
    const unreadable: ByteSource = { head: async () => { throw new Error('EIO'); }, open: () => { throw new Error('EIO'); } };
    await expect(readSitemap(unreadable, SITE)).rejects.toThrow('EIO');
  });
});

describe('where sitemaps are', () => {
  it('is what robots.txt says, once each', () => {
    const text = 'User-agent: *\r\nDisallow: /wp-admin/\r\nSitemap: https://example.org/news.xml # news\r\nSITEMAP:/posts.xml\r\nsitemap: https://example.org/news.xml\r\nSitemap: file:///etc/passwd\r\n';
    expect(sitemapsOf(text, 'https://example.org/blog/?a=1')).toEqual(['https://example.org/news.xml', 'https://example.org/posts.xml']);
  });

  it('is else at the usual places', () => {
    const usual = ['https://example.org/sitemap.xml', 'https://example.org/sitemap_index.xml', 'https://example.org/wp-sitemap.xml'];
    for (const text of [null, '', 'User-agent: *\nDisallow:', '<!DOCTYPE html><html>', 'Sitemap:']) expect(sitemapsOf(text, 'https://example.org/blog/')).toEqual(usual);
  });
});
