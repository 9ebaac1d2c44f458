import type { ParsedParagraph } from '../format.ts';
import { isNavigation } from '../page/shape.ts';
import { metaOf } from './metadata.ts';
import type { PageData } from './metadata.ts';
import { findAll, textOf } from './tree.ts';
import type { Element } from './tree.ts';

/** A line that ends as a sentence does. */
const SENTENCE = /\p{L}[.!?。！？؟।]['"”’»)]*$/u;

/** Whether a page without running text is a list of links: an archive's contents. */
export function isContents(page: PageData, post: Element | null, paragraphs: readonly ParsedParagraph[]): boolean {
  if ((post ?? page.body).prose > 0 || metaOf(page, 'article:published_time') !== null) return false;
  const lines = paragraphs.flatMap(({ text }) => text.split('\n'));
  if (lines.some((line) => SENTENCE.test(line))) return false;
  const links = new Set(findAll(page.body, ({ name }) => name === 'a').map((element) => textOf(element)));
  const linked = lines.filter((line) => [line, line.replace(/^[\p{Nd}\s./:,-]+|[\s(]+\p{Nd}+\)?$/gu, '')].some((each) => links.has(each)));
  return linked.length > 2 && linked.length * 3 > lines.length;
}

/** Without headings that nothing follows, as what they head was left out, and without the site's own lines over and under the text. */
export function trimmed(paragraphs: readonly ParsedParagraph[]): readonly ParsedParagraph[] {
  const isText = ({ kind, text }: ParsedParagraph): boolean => kind !== 'subheading' && !isNavigation(text);
  const last = paragraphs.findLastIndex(isText);
  if (last < 0) return paragraphs;
  const first = paragraphs.findIndex(isText);
  return paragraphs.slice(0, last + 1).filter(({ text }, place) => place >= first || !isNavigation(text));
}
