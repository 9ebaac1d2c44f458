import type { Article } from './article.ts';

/** A page that carries an article and is not where its publisher has it. */
export interface Reposted {
  /** The host's name, without `www.`. */
  readonly site: string;
  readonly url: string;
}

/** The address of something that is read by programs: nothing to send a reader to. */
const FEED = /^https?:\/\/(?:feeds?|rss)\.|\/(?:feeds?|rss|atom)\/?(?:[?#]|$)|\.(?:rss|xml|atom|jsonl?|gz|zip)(?:[?#]|$)|[?&]feed=/iu;

/**
 * The page on which an article was found, if it is another site's than the article's own link, or all that is known of
 * where it stands. Null for a file: its name is the operator's own affair and leads no reader anywhere.
 */
export function repostedAt({ origin, url }: Pick<Article, 'origin' | 'url'>): Reposted | null {
  const page = 'url' in origin ? publicPage(origin.url) : null;
  if (page === null || FEED.test(page.href)) return null;
  const own = url === null ? null : siteOf(url);
  const site = page.hostname.replace(/^www\./u, '');
  if (own !== null && isWithin(site, own)) return null;
  return url !== null && own === null ? null : { site, url: page.href };
}

/** Null for what only its operator can open: other schemes, addresses with a password, hosts of a local network. */
function publicPage(address: string): URL | null {
  const page = URL.parse(address);
  if (page === null || !/^https?:$/u.test(page.protocol) || page.username !== '' || page.password !== '') return null;
  return /\.\p{L}[^.]*$/u.test(page.hostname) && !/\.(?:local|localhost|internal|lan|home\.arpa)$/u.test(page.hostname) ? page : null;
}

function siteOf(address: string): string | null {
  return URL.parse(address)?.hostname.replace(/^www\./u, '') ?? null;
}

/** One of them is the other, or a part of it: `feeds.example.org`. */
function isWithin(one: string, other: string): boolean {
  return one === other || one.endsWith(`.${other}`) || other.endsWith(`.${one}`);
}
