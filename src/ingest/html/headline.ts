import { fold, foldName } from '../../archive/fold.ts';
import { headerParts, titleKey } from '../page/titles.ts';
import { absolute, metaOf, shown } from './metadata.ts';
import type { PageData } from './metadata.ts';
import { isRunning } from './region.ts';
import { findAll, findFirst, hasClass, isInside, textOf, wordsOf } from './tree.ts';
import type { Element } from './tree.ts';

export interface Headline {
  /** Empty when there is none. */
  readonly title: string;
  /** Where it stands; null when only metadata tell it. */
  readonly element: Element | null;
}

const TITLE = /^(?:entry-title|p-name|headline|(?:post|article|story|blog|card|item|news|gh-card|post-card|gh-article|blog-post|single|archive__item|content|td-module|c-article|article-header|entry-header|post-header)[-_]{1,3}(?:card-)?(?:title|headline)(?:[-_]link)?|post-link|posttitle|storytitle|post-full-title|wp-block-post-title|article-?headline)$/iu;
const PERSON = /^(?:p-author|h-card|vcard|author)$/u;
const LONGEST = 500;

/** A post's headline: what is marked as one, else its first heading outside of its text. */
export function headlineOf(post: Element, content: readonly Element[]): Headline {
  const outside = (element: Element): boolean => !content.some((inner) => inner !== post && isInside(element, inner));
  const holdsText = (element: Element): boolean => content.some((inner) => isInside(inner, element)) || element.size > LONGEST * 2;
  const marked = findAll(post, (element) => isTitle(element) && !isPerson(element, post) && !holdsText(element)).filter((element) => textOf(element) !== '');
  const best = marked.find((element) => outside(element)) ?? marked[0];
  if (best !== undefined) return { title: textOf(best), element: best };
  const headings = findAll(post, ({ name }) => /^h[1-6]$/u.test(name)).filter((element) => textOf(element) !== '' && !isPerson(element, post) && !/(?:sub-?title|author|date)/iu.test(element.attributes['class'] ?? ''));
  const heading = headings.find((element) => element.name === 'h1') ?? headings.find((element) => /^h[1-4]$/u.test(element.name) && (outside(element)));
  if (heading !== undefined) return { title: textOf(heading), element: heading };
  // The heading may stand within the text, at its beginning.
  const [first] = headings;
  const text = findFirst(post, (element) => isRunning(element));
  if (first !== undefined && (text === null || first.start < text.start)) return { title: textOf(first), element: first };
  return { title: '', element: null };
}

/** The headline of a page with one article: the heading that its metadata know too, else what is most surely one. */
export function pageHeadline(page: PageData, post: Element | null, content: readonly Element[], linked: string | null): Headline {
  const told = [linked, metaOf(page, 'og:title', 'twitter:title', 'dc.title', 'citation_title'), page.title].map(shown).filter((title) => title !== null);
  const stated = told[0] === undefined ? '' : withoutSite(told[0], page.publisher);
  const own = post === null ? null : headlineOf(post, content);
  const ownMarked = own?.element != null && (own.element.name === 'h1' || isTitle(own.element)) ? [own] : [];
  const sites = siteNames(page);
  const visible = (fits: (element: Element) => boolean): { title: string; element: Element }[] => findAll(page.body, fits).map(headlineAt).filter(({ title }) => title !== '' && !sites.has(foldName(title)));
  const seen = [...ownMarked, ...visible(({ name }) => name === 'h1'), ...visible((element) => isTitle(element) && element.size < LONGEST && !isPerson(element, page.body))];
  const known = [...seen, ...visible(({ name, size }) => /^h[2-4]$/u.test(name) && size < LONGEST)].find(({ title }) => !sites.has(foldName(title)) && told.some((each) => isTitleIn(title, each)));
  if (known !== undefined) return known;
  const [first] = seen;
  const unknown = first !== undefined && told.length > 1 && told.every((each) => headlinesDiffer(each, first.title));
  // Two sources that agree know better than a heading of which neither knows.
  if (first !== undefined && !(unknown && told.slice(1).some((each) => isTitleIn(stated, each)) && !sites.has(foldName(stated)))) return withoutKicker(first, told, page.publisher);
  if (own?.element != null && (stated === '' || titleKey(own.title) === titleKey(stated))) return own;
  return { title: stated, element: null };
}

