import { webAddress } from '../../ingest/feed/links.ts';
import { recordsOf } from '../../ingest/xml/records.ts';
import type { Shape } from '../../ingest/xml/shape.ts';

const HEADER: Shape = { 'atom:link': 'text', generator: 'text', 'atom:generator': 'text' };
const FEED: Shape = { rss: { inside: { channel: { inside: HEADER } } }, 'rdf:rdf': { inside: { channel: { inside: HEADER } } }, 'atom:feed': { inside: HEADER } };
/** https://www.rfc-editor.org/rfc/rfc5005: the next page of a feed, or of its archive. */
const NEXT = new Set(['next', 'prev-archive']);
const JSON_NEXT = /"next_url"\s*:\s*("(?:[^"\\]|\\.)*")/u;

/** The address of the page behind the N-th of a feed, from 1 on, by what its beginning says; null when it does not tell. */
export async function pageBehind(head: string, feed: string, number: number): Promise<string | null> {
  if (/^\s*\{/u.test(head)) return nextInJson(head, feed);
  let isWordPress = false;
  for await (const event of recordsOf(once(head), FEED)) {
    if (!('field' in event)) continue;
    const { name, text, attributes } = event.field;
    if (name.endsWith('generator') && /wordpress/iu.test(text)) isWordPress = true;
    if (name.endsWith('atom:link') && NEXT.has(attributes['rel'] ?? '')) return webAddress([attributes['href'] ?? ''], feed);
  }
  return isWordPress ? paged(feed, number + 1) : null;
}

/** https://www.jsonfeed.org/version/1.1/#top-level */
function nextInJson(head: string, feed: string): string | null {
  const written = JSON_NEXT.exec(head)?.[1];
  try {
    return written === undefined ? null : webAddress([JSON.parse(written) as string], feed);
  } catch {
    return null;
  }
}

/** WordPress says nowhere that its feeds have further pages; they all do. */
function paged(feed: string, number: number): string {
  const url = new URL(feed);
  url.searchParams.set('paged', String(number));
  return url.href;
}

async function* once(text: string): AsyncGenerator<string> {
  yield text;
}
