import { foldName } from '../../archive/fold.ts';
import { bylineIn } from '../page/bylines.ts';
import { isNameAlone, joinNames } from '../page/names.ts';
import { findAll, findFirst, hasClass, isAround, textOf, wordsOf } from './tree.ts';
import type { Head } from './head.ts';
import type { Element } from './tree.ts';

/** Who wrote an article, and the words that say so. */
export interface Writer {
  readonly author: string;
  readonly attribution: string;
  /** It stands where it may as well be of something else on the page. */
  readonly unsure?: boolean;
}

/** What marks an author, the surest first. */
const MARKS: readonly ((element: Element) => boolean)[] = [
  (element) => hasClass(element, /^p-author$/u) || wordsOf(element, 'itemprop').some((word) => word === 'author' || word === 'creator'),
  (element) => hasClass(element, /^author$/u) && (hasClass(element, /^(?:vcard|h-card|fn)$/u) || findFirst(element, isName) !== null),
  (element) => wordsOf(element, 'rel').includes('author'),
  (element) => hasClass(element, /^(?:fn|gh-article-author-name|(?:post|entry|article|story|meta|card|blog|by)?[-_]{0,2}author(?:[-_]{1,2}name|link)?|author-?names?|post-card-author|byline-?(?:name|author)|c-byline__author|username|wp-block-post-author__name)$/iu),
  (element) => hasClass(element, /(?:^|[-_])(?:authors?|autor(?:es|en|in)?|byline|writer)(?:[-_]{0,2}(?:names?|link|title|text))?$/iu) && isNameAlone(bare(textOf(element))),
  (element) => hasClass(element, /^(?:byline|by-?line|entry-byline|post-byline|article-byline|article__byline|c-byline|posted-by|post-meta|entry-meta|article-meta|post-info|meta|postmetadata)$/iu),
];
const LEAD = /^(?:(?:texts?|words|interview|protokoll)(?:\s(?:und|and|&)\s\p{L}+)?\s*:\s*|(?:(?:posted|submitted|written|published|words|text|story)\s+)?(?:by|von|par|por|di|door|av|af|от|автор|بقلم|מאת|작성자|作者|文)(?:\s*[:：]\s*|\s+))/iu;
/** "byJane Doe": only an element's end divides the two. */
const STUCK_LEAD = /^(?:[Bb]y|[Vv]on)(?=\p{Lu}\p{Ll})/u;
const LONGEST = 120;
const MOST_AUTHORS = 3;
/** What stands where a name would, and is none. */
const NO_NAME = /^(?:\(|©|(?:images?|bild(?:er)?|fotos?|photos?|photographs?|pictures?|credits?|quelle|grafik|illustration)\b|(?:username|user|no author|unknown|anonymous|guest)$)/iu;

/** The author that a post shows outside of its text; under its headline first, where that is known. */
export function shownWriter(post: Element, content: readonly Element[], head: Head | null = null): Writer | null {
  for (const mark of MARKS) {
    const marked = outside(post, content, mark, head).flatMap((element) => ({ start: element.start, writer: writerIn(element) }));
    const inHead = head === null ? [] : marked.filter(({ start, writer }) => start >= head.from && start < head.to && writer !== null);
    const writers = (inHead.length > 0 ? inHead : marked).map(({ writer }) => writer).filter((writer) => writer !== null);
    // All over a page are the names of those who wrote what else it shows.
    if (writers.length === 0 || (head !== null && inHead.length === 0 && new Set(writers.map(({ author }) => foldName(author))).size > MOST_AUTHORS)) continue;
    const names = new Map(writers.map(({ author }) => [foldName(author), author]));
    return { author: joinNames([...names.values()]), attribution: writers.length === 1 ? (writers[0]?.attribution ?? '') : joinNames([...names.values()]), unsure: head !== null && inHead.length === 0 };
  }
  return null;
}

function outside(post: Element, content: readonly Element[], fits: (element: Element) => boolean, head: Head | null): Element[] {
  const found: Element[] = [];
  const look = (element: Element): void => {
    for (const child of element.children) {
      if (typeof child === 'string' || isAround(child) || head?.cards.has(child) === true) continue;
      const inText = content.includes(child) && child !== post;
      if (inText && (head === null || child.start >= head.to)) continue;
      if (inText) found.push(...findAll(child, (element) => fits(element) && element.start < (head?.to ?? 0)));
      else if (fits(child)) found.push(child);
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
  if (NO_NAME.test(author)) return null;
  const marked = MARKS.slice(0, -1).some((mark) => mark(element));
  return (marked || LEAD.test(written)) && author.length <= LONGEST && !/[|•·\n]/u.test(author) && (!/\d/u.test(author) || (marked && /^\p{L}\S*$/u.test(author))) && /\p{L}/u.test(author) ? { author, attribution: written } : null;
}

function bare(written: string): string {
  return written.replace(LEAD, '').replace(STUCK_LEAD, '').replace(/[\s,|·•–—-]+$/u, '').trim();
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
