import { leadingDate, publishedOn } from '../../archive/dates.ts';
import { bylineIn } from '../page/bylines.ts';
import { metaLine } from '../page/meta-lines.ts';
import type { Head } from './head.ts';
import type { Writer } from './people.ts';
import { findAll, isWithin, textOf } from './tree.ts';
import type { Element } from './tree.ts';
import { isUpdateWording } from './when.ts';
import type { When } from './when.ts';

const LONGEST_LINE = 120;

/** A date alone in a line of the head, with whatever label or separators. */
export function headDate(body: Element, head: Head): When | null {
  for (const text of linesIn(body, head)) {
    const date = onlyDate(text);
    if (date !== null) return date;
  }
  return null;
}

/** A line of the head that says by whom. */
export function headWriter(body: Element, head: Head): Writer | null {
  for (const text of linesIn(body, head)) {
    const author = bylineIn(text)?.author ?? metaLine(text)?.author ?? null;
    if (author !== null) return { author, attribution: text };
  }
  return null;
}

function linesIn(body: Element, { from, to, cards }: Head): readonly string[] {
  const isLine = (element: Element): boolean => element.start >= from && element.start < to && element.size > 0 && element.size < LONGEST_LINE * 3 && element.prose === 0 && !/^h[1-3]$/u.test(element.name) && !isWithin(element, cards);
  return findAll(body, (element) => isLine(element) && element.children.every((child) => typeof child === 'string' || !/^(?:div|p|ul|ol|li|section|header|dl|table)$/u.test(child.name))).map((element) => textOf(element)).filter((text) => text !== '' && text.length <= LONGEST_LINE);
}

/** The one date in a short line; null when there are several, or it is that of a change. */
function onlyDate(text: string): When | null {
  if (!/\p{Nd}/u.test(text)) return null;
  let found: When | null = null;
  for (const { index } of text.matchAll(/(?<![\p{L}\p{Nd}.,:/-])[\p{L}\p{Nd}]/gu)) {
    const date = leadingDate(text.slice(index));
    const published = date === null ? null : publishedOn(date);
    if (date === null || published === null || isUpdateWording(text.slice(0, index))) continue;
    if (found !== null && found.published?.readings[0] !== published.readings[0]) return found;
    found ??= { published, written: date.asWritten };
  }
  return found;
}
