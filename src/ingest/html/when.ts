import type { Published } from '../../archive/article.ts';
import { leadingDate, publishedOn, wholeDate } from '../../archive/dates.ts';
import { metaLine } from '../page/meta-lines.ts';
import type { Head } from './head.ts';
import { findAll, hasClass, isAround, isInside, textOf, wordsOf } from './tree.ts';
import type { Element } from './tree.ts';

/** A date of publication that a page states somewhere; `published` is null when it is no date, or an impossible one. */
export interface When {
  readonly published: Published | null;
  readonly written: string;
}

const ISO = /^(\d{4}-\d{2}-\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?\s?(?:Z|[+-]\d{2}:?\d{2})?)?$/u;
const MARKED = /^(?:published|dt-published|entry-date|pubdate)$/u;
const UPDATED = /^(?:updated|dt-updated|modified|dt-modified|date-modified|last-modified|lastmod|updated-date|post-modified)$/iu;
const DATED = /^(?:(?:post|entry|article|story|blog|meta|publish(?:ed)?|pub|item|card|gh)[-_]{0,2}(?:card-?|meta-?|article-?)?(?:date|time|timestamp|meta-date|on)|date|datetime|posted-on|post-meta|entry-meta|post-info|article-meta|post__meta|article__meta|entry-info|byline|post-byline|timestamp|dateline|date-header|publish|published-at|c-timestamp|storydate|postmetadata|posted|meta|submitted|node__submitted|node__meta)$/iu;
const LABEL = /^(?:(?:posted|published|written|first published)\s*(?:on|at)?|on|date)\s*[:：]?\s+/iu;
/** An element with more text is no date. */
const LONGEST = 300;
const DAY = 86_400_000;

/** A date as machines write it, with the words that the page shows for it. */
export function whenStated(machine: string, shown = ''): When {
  const value = machine.trim();
  // A time alone, or `3 days ago`, does not tell the day.
  const written = /\d{4}/u.test(shown) || wholeDate(shown) !== null ? shown : value;
  const iso = ISO.exec(value);
  if (iso === null) return whenWritten(value, written);
  const day = iso[1] ?? '';
  const time = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(time.getTime()) || time.toISOString().slice(0, 10) !== day || Number.isNaN(Date.parse(value.replace(' ', 'T').replace(/\s/gu, '').replace(',', '.')))) return { published: null, written };
  const stated = value.replace(/\s?(?=[+-]\d{2}:?\d{2}$|Z$)/u, '').replace(' ', 'T').replace(',', '.').replace(/([+-]\d{2})(\d{2})$/u, (all, hours: string, minutes: string) => (value.includes(':') ? `${hours}:${minutes}` : all));
  return { published: { value: stated, readings: [stated], certainty: 'stated', asWritten: written }, written };
}

/** A date in words. */
export function whenWritten(text: string, written = text): When {
  const date = wholeDate(text) ?? metaLine(text)?.dates.find(({ role }) => role !== 'update')?.date ?? null;
  return { published: date === null ? null : publishedOn({ ...date, asWritten: written.length < 200 ? date.asWritten : written }), written: date?.asWritten ?? '' };
}

/** The date that a post shows of itself: what is marked as its publication first, then what has a machine's date, then words. */
export function shownDate(post: Element, content: readonly Element[], head: Head | null = null): { when: When; marked: boolean } | null {
  const outside = (element: Element): boolean => !content.includes(element) || element === post || element.start < (head?.to ?? 0);
  const within = (element: Element): boolean => head === null || !content.some((each) => each !== post && isInside(element, each)) || element.start < head.to;
  const times = datesIn(post, (element) => outside(element) && head?.cards.has(element) !== true).filter(within);
  const marked = times.find((element) => isPublication(element));
  if (marked !== undefined) return { when: whenOf(marked), marked: true };
  const time = times.find((element) => (element.name === 'time' || machineOf(element) !== null) && !isUpdate(element));
  if (time !== undefined && whenOf(time).written !== '') return { when: whenOf(time), marked: false };
  for (const element of times) {
    const when = isUpdate(element) ? null : whenOf(element);
    if (when !== null && (when.published !== null || when.written !== '')) return { when, marked: false };
  }
  return null;
}

