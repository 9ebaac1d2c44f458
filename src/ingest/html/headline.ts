import { fold, foldName } from '../../archive/fold.ts';
import { headerParts, titleKey } from '../page/titles.ts';
import { absolute, metaOf, shown } from './metadata.ts';
import type { PageData } from './metadata.ts';
import { findAll, hasClass, isInside, textOf, wordsOf } from './tree.ts';
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
  return { title: '', element: null };
}

/** The headline of a page with one article. */
export function pageHeadline(page: PageData, post: Element | null, content: readonly Element[], linked: string | null): Headline {
  const told = [linked, metaOf(page, 'og:title', 'twitter:title', 'dc.title', 'citation_title'), page.title].map(shown).filter((title) => title !== null);
  const own = post === null ? null : headlineOf(post, content);
  if (own?.element != null && (own.element.name === 'h1' || isTitle(own.element))) return own;
  const site = foldName(page.publisher ?? '');
  const headings = findAll(page.body, ({ name }) => name === 'h1').map((element) => ({ element, title: textOf(element) })).filter(({ title }) => title !== '' && foldName(title) !== site);
  const heading = headings.find(({ title }) => told.some((each) => titleKey(each).includes(titleKey(title)))) ?? headings[0];
  if (heading !== undefined) return heading;
  const marked = findAll(page.body, (element) => isTitle(element) && element.size < LONGEST && !isPerson(element, page.body)).map((element) => ({ element, title: textOf(element) })).find(({ title }) => title !== '');
  if (marked !== undefined) return marked;
  const stated = told[0] === undefined ? '' : withoutSite(told[0], page.publisher);
  if (own?.element != null && (stated === '' || titleKey(own.title) === titleKey(stated))) return own;
  return { title: stated, element: null };
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
