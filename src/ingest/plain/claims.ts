import type { SourceFile } from '../format.ts';
import { beginsWithArticle } from '../json-lines/begins.ts';
import { hasFrontMatter } from '../markdown/front-matter.ts';
import { Heads } from '../page/heads.ts';
import { isHeadingWording } from '../page/heading.ts';
import { pageLines } from '../page/lines.ts';
import { publishersOf } from '../page/page-publishers.ts';
import { HeaderShape } from '../page/shape.ts';
import { splitPage } from '../page/split.ts';

/** Pages, feeds and exports, whatever their file is called. */
const MARKED_UP = /^\s*<(?:\?xml|!doctype|html|head|body|rss|feed|rdf:rdf|article)(?=[\s>])/iu;
/** Without a name's ending to tell, what begins like something for programs is none for people. */
const FOR_PROGRAMS = /^\s*(?:<(?:!--|[a-z][\w:-]*[\s>/])|\{|\[\s*[{[])/iu;

/** Whether a file is text for people: by its name; without a name's ending, by how it begins. */
export function isPlain({ name, text }: SourceFile): boolean {
  if (!/\.(?:txt|text)$|(?:^|\/)[^./]*$/iu.test(name)) return false;
  return !(MARKED_UP.test(text) || hasFrontMatter(text) || beginsWithArticle(text)) && (/\.[^./]*$/u.test(name) || !FOR_PROGRAMS.test(text));
}

/**
 * Whether a text is a saved page of a blog: it is headed like one, a footer repeats a header, or the headers have a
 * publisher behind a dash. What has none of these would be one article without a publisher: a plain text.
 */
export function isSavedPage(text: string): boolean {
  const page = pageLines('', text);
  const { heading, articles } = splitPage(page);
  if (heading !== null && page.lines.slice(heading.start, heading.end).some(isHeadingWording)) return true;
  if (articles.some(({ footer }) => footer !== null)) return true;
  const shape = new HeaderShape(publishersOf(page, new Heads(page)));
  const fitting = articles.map(({ head }) => shape.fits(head));
  return fitting[0] === true || fitting.filter(Boolean).length > 1;
}
