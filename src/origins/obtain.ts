import { readFile as readWhole } from 'node:fs/promises';
import { basename } from 'node:path';
import type { NamedFile } from '../ingest/files.ts';
import type { Format, ParsedArticle } from '../ingest/format.ts';
import { gatherItems } from '../ingest/items.ts';
import { readFile } from '../ingest/read.ts';
import type { OriginRecord } from '../store/origins.ts';
import type { Fetched, FetchOptions } from '../web/fetcher.ts';
import { problem, type Problem } from '../web/problem.ts';
import { feedsOf } from './find/feeds.ts';
import type { OriginTools } from './tools.ts';

const FEEDS = new Set(['atom', 'rss', 'json-feed']);
/** So many of the feeds that a page names are tried. */
const MOST_TRIED = 3;
const PASSWORD = /<input\b[^>]{0,300}\btype\s*=\s*["']?password/iu;
/** What formats tell a kind of file by, where its address does not end in it. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/^(?:text\/html|application\/xhtml\+xml)$/u, '.html'], [/[/+]xml$/u, '.xml'], [/[/+]json$/u, '.json'], [/^text\/(?:x-)?markdown$/u, '.md'],
];

/** A document that was had from the web, and is written in a file. */
export interface Document {
  readonly state: 'fetched';
  readonly kind: 'feed' | 'page';
  /** Where to ask for it the next time. */
  readonly document: string;
  readonly file: Omit<NamedFile, 'collection'>;
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export type Obtained = Document | { readonly state: 'unchanged' } | { readonly state: 'failed'; readonly problem: Problem };

type Needs = Pick<OriginTools, 'fetcher' | 'formats'>;
type Got = Fetched & { readonly state: 'fetched' };

/** Asks for an origin's document again: what it is, is known. */
export async function obtain({ document, kind, etag, lastModified }: OriginRecord, tools: Needs, options: FetchOptions): Promise<Obtained> {
  const fetched = await tools.fetcher.get(document, { ...options, validators: { etag, lastModified } });
  if (fetched.state !== 'fetched') return fetched;
  // Many sites lead there from a page that is gone.
  if (isHome(fetched.url) && !isHome(document)) return failed(ledHome(document));
  const { format, articles } = await recognise(fetched, tools, options.file);
  const isWhatItWas = kind === 'feed' ? isFeed(format) : isFeed(format) || articles.length > 0;
  if (!isWhatItWas) return failed(await isLogin(options.file) ? loginPage(document) : kind === 'feed' ? notAFeed(document) : emptied(document));
  return toDocument(fetched, options.file, kind ?? 'page', fetched.movedTo ?? document);
}

/**
 * Asks for an address of which nothing is known yet. A page of many posts, or a site's first page, stands for the feed
 * that it names; a page of one article for itself.
 */
export async function discover(address: string, tools: Needs, options: FetchOptions): Promise<Obtained> {
  const fetched = await tools.fetcher.get(address, options);
  if (fetched.state !== 'fetched') return fetched;
  const where = fetched.movedTo ?? address;
  const { format, articles } = await recognise(fetched, tools, options.file);
  if (isFeed(format)) return toDocument(fetched, options.file, 'feed', where);
  const html = format?.name === 'html' ? await readWhole(options.file, 'utf8') : '';
  if (html !== '' && (isHome(fetched.url) || articles.length !== 1)) {
    const feed = await firstFeed(feedsOf(html, fetched.url).filter(({ comments }) => !comments).map(({ url }) => url), tools, { ...options, file: `${options.file}.feed` });
    if (feed !== null) return feed;
  }
  if (articles.length > 0) return toDocument(fetched, options.file, 'page', where);
  return failed(PASSWORD.test(html) ? loginPage(address) : nothingFound(address, format));
}

async function firstFeed(addresses: readonly string[], tools: Needs, options: FetchOptions): Promise<Obtained | null> {
  for (const address of addresses.slice(0, MOST_TRIED)) {
    const fetched = await tools.fetcher.get(address, { ...options, validators: undefined });
    if (fetched.state !== 'fetched') continue;
    const { format } = await recognise(fetched, tools, options.file);
    if (isFeed(format)) return toDocument(fetched, options.file, 'feed', fetched.movedTo ?? address);
  }
  return null;
}

export function isFeed(format: Format | null): boolean {
  return format !== null && FEEDS.has(format.name);
}

interface Recognised {
  readonly format: Format | null;
  readonly articles: readonly ParsedArticle[];
}

/** What a fetched document is, and what it holds. Of a feed nothing is read ahead. */
async function recognise({ url, type }: Got, { formats }: Needs, file: string): Promise<Recognised> {
  const read = await readFile({ name: url, url, path: file, shown: shownAs(url, type) }, formats);
  if (read.state !== 'read') return { format: null, articles: [] };
  if (read.format === null || isFeed(read.format)) return { format: read.format, articles: [] };
  return { format: read.format, articles: (await gatherItems(read.items)).articles };
}

/** How many articles a page holds. */
export async function articlesOn(file: Omit<NamedFile, 'collection'>, formats: readonly Format[]): Promise<number> {
  const read = await readFile(file, formats);
  return read.state === 'read' ? (await gatherItems(read.items)).articles.length : 0;
}

function toDocument({ url, type, validators }: Got, path: string, kind: 'feed' | 'page', document: string): Document {
  return { state: 'fetched', kind, document, file: { name: url, url, path, shown: shownAs(url, type) }, ...validators };
}

/** The name by which formats are to tell it: its address's last part, with an ending that says what the server says it is. */
export function shownAs(url: string, type: string | null): string {
  const name = basename(new URL(url).pathname) || 'index';
  const ending = ENDINGS.find(([pattern]) => pattern.test(type ?? ''))?.[1];
  return ending === undefined || name.toLowerCase().endsWith(ending) ? name : `${name.replace(/\.(?:php|aspx?|jsp|cgi|html?)$/iu, '')}${ending}`;
}

/** A site's first page, in whatever language. */
export function isHome(url: string): boolean {
  return /^\/(?:[a-z]{2}(?:-[a-z]{2})?\/?|index\.\w+)?$/iu.test(new URL(url).pathname) && new URL(url).search === '';
}

async function isLogin(file: string): Promise<boolean> {
  return PASSWORD.test(await readWhole(file, 'utf8').catch(() => ''));
}

function failed(why: Problem): Obtained {
  return { state: 'failed', problem: why };
}

function ledHome(address: string): Problem {
  return { ...problem('not-found', `${address} leads to its site's first page now.`), remedy: 'Open it in a browser. If it has moved, add its new address and remove this one; the articles stay.' };
}

function notAFeed(address: string): Problem {
  return problem('not-a-feed', `${address} was a feed, and shows something else now.`);
}

function emptied(address: string): Problem {
  return { ...problem('empty', `${address} showed an article, and shows none now.`), remedy: 'Open it in a browser. If the article has moved, add its new address and remove this one; what it gave stays.' };
}

function loginPage(address: string): Problem {
  return problem('login', `${address} shows a login page.`);
}

function nothingFound(address: string, format: Format | null): Problem {
  return problem('empty', format === null ? `${address} is no feed and no page of a kind that can be read.` : `No article was found at ${address}, and it names no feed.`);
}
