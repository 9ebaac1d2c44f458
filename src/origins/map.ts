import { readFile } from 'node:fs/promises';
import type { DocumentRecord } from '../store/origins.ts';
import type { Fetcher } from '../web/fetcher.ts';
import type { Problem } from '../web/problem.ts';
import { looksLikeArticle } from './find/article-address.ts';
import { sitemapsOf } from './find/robots.ts';
import { readSitemap } from './find/sitemap.ts';

/** So many files a map may consist of. */
const MOST_FILES = 100;
const MOST_ENTRIES = 200_000;
/** Nobody needs to read more of a site's rules: https://www.rfc-editor.org/rfc/rfc9309#section-2.5. In bytes. */
const MOST_RULES = 500 * 1024;

/** What stands in a document's record for when it was changed, of a file of the map itself. */
export const MAP_FILE = 'map';

/** A page that a site's map lists. */
export interface MapEntry {
  readonly url: string;
  /** When it was changed last, as written; null when the map does not say. */
  readonly changed: string | null;
}

export interface SiteMap {
  /** Those that look like articles, the newest first. */
  readonly entries: readonly MapEntry[];
  /** False when a part of it could not be read: what it does not list may be there all the same. */
  readonly isWhole: boolean;
  /** The files it consists of. */
  readonly files: readonly DocumentRecord[];
}

interface Asking {
  readonly fetcher: Fetcher;
  readonly file: string;
  readonly signal: AbortSignal | undefined;
}

/** Whether all files of a map are as they were; false for a map that was never read. */
export async function isUnchanged(files: readonly DocumentRecord[], { fetcher, file, signal }: Asking): Promise<boolean> {
  for (const { url, etag, lastModified } of files) {
    if ((await fetcher.get(url, { file, signal, validators: { etag, lastModified } })).state !== 'unchanged') return false;
  }
  return files.length > 0;
}

/** The map of the site that an address is of; what stands in the way when it has none that can be read now. */
export async function readMap(address: string, { fetcher, file, signal }: Asking): Promise<SiteMap | Problem> {
  const site = new URL('/', address).href;
  const robots = await fetcher.get(new URL('/robots.txt', site).href, { file, signal, most: MOST_RULES });
  const waiting = [...sitemapsOf(robots.state === 'fetched' ? await readFile(file, 'utf8') : null, site)];
  const entries = new Map<string, MapEntry>();
  const asked = new Set<string>();
  const files: DocumentRecord[] = [];
  let isWhole = true;
  let trouble: Problem | null = null;
  for (let next = waiting.shift(); next !== undefined && asked.size < MOST_FILES; next = waiting.shift()) {
    if (asked.has(next)) continue;
    asked.add(next);
    const fetched = await fetcher.get(next, { file, signal });
    if (fetched.state !== 'fetched') {
      // The usual places are only guesses.
      if (fetched.state === 'failed' && !['not-found', 'gone'].includes(fetched.problem.kind)) [trouble, isWhole] = [fetched.problem, false];
      continue;
    }
    const read = await readSitemap(file, site);
    isWhole &&= !read.truncated;
    files.push({ url: next, ...fetched.validators, listedAs: MAP_FILE });
    for (const { loc, lastmod } of read.entries) {
      if (read.kind === 'index') waiting.push(loc);
      else if (looksLikeArticle(loc) && entries.size < MOST_ENTRIES) entries.set(loc, { url: loc, changed: lastmod });
    }
  }
  if (entries.size === 0 && trouble !== null) return trouble;
  return { entries: [...entries.values()].sort(newestFirst), isWhole: isWhole && waiting.length === 0, files };
}

/** ISO 8601 dates sort as text; entries without one come last, in the order of the map. */
function newestFirst(a: MapEntry, b: MapEntry): number {
  const [one, other] = [a.changed ?? '', b.changed ?? ''];
  return one < other ? 1 : one > other ? -1 : 0;
}
