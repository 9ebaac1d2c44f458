/** The protocol of sitemaps allows so much, and browsers hardly more. UTF-16 units. */
const LONGEST = 2048;
/** Endings of file names that are no top-level domains: who types one of these alone means a file. */
const FILE = /\.(?:txt|html?|xhtml|xml|rss|atom|json|jsonl|ndjson|csv|pdf|wxr|gz|ya?ml|markdown|docx?)$/iu;
/** A host as people write it who leave out the scheme: with a dot, or an address of a machine. */
const HOST = /^(?:localhost|\[[\da-f:.]+\]|[^\s/?#@:\\[\]]+(?:\.[^\s/?#@:\\[\].]+)+\.?)(?::\d+)?(?=[/?#]|$)/iu;

/**
 * An address as people type it (`example.org/feed`, `HTTP://Example.org`, `<https://…>`), as a canonical http or https URL
 * without fragment; null for what is none. Without a scheme it is https. Names and passwords in it, other schemes and
 * paths of files are refused.
 */
export function normalAddress(text: string): string | null {
  // Discord shows no preview of what stands in angle brackets.
  const typed = text.trim().replace(/^<(.*)>$/u, '$1').trim();
  if (/[\s\\\p{Cc}]/u.test(typed)) return null;
  if (/^https?:\/\/[^/]/iu.test(typed)) return resolved(typed, null);
  const [host] = HOST.exec(typed) ?? [];
  if (host === undefined || (host === typed && FILE.test(host))) return null;
  return resolved(`https://${typed}`, null);
}

/** An address as it is written in a document, as a canonical http or https URL without fragment; null for any other. */
export function resolved(written: string, base: string | null): string | null {
  if (written.length > LONGEST) return null;
  const url = URL.parse(written.trim(), base ?? undefined);
  if (url === null || !/^https?:$/u.test(url.protocol) || url.username !== '' || url.password !== '') return null;
  url.hash = '';
  // Also takes away a question mark with nothing behind it.
  if (url.search === '') url.search = '';
  url.hostname = url.hostname.replace(/\.$/u, '');
  return url.href.length <= LONGEST ? url.href : null;
}

/** Whether two addresses are of one site: the same host and port, with or without `www.`, whichever scheme. */
export function sameSite(one: string, other: string): boolean {
  const site = siteOf(one);
  return site !== null && site === siteOf(other);
}

function siteOf(address: string): string | null {
  return URL.parse(address)?.host.replace(/^www\./u, '').replace(/\.(?=:|$)/u, '') ?? null;
}
