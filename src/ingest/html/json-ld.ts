import { joinNames } from '../page/names.ts';
import { findAll, rawText } from './tree.ts';
import type { Element } from './tree.ts';

export type Node = Readonly<Record<string, unknown>>;

/** What a page's JSON-LD says of an article. */
export interface LinkedArticle {
  readonly headline: string | null;
  readonly url: string | null;
  readonly published: string | null;
  readonly author: string | null;
  readonly publisher: string | null;
  readonly section: string | null;
  readonly body: string | null;
}

export interface LinkedData {
  readonly articles: readonly LinkedArticle[];
  readonly types: ReadonlySet<string>;
  /** The name of the site, or of who publishes it. */
  readonly site: string | null;
  /** When the page as such was published, where it is all that is said. */
  readonly published: string | null;
  /** How many scripts could not be read. */
  readonly broken: number;
}

const ARTICLE = /^(?:\w*Article|\w*BlogPosting|\w*NewsArticle|Report|Review|SocialMediaPosting)$/u;
const MOST_NODES = 20_000;

/** Reads every `application/ld+json` script of a page. */
export function linkedData(root: Element): LinkedData {
  const scripts = findAll(root, ({ name, attributes }) => name === 'script' && /^application\/ld\+json\b/iu.test(attributes['type']?.trim() ?? ''), true);
  const nodes: Node[] = [];
  let broken = 0;
  for (const script of scripts) {
    try {
      gather(JSON.parse(unwrapped(rawText(script))), nodes);
    } catch (error) {
      if (!(error instanceof SyntaxError)) throw error;
      broken++;
    }
  }
  const byId = new Map(nodes.flatMap((node) => (typeof node['@id'] === 'string' && Object.keys(node).length > 1 ? [[node['@id'], node] as const] : [])));
  const articles = nodes.filter((node) => typesOf(node).some((type) => ARTICLE.test(type))).map((node) => articleOf(node, byId));
  const site = nodes.filter((node) => typesOf(node).some((type) => type === 'WebSite' || type === 'NewsMediaOrganization')).map((node) => nameOf(node, byId)).find((name) => name !== null) ?? null;
  const published = nodes.filter((node) => typesOf(node).includes('WebPage')).map((node) => textIn(node['datePublished'])).find((date) => date !== null) ?? null;
  return { articles, published, types: new Set(nodes.flatMap(typesOf)), site, broken };
}

/** Some systems wrap it in a comment or CDATA, or leave line ends in its strings. */
function unwrapped(text: string): string {
  const bare = text.trim().replace(/^(?:\/\/\s*)?<!\[CDATA\[/u, '').replace(/(?:\/\/\s*)?\]\]>$/u, '').replace(/^<!--/u, '').replace(/-->$/u, '').trim();
  return bare.replace(/[\n\r\t]/gu, ' ').replace(/;$/u, '');
}

/** All objects, whatever they are in, in their order. No recursion: a script may nest as deep as it likes. */
function gather(value: unknown, nodes: Node[]): void {
  const waiting = [value];
  for (let next = waiting.pop(); (next !== undefined || waiting.length > 0) && nodes.length < MOST_NODES; next = waiting.pop()) {
    if (Array.isArray(next)) for (let at = next.length - 1; at >= 0; at--) waiting.push(next[at]);
    else if (typeof next === 'object' && next !== null) {
      nodes.push(next as Node);
      waiting.push(...Object.values(next as Node).filter((each) => typeof each === 'object' && each !== null).slice(0, 1000).reverse());
    }
  }
}

function typesOf(node: Node): string[] {
  return list(node['@type']).filter((type) => typeof type === 'string').map((type) => type.replace(/^.*[/#:]/u, ''));
}

function articleOf(node: Node, byId: ReadonlyMap<string, Node>): LinkedArticle {
  const authors = list(node['author'] ?? node['creator']).map((author) => nameOf(author, byId)).filter((name) => name !== null);
  const main = node['mainEntityOfPage'];
  return {
    headline: textIn(node['headline']) ?? textIn(node['name']),
    url: textIn(node['url']) ?? textIn(main) ?? (isNode(main) ? textIn(main['@id']) : null),
    published: textIn(node['datePublished']),
    author: authors.length === 0 ? null : joinNames([...new Set(authors)]),
    publisher: list(node['publisher']).map((publisher) => nameOf(publisher, byId)).find((name) => name !== null) ?? null,
    section: textIn(list(node['articleSection'])[0]),
    body: textIn(node['articleBody']),
  };
}

function nameOf(value: unknown, byId: ReadonlyMap<string, Node>): string | null {
  const written = isNode(value) ? (textIn(list(value['name'])[0]) ?? textIn(byId.get(String(value['@id']))?.['name'])) : textIn(value);
  return written === null || /^https?:/iu.test(written) || written.length > 300 ? null : written;
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function list(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined || value === null ? [] : [value];
}

function textIn(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null;
}