/** What a heading must not be for it to be an article's: the site's own name. */
function siteNames(page: PageData): ReadonlySet<string> {
  const parts = headerParts(page.title).slice(1).map(({ text }) => text);
  const article = foldName(metaOf(page, 'og:title', 'twitter:title') ?? '');
  return new Set([page.publisher ?? '', ...parts].map(foldName).filter((name) => name !== '' && name !== article));
}

function headlineAt(element: Element): { title: string; element: Element } {
  return { element, title: textOf(element) };
}

/** A heading may hold a line above or below the title, of which the metadata do not know. */
function withoutKicker(heading: Headline, told: readonly string[], site: string | null): Headline {
  const keys = new Set(told.flatMap((each) => [titleKey(each), titleKey(withoutSite(each, site))]));
  const inner = heading.element === null || heading.element.size > LONGEST ? undefined : findAll(heading.element, (element) => element.size > 0 && keys.has(titleKey(textOf(element))))[0];
  return inner === undefined ? heading : { ...heading, title: textOf(inner) };
}

/** Whether a title of the page as a whole is this one, with or without more behind or before it. */
export function isTitleIn(title: string, whole: string): boolean {
  const [key, wholeKey] = [titleKey(title), titleKey(whole)];
  return key !== '' && (wholeKey.startsWith(key) || (wholeKey.includes(key) && key.length * 2 > wholeKey.length));
}

/** `Headline | Site` without the site. */
function withoutSite(title: string, site: string | null): string {
  const parts = headerParts(title);
  const last = parts.at(-1);
  const before = parts.at(-2);
  if (site === null || last === undefined || before === undefined || foldName(last.text) !== foldName(site)) return title;
  return title.slice(0, before.end);
}

function isTitle(element: Element): boolean {
  return hasClass(element, TITLE) || wordsOf(element, 'itemprop').includes('headline');
}

function isPerson(element: Element, post: Element): boolean {
  for (let above: Element | null = element; above !== null && above !== post; above = above.parent) if (hasClass(above, PERSON) || wordsOf(above, 'itemprop').includes('author')) return true;
  return false;
}

/** Whether two headlines tell of different things: fewer than a third of the shorter one's words are the other's. */
export function headlinesDiffer(one: string, other: string): boolean {
  const [a, b] = [one, other].map((title) => new Set(fold(title).toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []));
  if (a === undefined || b === undefined || a.size === 0 || b.size === 0) return false;
  const shared = [...a].filter((word) => b.has(word)).length;
  return shared * 3 < Math.min(a.size, b.size);
}

/** The address that a post gives as its own. */
export function linkOf(post: Element, title: Element | null, base: string | null): string | null {
  const marks: readonly ((element: Element) => boolean)[] = [
    (element) => hasClass(element, /^u-url$/u) && !isPerson(element, post),
    (element) => wordsOf(element, 'rel').includes('bookmark'),
    (element) => wordsOf(element, 'itemprop').some((word) => word === 'mainEntityOfPage' || word === 'url') && !isPerson(element, post) && !isInNamed(element, post),
    (element) => title !== null && element.name === 'a' && (isInside(element, title) || isInside(title, element)),
    (element) => hasClass(element, /^(?:timestamp-link|permalink|more-link|read-?more|post-link|post-card-image-link|post-card-content-link|entry-link|card-link|stretched-link)$/iu),
    // A link over the whole of a card says where it leads.
    (element) => element.name === 'a' && element.size === 0 && (element.attributes['aria-label'] ?? element.attributes['title'] ?? '') !== '',
  ];
  for (const mark of marks) {
    for (const { attributes } of findAll(post, mark)) {
      const link = absolute(attributes['href'] ?? attributes['itemid'] ?? attributes['content'] ?? null, base);
      if (link !== null) return link.replace(/#more-\d+$/u, '');
    }
  }
  return null;
}

/** Whether an item within the post, as its publisher or picture, is what the property is of. */
function isInNamed(element: Element, post: Element): boolean {
  for (let above = element.parent; above !== null && above !== post; above = above.parent) if (above.attributes['itemscope'] !== undefined) return true;
  return false;
}