/** Where a post says only when it was changed last. */
export function updateOnly(post: Element): When | null {
  const update = findAll(post, (element) => isUpdate(element) && element.size < LONGEST && (machineOf(element) !== null || textOf(element) !== ''), true)[0];
  return update === undefined ? null : whenOf(update);
}

function datesIn(post: Element, outside: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  const look = (element: Element): void => {
    for (const child of element.children) {
      if (typeof child === 'string' || !outside(child)) continue;
      // A date is often hidden from readers, for machines; what is around the text is not looked at.
      if (isPublication(child) || child.name === 'time') found.push(child);
      else if (!isAround(child)) {
        if (hasClass(child, DATED)) found.push(child);
        look(child);
      }
    }
  };
  look(post);
  return found;
}

function isPublication(element: Element): boolean {
  if (wordsOf(element, 'itemprop').includes('datePublished') || element.attributes['pubdate'] !== undefined) return true;
  return hasClass(element, MARKED) && (machineOf(element) !== null || (element.size < LONGEST && wholeDate(textOf(element)) !== null));
}

function isUpdate(element: Element): boolean {
  if (isPublication(element)) return false;
  if (hasClass(element, UPDATED) || wordsOf(element, 'itemprop').includes('dateModified')) return true;
  // Reading the text of every element would take the square of the page.
  return (element.name === 'time' || hasClass(element, DATED)) && element.size < LONGEST && /^(?:last\s+)?(?:updated|modified)\b/iu.test(textOf(element));
}

const UPDATE_WORDING = /(?:updated?|modified|edited|revised|changed|aktualisiert|geändert|änderung|mis à jour|modifi[ée]e?|actualizad[oa]|atualizad[oa]|aggiornat[oa]|обновлено|päivitetty|aktualizacja|bijgewerkt|uppdaterad|oppdatert|opdateret|更新|修正)\s*(?:am|on|le|el|em|il|den|vom|på)?\s*[:：]?\s*(?:\p{L}+,\s*)?$/iu;

/** Whether words in front of a date say that it is that of a change. */
export function isUpdateWording(before: string): boolean {
  return UPDATE_WORDING.test(before);
}

function machineOf({ attributes, name }: Element): string | null {
  const value = attributes['datetime'] ?? attributes['content'] ?? (name === 'abbr' || name === 'span' ? attributes['title'] : undefined);
  return value !== undefined && value.trim() !== '' && value.length < 100 && /\d/u.test(value) ? value : null;
}

function whenOf(element: Element): When {
  const machine = machineOf(element);
  const text = element.size < LONGEST ? textOf(element) : '';
  if (machine !== null) return whenStated(machine, text.length < 120 ? text : '');
  const when = whenWritten(text);
  if (when.published !== null || when.written !== '' || text.length > 120) return when;
  // In a line that is marked as such the author, a category or a count may stand behind the date.
  const leading = leadingDate(text.replace(LABEL, '')) ?? leadingDate(text.slice(text.lastIndexOf(' on ') + 4));
  return leading === null ? when : { published: publishedOn(leading), written: leading.asWritten };
}

/** Whether two dates are of different days, by more than what time zones explain. */
export function differ(one: Published, other: Published): boolean {
  return !one.readings.some((a) => other.readings.some((b) => Math.abs(Date.parse(a.slice(0, 10)) - Date.parse(b.slice(0, 10))) <= DAY));
}

export function isFuture({ readings }: Published, now = Date.now()): boolean {
  return readings.every((reading) => Date.parse(reading.slice(0, 10)) > now + DAY);
}
