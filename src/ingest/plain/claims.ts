import type { SourceFile } from '../format.ts';
import { beginsWithArticle, isJsonFeed } from '../json-lines/begins.ts';
import { hasFrontMatter } from '../markdown/front-matter.ts';
import { Heads } from '../page/heads.ts';
import { isHeadingWording } from '../page/heading.ts';
import { pageLines, type PageLines } from '../page/lines.ts';
import { metaLine } from '../page/meta-lines.ts';
import { publishersOf } from '../page/page-publishers.ts';
import { HeaderShape, isProse } from '../page/shape.ts';
import { splitPage, type SplitPage } from '../page/split.ts';
import { labelled } from './head.ts';

/** Pages, feeds and exports, whatever their file is called. */
const MARKED_UP = /^\s*(?:<!--[^]{0,2000}?-->\s*){0,5}<(?:\?xml|!doctype|(?:[a-z]{1,10}:)?(?:html|head|body|rss|feed|rdf|article))(?=[\s>])/iu;
/** Without a name's ending to tell, what begins like something for programs is none for people. */
const FOR_PROGRAMS = /^\s*(?:<(?:!--|[a-z][\w:-]*[\s>/])|\{|\[\s*[{[])/iu;

/** Whether a file is text for people: by its name; without a name's ending, by how it begins. */
export function isPlain({ name, text }: SourceFile): boolean {
  if (!/\.(?:txt|text)$|(?:^|\/)[^./]*$/iu.test(name)) return false;
  return !(MARKED_UP.test(text) || hasFrontMatter(text) || beginsWithArticle(text) || isJsonFeed(text)) && (/\.[^./]*$/u.test(name) || !FOR_PROGRAMS.test(text));
}

/**
 * Whether a text is a saved page of a blog: a footer repeats a header, the headers have a publisher behind a dash, or it is
 * headed like one. What has none of these would be one article without a publisher: a plain text.
 */
export function isSavedPage(text: string): boolean {
  const page = pageLines('', text);
  const split = splitPage(page);
  if (split.articles.some(({ footer }) => footer !== null)) return true;
  const shape = new HeaderShape(publishersOf(page, new Heads(page)));
  const fitting = split.articles.map(({ head }) => shape.fits(head));
  return fitting[0] === true || fitting.filter(Boolean).length > 1 || isHeaded(page, split);
}

/** Headed like a page, with titles below the heading, or nothing at all. A title may be worded so too: text follows that. */
function isHeaded(page: PageLines, { heading, articles, strays }: SplitPage): boolean {
  if (heading === null || page.nextFilled[0] !== heading.start || page.nextBlank[heading.start] !== heading.end) return false;
  if (!page.lines.slice(heading.start, heading.end).some(isHeadingWording)) return false;
  if (articles.length === 0) return !strays.some(({ text }) => isProse(text));
  return articles.some(({ head }) => metaLine(head.text) === null && labelled(head.text) === null);
}
