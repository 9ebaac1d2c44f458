import type { ParsedParagraph } from '../format.ts';
import { metaLine } from '../page/meta-lines.ts';
import { isNavigation } from '../page/shape.ts';
import { useOf } from './boilerplate.ts';
import { cardsIn, isRunning } from './region.ts';
import { BLOCKS } from './tags.ts';
import { findAll, findFirst, hasClass, isInside, readElements, textOf, wordsOf } from './tree.ts';
import type { Element } from './tree.ts';

/** Where a post's text is; `excerpt` when the page shows only its beginning. */
export interface Content {
  readonly elements: readonly Element[];
  readonly excerpt: boolean;
}

const EXCERPT = /^(?:entry-summary|p-summary|(?:post|article|entry|card|gh-card|post-card|story|blog|item|news)[-_]{0,2}(?:card-)?(?:excerpt|summary|teaser|description|snippet|intro|preview)(?:-text)?|excerpt|summary|teaser|wp-block-post-excerpt(?:__excerpt)?|archive__item-excerpt|snippet)$/iu;
/** The surest names of a text first; a level counts when one of its elements holds text. */
const LEVELS: readonly { readonly fits: (element: Element) => boolean; readonly excerpt: boolean }[] = [
  { fits: (element) => hasClass(element, /^(?:e-content|entry-content|wp-block-post-content|gh-content)$/u) || wordsOf(element, 'itemprop').includes('articleBody'), excerpt: false },
  {
    fits: (element) => hasClass(element, /^(?:(?:post|article|story|blog|news|blog-post|td-post|single|single-post|page|post-single|article-page|c-article|content|main|entry|body)[-_]{0,2}(?:full-)?(?:body|content|text|main-content|copy)|post-full-content|kg-content|content-article|articlebody|storycontent|storytext|markdown-body|prose|rich-text|body-copy|e-text|post__text|entry)$/iu)
      || /^(?:article-?(?:body|content|text)|post-?(?:body|content)-?\d*|story-?body|entry-?content)$/iu.test(element.attributes['id'] ?? ''),
    excerpt: false,
  },
  { fits: (element) => hasClass(element, EXCERPT) || wordsOf(element, 'itemprop').includes('description'), excerpt: true },
  { fits: (element) => hasClass(element, /^(?:content|text|body|article-inner|post-inner|wysiwyg|richtext)$/iu), excerpt: false },
];
const STANDFIRST = /^(?:standfirst|dek|deck|lede|lead|intro|sub-?title|sub-?head(?:line|ing)?|(?:article|post|entry|story|page|c-article|gh-article|post-full|single|headline|header|content|blog)[-_]{1,2}(?:header[-_]{1,2})?(?:custom-)?(?:excerpt|sub-?title|sub-?head(?:line|ing)?|dek|deck|lede|lead|intro|standfirst|summary|description|teaser|tagline)|p-summary|entry-summary)$/iu;
const MORE = /^(?:more-?link|read-?more(?:-link)?|continue-?reading|jump-link|post-card-readmore|post-more|btn-read-more|excerpt-more|entry-more(?:-link)?|wp-block-post-excerpt__more-(?:text|link)|moretag|link-more)$/iu;
const META = /^(?:(?:entry|post|article|story|card|item|blog|gh-article|single|page|c-article)[-_]{1,2}(?:header[-_]{1,2})?(?:card-)?(?:meta(?:data)?(?:-\S+)?|info|footer|details|date|time|author|authors|byline|tags?|categor(?:y|ies)|comments?|reply|terms|actions|tools|labels|kicker)|meta|metadata|postmetadata|byline|dateline|posted-on|posted-by|byline-\S+|author|vcard|date|timestamp|published|updated|comments-link|comment-link|reply-link|cat-links|tag-links|tags|tag-list|categories|kicker|permalink|dt-published|p-author|u-url|p-category|date-header|blogger-labels)$/iu;

/** Letters of a post in which a small box may stand beside the text. */
const LONG = 3000;

/** The elements that hold a post's text; none when no name or attribute tells them. */
export function contentOf(post: Element): Content {
  if (hasClass(post, /^(?:e-content|entry-content)$/u)) return { elements: [post], excerpt: false };
  for (const { fits, excerpt } of LEVELS) {
    const elements = findAll(post, fits).filter(({ size }) => size > 0);
    const size = elements.reduce((sum, element) => sum + element.size, 0);
    const prose = elements.reduce((sum, element) => sum + element.prose, 0);
    // A box in a long text may bear the name of one: the text is then where most of it is.
    if (size > 0 && prose * 2 >= post.prose && (excerpt || post.size < LONG || size * 6 > post.size)) return { elements, excerpt };
  }
  return { elements: [], excerpt: false };
}

export interface BodyText {
  readonly paragraphs: readonly ParsedParagraph[];
  /** What stands around the text: where dates and names may be read. */
  readonly beside: readonly string[];
  readonly more: boolean;
}

