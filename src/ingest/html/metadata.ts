import { headerParts } from '../page/titles.ts';
import { isNameLike } from '../page/shape.ts';
import { readFragment } from './fragment.ts';
import { linkedData } from './json-ld.ts';
import type { LinkedData } from './json-ld.ts';
import { findAll, findFirst, hasClass, rawText, textOf, wordsOf } from './tree.ts';
import type { Element } from './tree.ts';

/** What a page says of itself as a whole. */
export interface PageData {
  readonly root: Element;
  readonly body: Element;
  /** `property` or `name`, lower case, to the contents of the meta elements, in order. */
  readonly metas: ReadonlyMap<string, readonly string[]>;
  readonly linked: LinkedData;
  /** Where it was fetched from; null for a saved page. */
  readonly address: string | null;
  /** The page's own address; null when it states none that is absolute. */
  readonly canonical: string | null;
  /** What relative links are relative to. */
  readonly base: string | null;
  /** The title element's text. */
  readonly title: string;
  readonly publisher: string | null;
}

const DATES = ['article:published_time', 'article:published', 'og:published_time', 'og:article:published_time', 'parsely-pub-date', 'sailthru.date', 'citation_publication_date', 'dc.date.issued', 'dcterms.issued', 'dc.date', 'dcterms.date', 'pubdate', 'publishdate', 'datepublished', 'bepress_citation_date', 'prism.publicationdate', 'shareaholic:article_published_time', 'publish-date', 'publish_date', 'publication_date', 'cxenseparse:recs:publishtime', 'date'];
const AUTHORS = ['article:author_name', 'author', 'parsely-author', 'sailthru.author', 'citation_author', 'dc.creator', 'dcterms.creator', 'byl', 'article:author', 'og:article:author'];
/** Systems that give their own name as the publisher of what others write with them. */
const PLATFORM = /^(?:blogger|wordpress(?:\.com)?|tumblr|ghost|medium|substack)$/iu;
const SITE_NAME = /^(?:site-?(?:title|name)|blog-?(?:title|name)|gh-head-logo|gh-navigation-logo|site-nav-logo|wp-block-site-title|p-name site-title|logo-text|navbar-brand|header-title)$/iu;

export function pageData(root: Element, address: string | null = null): PageData {
  const metas = new Map<string, string[]>();
  for (const { attributes } of findAll(root, ({ name }) => name === 'meta', true)) {
    const key = (attributes['property'] ?? attributes['name'] ?? attributes['itemprop'] ?? '').toLowerCase().replace(/^(dc|dcterms):/u, '$1.');
    const content = attributes['content']?.trim() ?? '';
    if (key !== '' && content !== '' && (attributes['itemprop'] === undefined || attributes['property'] !== undefined)) metas.set(key, [...(metas.get(key) ?? []).slice(0, 20), content]);
  }
  const linked = linkedData(root);
  const link = findFirst(root, (element) => element.name === 'link' && wordsOf(element, 'rel').includes('canonical'), true);
  const base = absolute(findFirst(root, ({ name }) => name === 'base', true)?.attributes['href'] ?? null, address);
  const relativeTo = base ?? address;
  const canonical = absolute(link?.attributes['href'] ?? null, relativeTo) ?? absolute(metas.get('og:url')?.[0] ?? null, relativeTo);
  const titleElement = findFirst(root, ({ name, parent }) => name === 'title' && parent?.name !== 'svg', true);
  const title = titleElement === null ? '' : rawText(titleElement).replace(/\s+/gu, ' ').trim();
  const body = findFirst(root, ({ name }) => name === 'body', true) ?? root;
  const page = { root, body, metas, linked, address, canonical, base: relativeTo ?? canonical, title };
  return { ...page, publisher: publisherOf(page) };
}

/** The first of some meta elements. */
export function metaOf(page: Pick<PageData, 'metas'>, ...names: readonly string[]): string | null {
  return names.flatMap((name) => page.metas.get(name) ?? [])[0] ?? null;
}

export function metaDate(page: PageData): string | null {
  return metaOf(page, ...DATES);
}

