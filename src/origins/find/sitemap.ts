import { FileBytes, type ByteSource } from '../../ingest/bytes.ts';
import { CutShort, Unfit, type UnpackLimits } from '../../ingest/damage.ts';
import { decodeAll, decodeStream } from '../../ingest/decode.ts';
import { GunzippedBytes, isGzip } from '../../ingest/gzip.ts';
import { linesOf } from '../../ingest/json-lines/lines.ts';
import { recordsOf } from '../../ingest/xml/records.ts';
import { rootOf } from '../../ingest/xml/root.ts';
import type { Shape } from '../../ingest/xml/shape.ts';
import { resolved, sameSite } from './address.ts';

/** https://www.sitemaps.org/protocol.html */
export interface Sitemap {
  /** What its entries are: further sitemaps, or pages. */
  readonly kind: 'index' | 'pages';
  /** Of the site alone, each once, in the order written. */
  readonly entries: readonly SitemapEntry[];
  /** Whether it lists more than was taken, or is damaged or cut short, so that some may be missing. */
  readonly truncated: boolean;
}

interface SitemapEntry {
  readonly loc: string;
  /** ISO 8601 in UTC; null when it does not say, or says no date. */
  readonly lastmod: string | null;
}

/** The protocol allows so many in one. */
const MOST_ENTRIES = 50_000;
/** The protocol allows 50 MB; one that is packed goes far beyond that only when it is a bomb. */
const LIMITS: UnpackLimits = { total: 128 * 2 ** 20, ratio: 200, free: 16 * 2 ** 20 };
const LONGEST_LINE = 8192;
/** In bytes: what stands before the outermost element is a comment at most. */
const HEAD = 16_384;
const DATE = /^\d{4}(?:-\d\d){0,2}(?:T\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?$/iu;

/** What other vocabularies add (news, images, languages) is not named, and so passed over. */
const ENTRY: Shape = { loc: 'text', lastmod: 'text' };
const PAGES: Shape = { urlset: { inside: { url: { record: ENTRY } } } };
const INDEX: Shape = { sitemapindex: { inside: { sitemap: { record: ENTRY } } } };

/**
 * Reads a sitemap or an index of sitemaps: XML or a list of addresses line by line, packed by gzip or not. `site` is any
 * address of the site that it may list pages of; what it says of others is passed over. Bounded memory; whatever it holds,
 * this throws only when the file cannot be read.
 */
export async function readSitemap(file: string | ByteSource, site: string): Promise<Sitemap> {
  const source = typeof file === 'string' ? new FileBytes(file) : file;
  const bytes = isGzip(await source.head(3)) ? new GunzippedBytes(source, LIMITS) : source;
  const found = new Entries(site);
  let kind: Sitemap['kind'] = 'pages';
  try {
    const head = await bytes.head(HEAD);
    const encoding = encodingOf(head);
    const text = decodeStream(bytes.open(), encoding);
    const beginning = decodeAll(head, encoding).trimStart();
    kind = rootOf(beginning)?.name === 'sitemapindex' ? 'index' : 'pages';
    if (beginning.startsWith('<')) await readXml(text, kind === 'index' ? INDEX : PAGES, found);
    else await readLines(text, found);
  } catch (error) {
    if (!(error instanceof CutShort || error instanceof Unfit)) throw error;
    found.truncated = true;
  }
  return { kind, entries: found.entries, truncated: found.truncated };
}

/** The protocol knows UTF-8 alone; some programs write UTF-16. */
function encodingOf(head: Buffer): string {
  const start = head.toString('latin1', 0, 2);
  if (start === '\xFF\xFE' || start === '<\0') return 'utf-16le';
  return start === '\xFE\xFF' || start === '\0<' ? 'utf-16be' : 'utf-8';
}

async function readXml(text: AsyncIterable<string>, shape: Shape, found: Entries): Promise<void> {
  for await (const event of recordsOf(text, shape)) {
    if ('fault' in event) found.truncated = true;
    if (!('record' in event)) continue;
    const field = (wanted: string): string => event.record.fields.find(({ name }) => name === wanted)?.text.trim() ?? '';
    if (!found.add(field('loc'), field('lastmod'))) return;
  }
}

async function readLines(text: AsyncIterable<string>, found: Entries): Promise<void> {
  for await (const { text: line } of linesOf(text, LONGEST_LINE)) {
    // Other text has no addresses that are a line of their own.
    if (line !== null && /^\s*https?:\/\/\S+\s*$/iu.test(line) && !found.add(line, '')) return;
  }
}

class Entries {
  readonly entries: SitemapEntry[] = [];
  truncated = false;
  private readonly seen = new Set<string>();
  private readonly site: string;

  constructor(site: string) {
    this.site = site;
  }

  /** False when there is no room for more. */
  add(written: string, lastmod: string): boolean {
    const loc = written === '' ? null : resolved(written, this.site);
    if (loc === null || this.seen.has(loc) || !sameSite(loc, this.site)) return true;
    if (this.entries.length >= MOST_ENTRIES) {
      this.truncated = true;
      return false;
    }
    this.seen.add(loc);
    this.entries.push({ loc, lastmod: dateOf(lastmod) });
    return true;
  }
}

/** A time without a zone counts as UTC, so that it is the same on each machine. */
function dateOf(written: string): string | null {
  if (!DATE.test(written)) return null;
  const time = Date.parse(/T[\d:.]+$/iu.test(written) ? `${written}Z` : written);
  return Number.isNaN(time) ? null : new Date(time).toISOString();
}
