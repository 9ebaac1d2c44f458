import { foldName } from '../../archive/fold.ts';
import { bylineIn } from '../page/bylines.ts';
import { joinNames } from '../page/names.ts';
import { findAll, findFirst, hasClass, isAround, textOf, wordsOf } from './tree.ts';
import type { Element } from './tree.ts';

/** Who wrote an article, and the words that say so. */
export interface Writer {
  readonly author: string;
  readonly attribution: string;
}

/** What marks an author, the surest first. */
const MARKS: readonly ((element: Element) => boolean)[] = [
  (element) => hasClass(element, /^p-author$/u) || wordsOf(element, 'itemprop').some((word) => word === 'author' || word === 'creator'),
  (element) => hasClass(element, /^author$/u) && (hasClass(element, /^(?:vcard|h-card|fn)$/u) || findFirst(element, isName) !== null),
  (element) => wordsOf(element, 'rel').includes('author'),
  (element) => hasClass(element, /^(?:fn|gh-article-author-name|(?:post|entry|article|story|meta|card|blog|by)?[-_]{0,2}author(?:[-_]{1,2}name|link)?|author-?names?|post-card-author|byline-?(?:name|author)|c-byline__author|username|wp-block-post-author__name)$/iu),
  (element) => hasClass(element, /^(?:byline|by-?line|entry-byline|post-byline|article-byline|article__byline|c-byline|posted-by|post-meta|entry-meta|article-meta|post-info|meta|postmetadata)$/iu),
];
const LEAD = /^(?:(?:posted|submitted|written|published|words|text|story)\s+)?(?:by|von|par|por|di|door|av|af|от|автор|بقلم|מאת|작성자|作者|文)(?:\s*[:：]\s*|\s+)/iu;
const LONGEST = 120;

/** The author that a post shows outside of its text. */
export function shownWriter(post: Element, content: readonly Element[]): Writer | null {
  for (const mark of MARKS) {
    const marked = outside(post, content, mark);
    const writers = marked.map(writerIn).filter((writer) => writer !== null);
    if (writers.length === 0) continue;
    const names = new Map(writers.map(({ author }) => [foldName(author), author]));
    return { author: joinNames([...names.values()]), attribution: writers.length === 1 ? (writers[0]?.attribution ?? '') : joinNames([...names.values()]) };
  }
  return null;
}

function outside(post: Element, content: readonly Element[], fits: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  const look = (element: Element): void => {
    for (const child of element.children) {
      if (typeof child === 'string' || isAround(child) || (content.includes(child) && child !== post)) continue;
      if (fits(child)) found.push(child);
      else look(child);
    }
  };
  look(post);
  return found;
}

function isName(element: Element): boolean {
  return hasClass(element, /^(?:fn|p-name|author-name|name)$/u) || wordsOf(element, 'itemprop').includes('name');
}

function writerIn(element: Element): Writer | null {
  if (element.size > LONGEST * 10) return null;
  const named = findAll(element, isName).map((name) => name.attributes['content']?.trim() ?? textOf(name)).filter((name) => name !== '' && name.length <= LONGEST);
  const text = textOf(element);
  if (named.length > 0) {
    const author = joinNames([...new Set(named)].map(bare));
    return { author, attribution: text.includes(author) && text.length <= LONGEST ? text : author };
  }
  const written = element.attributes['content']?.trim() ?? text;
  if (written === '' || written.length > LONGEST * 2 || /^https?:/iu.test(written)) return null;
  const byline = bylineIn(written);
  if (byline !== null) return { author: byline.author, attribution: written };
  // A name alone is taken as it is written; a line that also holds a date or a count is not one.
  const author = bare(written);
  const marked = MARKS.slice(0, 4).some((mark) => mark(element));
  return (marked || LEAD.test(written)) && author.length <= LONGEST && !/\d|[|•·\n]/u.test(author) && /\p{L}/u.test(author) ? { author, attribution: written } : null;
}

function bare(written: string): string {
  return written.replace(LEAD, '').replace(/[\s,|·•–—-]+$/u, '').trim();
}

/** An author that metadata name: as written there. */
export function statedWriter(names: readonly string[]): Writer | null {
  const written = joinNames([...new Set(names.map((name) => name.trim()).filter((name) => name !== ''))]);
  if (written === '') return null;
  return { author: bylineIn(written)?.author ?? bare(written), attribution: written };
}

/** Whether two tellings of an author share no name. */
export function disagree(one: string, other: string): boolean {
  const words = new Set(foldName(one).match(/[\p{L}\p{N}]{2,}/gu) ?? []);
  return !(foldName(other).match(/[\p{L}\p{N}]{2,}/gu) ?? []).some((word) => words.has(word));
}
