import { FileBytes } from '../../ingest/bytes.ts';
import { decodeStream } from '../../ingest/decode.ts';
import { GunzippedBytes, isGzip } from '../../ingest/gzip.ts';
import { recordsOf } from '../../ingest/xml/records.ts';
import { rootOf } from '../../ingest/xml/root.ts';
import type { Shape } from '../../ingest/xml/shape.ts';
import { sameSite } from './address.ts';

/** https://www.sitemaps.org/protocol.html: so many in one file, of so many characters. */
const MOST_ENTRIES = 50_000;
const LONGEST_ADDRESS = 2_048;
const ENTRY: Shape = { loc: 'text', lastmod: 'text' };
const SITEMAP: Shape = { urlset: { inside: { url: { record: ENTRY } } }, sitemapindex: { inside: { sitemap: { record: ENTRY } } } };
/** Where it says what it is. In bytes. */
const HEAD = 4_096;
/** Where most sites have it that do not say where. */
const USUAL = ['/sitemap.xml', '/sitemap_index.xml', '/wp-sitemap.xml'];

/** An address that a file of a site's map lists. */
export interface SitemapEntry {
  readonly loc: string;
  /** When it was changed last, as written. */
  readonly lastmod: string | null;
}

export interface SitemapFile {
  /** `index`: what it lists are further files. */
  readonly kind: 'index' | 'pages';
  readonly entries: readonly SitemapEntry[];
  /** True when some of it was passed over: it is broken, or lists too many. */
  readonly truncated: boolean;
}

/** Reads one file of a site's map (XML, plain addresses, either of them packed) in bounded memory. Addresses of other sites are left out. */
export async function readSitemap(path: string, address: string): Promise<SitemapFile> {
  const entries: SitemapEntry[] = [];
  let isIndex = false;
  let truncated = false;
  const take = (loc: string, lastmod: string | null): void => {
    if (loc.length > LONGEST_ADDRESS || !URL.canParse(loc) || !/^https?:/iu.test(loc) || !sameSite(loc, address)) return;
    if (entries.length < MOST_ENTRIES) entries.push({ loc: new URL(loc).href, lastmod });
    else truncated = true;
  };
  try {
    const file = new FileBytes(path);
    const source = isGzip(await file.head(4)) ? new GunzippedBytes(file) : file;
    const head = (await source.head(HEAD)).toString();
    const chunks = decodeStream(source.open(), 'utf-8');
    if (!/^\s*\uFEFF?\s*</u.test(head)) {
      for await (const line of linesOf(chunks)) take(line.trim(), null);
      return { kind: 'pages', entries, truncated };
    }
    isIndex = /(?:^|:)sitemapindex$/u.test(rootOf(head)?.name ?? '');
    for await (const event of recordsOf(chunks, SITEMAP)) {
      if ('fault' in event) truncated = true;
      if (!('record' in event)) continue;
      const fields = new Map(event.record.fields.map(({ name, text }) => [name, text.trim()]));
      take(fields.get('loc') ?? '', fields.get('lastmod') ?? null);
    }
  } catch {
    // Packed wrongly, or cut: what came before holds.
    truncated = true;
  }
  return { kind: isIndex ? 'index' : 'pages', entries, truncated };
}

/** Where a site's map is: as its robots.txt says (https://www.rfc-editor.org/rfc/rfc9309#section-2.2.4), else where it is usually. */
export function sitemapsOf(robots: string, site: string): string[] {
  const said = [...robots.matchAll(/^[ \t]*sitemap[ \t]*:[ \t]*(\S+)/gimu)].map(([, address = '']) => URL.parse(address, site)?.href);
  const known = said.filter((address) => address !== undefined);
  return known.length > 0 ? [...new Set(known)] : USUAL.map((path) => new URL(path, site).href);
}

/** Longer ones are cut: they are no addresses. */
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + chunk).split('\n');
    rest = (lines.pop() ?? '').slice(0, 2 * LONGEST_ADDRESS);
    yield* lines;
  }
  yield rest;
}
