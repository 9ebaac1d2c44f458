import { RecordReader } from '../../ingest/xml/record-reader.ts';
import type { Field, Shape } from '../../ingest/xml/shape.ts';
import { resolved } from './address.ts';

/** What a feed says of itself, and of its entries what tells who made it. */
const CHANNEL: Shape = { generator: 'text', 'atom:link': 'text', item: { inside: { guid: 'text' } } };
const FEED: Shape = {
  rss: { inside: { channel: { inside: CHANNEL } } },
  'rdf:rdf': { inside: { channel: { inside: CHANNEL } } },
  'atom:feed': { inside: { 'atom:generator': 'text', 'atom:link': 'text', 'atom:entry': { inside: { 'atom:id': 'text' } } } },
};

/** Where an entry's own text begins in JSON Feed: what comes behind may say anything. */
const ITEMS = /"items"\s*:/u;
const NEXT_URL = /"next_url"\s*:\s*("(?:[^"\\]|\\.)*")/u;

/**
 * The address of what comes behind the `number`-th page of a feed (1: the feed itself), as this page says, or as WordPress
 * has it; null when there is no telling. `head` is the page's beginning, or all of it.
 */
export function pageBehind(head: string, feedUrl: string, number: number): string | null {
  return nextOf(head, feedUrl) ?? (isWordPress(head, feedUrl) ? pagedFeed(feedUrl, number + 1) : null);
}

/** The address of the `number`-th page of a WordPress feed; the first is the feed itself. */
export function pagedFeed(feedUrl: string, number: number): string {
  const url = new URL(feedUrl);
  if (number <= 1) url.searchParams.delete('paged');
  else url.searchParams.set('paged', String(number));
  return url.href;
}

/**
 * Whether WordPress makes a feed, by its beginning: by its generator, or where that is left out by what it calls its posts
 * or its address. Who is not sure of a site's answer to `?paged=` still has to see whether it gives anything new.
 */
export function isWordPress(text: string, url: string | null = null): boolean {
  const fields = fieldsOf(text).map(({ field }) => field);
  const generators = fields.filter(({ name }) => /generator$/u.test(name));
  if (generators.length > 0) return generators.some(({ text: name, attributes }) => /\bwordpress\b/iu.test(`${name} ${attributes['uri'] ?? ''}`));
  if (url !== null && /^\??(?:.*&)?feed=(?:rss2?|atom|rdf)(?:&|$)/u.test(URL.parse(url)?.search ?? '')) return true;
  return fields.some(({ name, text: id }) => /(?:guid|id)$/u.test(name) && /^https?:\/\/[^?]+\/\?(?:post_type=\w+&(?:amp;)?)?p=\d+$/u.test(id.trim()));
}

/**
 * Where a feed says that it goes on with older entries: `next` or `prev-archive` of RFC 5005 in RSS and Atom, `next_url`
 * of JSON Feed. Of a text that is cut it gives what is said in front of the entries. Null when there is none, or itself.
 */
export function nextOf(text: string, url: string): string | null {
  const next = /^\uFEFF?\s*\{/u.test(text) ? nextInJson(text, url) : nextInXml(text, url);
  return next === resolved(url, null) ? null : next;
}

function nextInXml(text: string, url: string): string | null {
  const links = fieldsOf(text).filter(({ field }) => field.name.endsWith('/atom:link'));
  for (const wanted of ['next', 'prev-archive']) {
    for (const { field: { attributes }, base } of links) {
      const { rel = '', href = '' } = attributes;
      if (rel.trim().toLowerCase() === wanted && href.trim() !== '') return resolved(href, URL.parse(base ?? '', url)?.href ?? url);
    }
  }
  return null;
}

function nextInJson(text: string, url: string): string | null {
  const feed = jsonOf(text.replace(/^\uFEFF/u, ''));
  const inFront = NEXT_URL.exec(text.split(ITEMS, 1)[0] ?? '')?.[1];
  const next = feed === undefined ? jsonOf(inFront ?? '') : typeof feed === 'object' && feed !== null && 'next_url' in feed ? feed.next_url : null;
  return typeof next === 'string' && next.trim() !== '' ? resolved(next, url) : null;
}

/** Undefined when it is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function fieldsOf(text: string): readonly { readonly field: Field; readonly base: string | null }[] {
  const reader = new RecordReader(FEED);
  reader.write(text);
  return reader.take().filter((event) => 'field' in event);
}