/** A post's paragraphs: what leads in to its text, the text, and who wrote it. Without the title and the lines that meta data are read from. */
export function readBody(post: Element, content: readonly Element[], title: Element | null): BodyText {
  const more = findAll(post, (element) => element.size < 120 && isMore(element));
  const leaveOut = new Set([...more, ...cardsIn(post, content)]);
  if (title !== null) leaveOut.add(title);
  const beside = (): string[] => readElements([post], new Set([...leaveOut, ...content])).map(({ text }) => text).filter((text) => text.length < 300);
  if (content.length === 0 || content.includes(post)) {
    const metas = besideLines(findAll(post, (element) => (hasClass(element, META) && element.size < 400) || (element.name === 'footer' && element.size < 1000) || (element.name === 'time' && element.size < 60), true));
    for (const element of [...metas, ...linksBehind(post)]) leaveOut.add(element);
    const paragraphs = readElements([post], leaveOut).filter(({ text }) => !isNavigation(text));
    return { paragraphs, beside: readElements(metas).map(({ text }) => text), more: more.length > 0 };
  }
  for (const element of [...content.flatMap(linksBehind), ...content.flatMap(linkBoxes)]) leaveOut.add(element);
  for (const element of content.flatMap(metasOver)) leaveOut.add(element);
  const paragraphs = readElements(content, leaveOut);
  const known = paragraphs.map(({ text }) => text).join('\n');
  const from = content[0]?.start ?? 0;
  const isLead = (element: Element): boolean => element.start < from && !content.some((inner) => isInside(inner, element)) && (hasClass(element, STANDFIRST) || element.name === 'figcaption' || useOf(element.name, element.attributes) === 'caption' || (title !== null && element.start > title.start && isRunning(element) && !hasClass(element, META)));
  const leads = readElements(findAll(post, (element) => isLead(element)), leaveOut).filter(({ text }) => !known.includes(text));
  const bios = findAll(post, (element) => element.start > from && useOf(element.name, element.attributes) === 'bio' && !content.some((outer) => isInside(element, outer)));
  return { paragraphs: [...leads.map(asLead), ...paragraphs, ...readElements(bios)], beside: beside(), more: more.length > 0 };
}

/** What a theme writes over the text, within what it calls the text; lines that only name the author or the date are told apart later. */
function metasOver(content: Element): readonly Element[] {
  const running = findFirst(content, (element) => isRunning(element));
  return running === null ? [] : findAll(content, (element) => element.start < running.start && element.size < 400 && element.prose === 0 && hasClass(element, META) && metaLine(textOf(element)) === null);
}

/** Without names and dates within a line of text: they are a part of it, and the rest would say what nobody wrote. */
function besideLines(metas: readonly Element[]): readonly Element[] {
  const all = new Set(metas);
  const known = new Map<Element, boolean>();
  return metas.filter((element) => {
    const line = BLOCKS.has(element.name) ? null : blockAround(element);
    if (line === null) return true;
    const isText = known.get(line) ?? (findFirst(line, ({ name }) => BLOCKS.has(name), true) === null && readElements([line], all).some(({ text }) => /\p{L}/u.test(text)));
    known.set(line, isText);
    return !isText;
  });
}

function blockAround(element: Element): Element | null {
  let around = element.parent;
  while (around !== null && !BLOCKS.has(around.name)) around = around.parent;
  return around;
}

/** Lists of links behind the last sentence lead to other articles. */
function linksBehind(post: Element): readonly Element[] {
  const last = findAll(post, ({ name, size }) => name === 'p' && size > 60).at(-1);
  if (last === undefined) return [];
  return findAll(post, (element) => {
    if (element.start < last.start || element.size === 0 || element.size > 3000 || !/^(?:section|div|ul|ol)$/u.test(element.name)) return false;
    const parts = findAll(element, ({ name }) => /^(?:a|h[1-6])$/u.test(name));
    const size = parts.reduce((sum, part) => sum + part.size, 0);
    return parts.some(({ name }) => name === 'a') && size * 20 > element.size * 19;
  });
}

/** Boxes of links to other articles within a text: nothing in them but links and what heads them. Lists stay: a writer may have made them. */
function linkBoxes(content: Element): readonly Element[] {
  return findAll(content, (element) => {
    if (!/^(?:div|section|aside)$/u.test(element.name) || element.prose > 0 || element.size === 0 || element.size > 3000) return false;
    const parts = findAll(element, ({ name }) => /^(?:a|h[1-6])$/u.test(name));
    return parts.some(({ name }) => name === 'a') && lettersIn(parts) * 10 >= lettersIn([element]) * 9;
  });
}

function lettersIn(elements: readonly Element[]): number {
  return elements.reduce((sum, element) => sum + textOf(element).length, 0);
}

/** A sentence under the headline is often marked as a heading. */
function asLead(paragraph: ParsedParagraph): ParsedParagraph {
  return paragraph.kind === 'subheading' ? { ...paragraph, kind: 'prose' } : paragraph;
}

function isMore(element: Element): boolean {
  if (hasClass(element, MORE)) return true;
  return element.name === 'a' && element.size < 60 && /^[^\p{L}]{0,4}(?:more\b|read (?:more|on|the (?:rest|full))|continue reading|keep reading|weiterlesen|lire la suite|leer más|leggi tutto|читать далее)/iu.test(childText(element));
}

function childText(element: Element): string {
  const [first] = element.children;
  return typeof first === 'string' ? first.trim() : '';
}

/** The element of a page that holds its main text, where it is marked as such. */
export function mainElement(body: Element): Element | null {
  const holds = (element: Element): boolean => element.prose * 2 >= body.prose && element.size > 0;
  return findFirst(body, (element) => (element.name === 'main' || element.attributes['role'] === 'main') && holds(element)) ?? findFirst(body, (element) => /^(?:content|main|main-content|primary)$/iu.test(element.attributes['id'] ?? '') && element.size > 200 && holds(element));
}