export function metaAuthors(page: PageData): readonly string[] {
  const named = AUTHORS.map((name) => (page.metas.get(name) ?? []).filter((value) => !/^https?:|^@|^www\.|\.(?:com|org|net)\b/iu.test(value) && value.length < 200));
  return named.find((values) => values.length > 0) ?? [];
}

/** A link as an absolute address, resolved by the page's own; null for one that is none, or leads to no page. */
export function absolute(link: string | null, base: string | null): string | null {
  const written = link?.trim() ?? '';
  if (written === '' || written.startsWith('#') || written.length > 4000) return null;
  if (!URL.canParse(written)) return base !== null && URL.canParse(written, base) ? checked(new URL(written, base).href) : null;
  return checked(written);
}

function checked(address: string): string | null {
  return /^https?:\/\/[^/]/iu.test(address) ? address : null;
}

/** A string of metadata as it would be shown: some systems encode it twice. */
export function shown(text: string | null): string | null {
  if (text === null) return null;
  const plain = /[&<]/u.test(text) ? readFragment(text).map((paragraph) => paragraph.text).join(' ') : text;
  const line = plain.replace(/\s+/gu, ' ').trim();
  return line === '' ? null : line;
}

function publisherOf(page: Omit<PageData, 'publisher'>): string | null {
  const name = metaOf(page, 'og:site_name') ?? page.linked.articles.map(({ publisher }) => publisher).find((each) => each !== null && !PLATFORM.test(each)) ?? microPublisher(page.root) ?? page.linked.site;
  const told = shown(name ?? metaOf(page, 'application-name', 'dc.publisher', 'dcterms.publisher', 'apple-mobile-web-app-title'));
  if (told !== null) return told.length <= 120 ? told : null;
  return visibleSite(page) ?? behindTitle(page);
}

function microPublisher(root: Element): string | null {
  const scope = findFirst(root, (element) => wordsOf(element, 'itemprop').includes('publisher'), true);
  const name = scope === null ? null : findFirst(scope, (element) => wordsOf(element, 'itemprop').includes('name'), true);
  return name === null ? null : (name.attributes['content']?.trim() ?? textOf(name)) || null;
}

function visibleSite(page: Pick<PageData, 'root' | 'title'>): string | null {
  const named = findFirst(page.root, (element) => hasClass(element, SITE_NAME) || /^(?:site-?(?:title|name)|blog-?(?:title|name))$/iu.test(element.attributes['id'] ?? ''), true)
    ?? bloggerHeader(page.root) ?? pageHeader(page);
  const text = named === null ? '' : textOf(named);
  return text !== '' && text.length <= 80 ? text : null;
}

/** Blogger: `<div class="header section"><div class="widget Header"><h1 class="title">` */
function bloggerHeader(root: Element): Element | null {
  const header = findFirst(root, (element) => element.name === 'div' && wordsOf(element, 'class').includes('Header'), true);
  return header === null ? null : findFirst({ ...header, attributes: {} }, (element) => hasClass(element, /^title$/u), true);
}

/** The heading of a page's header, if the title names it too. */
function pageHeader(page: Pick<PageData, 'root' | 'title'>): Element | null {
  const header = findFirst(page.root, ({ attributes }) => /^(?:header|masthead|branding|banner)$/iu.test(attributes['id'] ?? ''), true);
  const heading = header === null ? null : findFirst(header, ({ name, size }) => /^h[1-3]$/u.test(name) && size < 200, true);
  return heading !== null && page.title.includes(rawText(heading).replace(/\s+/gu, ' ').trim()) ? heading : null;
}

/** `Headline – Site` where the headline stands on the page. */
function behindTitle(page: Omit<PageData, 'publisher'>): string | null {
  const parts = headerParts(page.title);
  const last = parts.at(-1)?.text ?? '';
  const first = parts[0]?.text ?? '';
  if (parts.length < 2 || last.length > 60 || !isNameLike(last)) return null;
  return findAll(page.body, ({ name }) => /^h[123]$/u.test(name), true).slice(0, 50).some((heading) => textOf(heading) === first) ? last : null;
}
