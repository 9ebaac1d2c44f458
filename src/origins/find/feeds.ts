import { webAddress } from '../../ingest/feed/links.ts';
import { buildTree, findAll, findFirst, wordsOf, type Element } from '../../ingest/html/tree.ts';

const FEED_TYPE = /^application\/(?:(?:rss|atom|rdf|feed)\+(?:xml|json)|json)\s*(?:;|$)/iu;
/** Of comments, of a search, of one author or category: not all that a site publishes. */
const COMMENTS = /\bcomments?\b|replies/iu;
const PART = /\/(?:category|tag|author|topic|search)\/|[?&](?:cat|tag|author|s)=/iu;

/** The feeds that a web page names, as absolute addresses, the one of all that the site publishes first; comments last. */
export function feedsOf(html: string, pageUrl: string): string[] {
  const root = buildTree(html);
  const base = webAddress([findFirst(root, ({ name }) => name === 'base', true)?.attributes['href'] ?? ''], pageUrl) ?? pageUrl;
  const found = new Map<string, number>();
  for (const link of findAll(root, isFeedLink, true)) {
    const address = webAddress([link.attributes['href'] ?? ''], base);
    if (address === null || found.has(address)) continue;
    const said = `${link.attributes['title'] ?? ''} ${new URL(address).pathname}`;
    found.set(address, COMMENTS.test(said) ? 2 : PART.test(address) ? 1 : 0);
  }
  return [...found].sort(([, a], [, b]) => a - b).map(([address]) => address);
}

/** JSON is what many things are; only as a feed is it one. */
function isFeedLink(element: Element): boolean {
  if (element.name !== 'link' || !wordsOf(element, 'rel').some((word) => /^alternate$/iu.test(word))) return false;
  const type = (element.attributes['type'] ?? '').trim();
  return FEED_TYPE.test(type) && (!/^application\/json\b/iu.test(type) || /feed/iu.test(`${element.attributes['href'] ?? ''} ${element.attributes['title'] ?? ''}`));
}
