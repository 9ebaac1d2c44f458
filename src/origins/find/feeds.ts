import { scan, type Attributes, type TagListener } from '../../ingest/html/scan.ts';
import { resolved } from './address.ts';

/** A feed that a web page names. */
export interface NamedFeed {
  readonly url: string;
  /** As the page calls it; null when it does not. */
  readonly title: string | null;
  /** What is said about articles, not the articles. */
  readonly comments: boolean;
}

const SURE = /^application\/(?:rss\+xml|atom\+xml|feed\+json|rdf\+xml)$/u;
/** May be a feed: JSON Feed 1.0 was announced so, and feeds of old software. */
const UNSURE = /^(?:application|text)\/(?:json|xml|rss|atom)$/u;
/** WordPress announces its programming interface and what others may embed just as it does its feeds. */
const INTERFACE = /\/wp-json\/|[?&]rest_route=|\boembed\b/iu;
/** In the languages that most sites with feeds have; the paths are WordPress's and Blogger's. */
const COMMENTS = /\bcomments?\b|kommentar|commentaire|coment[aá]rio|commenti\b|reacties|komentar|yorum|коммент|комент|コメント|评论|評論|댓글/iu;
const COMMENT_PATH = /\/comments?(?:\/|\.|-|$)|[?&]feed=comments/iu;
/** Where a part of a site is named in an address: a category, a tag, an author. */
const PART = /\/(?:categor(?:y|ies|ia|ie)|kategorie|tags?|topics?|labels?|authors?|sections?|search)\/|[?&](?:cat|category|tag|author|s)=/iu;
/** Steps of a path that say that it is a feed, not whose. */
const FEED_STEP = /^(?:feeds?|rss\d?|atom|rdf|index|default|posts?|full|all|main|summary|xml|blog)?(?:[._-]?(?:feeds?|xml|rss2?|atom|rdf|json|php))?$/iu;
const MOST = 50;

/**
 * The feeds that a web page names by `<link rel="alternate">` (or `rel="feed"`), each once, best first: what surely is a
 * feed before what may be one, a whole site's before a part's, as the page orders them; those of comments last.
 */
export function feedsOf(html: string, pageUrl: string): readonly NamedFeed[] {
  const { links, base } = linksOf(html, pageUrl);
  const named = new Map<string, Named>();
  for (const link of links) {
    const feed = feedOf(link, base);
    if (feed !== null && !named.has(feed.url) && named.size < MOST) named.set(feed.url, feed);
  }
  const feeds = [...named.values()];
  // Where each title speaks of comments, the site is called so.
  const told = feeds.some(({ title }) => !COMMENTS.test(title));
  const ranked = feeds.map(({ url, title, sure }, at) => {
    const comments = (told && COMMENTS.test(title)) || COMMENT_PATH.test(url) || (at > 0 && isOfPage(url, pageUrl));
    return { feed: { url, title: title === '' ? null : title, comments }, rank: comments ? 1000 : (sure ? 0 : 100) + partRank(url) };
  });
  return ranked.toSorted((a, b) => a.rank - b.rank).map(({ feed }) => feed);
}

interface Named {
  readonly url: string;
  readonly title: string;
  /** Whether it says that it is a feed, and not only that it is XML or JSON. */
  readonly sure: boolean;
}

function feedOf({ rel = '', type = '', href = '', title = '' }: Attributes, base: string): Named | null {
  const kind = type.split(';', 1)[0]?.trim().toLowerCase() ?? '';
  const rels = rel.toLowerCase().split(/\s+/u);
  const sure = SURE.test(kind) || (kind === '' && rels.includes('feed'));
  if (!rels.includes('alternate') && !rels.includes('feed')) return null;
  if (!sure && (!UNSURE.test(kind) || INTERFACE.test(href))) return null;
  const url = href.trim() === '' ? null : resolved(href, base);
  return url === null ? null : { url, title: title.trim(), sure };
}

/** The links of a page with their attributes, and what they are relative to. */
function linksOf(html: string, pageUrl: string): { readonly links: readonly Attributes[]; readonly base: string } {
  const links: Attributes[] = [];
  const bases: string[] = [];
  const listener: TagListener = {
    open(name, attributes) {
      if (name === 'link' && links.length < 10 * MOST) links.push(attributes);
      if (name === 'base' && attributes['href'] !== undefined && bases.length === 0) bases.push(resolved(attributes['href'], pageUrl) ?? pageUrl);
    },
    close: () => undefined,
    text: () => undefined,
    foreign: () => false,
  };
  scan(html, listener, new Set(['rel', 'type', 'href', 'title']));
  return { links, base: bases[0] ?? pageUrl };
}

/** WordPress announces the comments on one post as `<its page>/feed/`, behind the site's own feeds, titled in its language. */
function isOfPage(url: string, pageUrl: string): boolean {
  const [feed, page] = [new URL(url).pathname, new URL(pageUrl).pathname.replace(/\/$/u, '')];
  return page !== '' && !PART.test(`${page}/`) && feed.replace(/\/$/u, '') === `${page}/feed`;
}

/** 0 for a whole site; the higher, the smaller the part. */
function partRank(url: string): number {
  const { pathname, search } = new URL(url);
  const steps = pathname.split('/').filter((step) => !FEED_STEP.test(step));
  return Math.min(steps.length, 10) + (PART.test(pathname + search) ? 20 : 0);
}
