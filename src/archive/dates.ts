import type { Published } from './article.ts';
import { timeAt } from './dates-time.ts';
import { monthOf, weekdayOf } from './dates-words.ts';

/**
 * A full date (day, month and year) read from a text. `readings` are ISO, earliest first: none when the date
 * is impossible (31 February), two when day and month can be told apart neither by size nor by weekday.
 */
export interface ReadDate {
  readonly readings: readonly string[];
  /** The date's words as they stand in the text. */
  readonly asWritten: string;
  /** Where the date ends, UTF-16 units from the text's start. */
  readonly end: number;
}

interface Day {
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** Longer texts are never dates; the cap keeps reading cheap. */
const LONGEST = 200;
const LETTERS = String.raw`[\p{L}\p{M}]+(?:\s[\p{L}\p{M}]+)?`;
const BEHIND = String.raw`(?![\p{Nd}\p{L}]|[-/.]\d)`;
const WEEKDAY = /([\p{L}\p{M}]+)\.?,?\s+/uy;
const ISO = new RegExp(String.raw`(\d{4})([-/.])(\d{1,2})\2(\d{1,2})(?=T\d|${BEHIND})`, 'uy');
const NUMBERS = new RegExp(String.raw`(\d{1,2})\s?([-/.])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})${BEHIND}`, 'uy');
const DAY_FIRST = new RegExp(
  String.raw`(?:the\s)?(\d{1,2})(?:st|nd|rd|th|er|\.|º)?(?:\s(?:of|de))?[\s-]+(${LETTERS}?)\.?,?(?:\s(?:de|del))?[\s-]+['’]?(\d{4}|\d{2})${BEHIND}`,
  'iuy',
);
const MONTH_FIRST = new RegExp(String.raw`(${LETTERS}?)\.?\s+(\d{1,2})(?:st|nd|rd|th)?\s?,?\s*(?<=[\s,])(\d{4})${BEHIND}`, 'iuy');
const YEAR_FIRST = new RegExp(String.raw`(\d{4}),?[\s-]+(${LETTERS}?)\.?[\s-]+(\d{1,2})${BEHIND}`, 'iuy');
const EAST_ASIAN = /(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일]/uy;

/** The date that opens `text`, with weekday before and time behind it; null when none does. */
export function leadingDate(text: string): ReadDate | null {
  const plain = asciiDigits(text.slice(0, LONGEST)).replace(/\u00A0/gu, ' ');
  WEEKDAY.lastIndex = 0;
  const named = WEEKDAY.exec(plain);
  const weekday = named === null ? undefined : weekdayOf(named[1] ?? '');
  const found = daysAt(plain, weekday === undefined ? 0 : (named?.[0].length ?? 0));
  if (found === null) return null;
  const time = timeAt(plain, found.end);
  const end = time?.end ?? found.end;
  const readings = fitting(found.days.filter(exists), weekday).map((day) => isoDay(day) + (time?.iso ?? ''));
  return { readings: [...new Set(readings)].sort(), asWritten: text.slice(0, end), end };
}

/** As {@link leadingDate}, but only if the text holds nothing else. */
export function wholeDate(text: string): ReadDate | null {
  const trimmed = text.trim();
  if (trimmed.length > LONGEST) return null;
  const date = leadingDate(trimmed);
  return date !== null && /^(?:\s?(?:г\.?|года|року))?[\s.,;]*$/u.test(trimmed.slice(date.end)) ? date : null;
}

/** What an article says of its date: stated with one reading, ambiguous with several; null, undated, with none. */
export function publishedOn(date: Pick<ReadDate, 'readings' | 'asWritten'>): Published | null {
  const { readings, asWritten } = date;
  if (readings.length === 0) return null;
  const value = readings.length === 1 ? (readings[0] ?? null) : null;
  return { value, readings, certainty: value === null ? 'ambiguous' : 'stated', asWritten };
}

function daysAt(text: string, from: number): { days: Day[]; end: number } | null {
  const at = (pattern: RegExp): RegExpExecArray | null => {
    pattern.lastIndex = from;
    return pattern.exec(text);
  };
  const iso = at(ISO) ?? at(EAST_ASIAN);
  if (iso !== null) {
    const [year, month, day] = iso.slice(1).filter((part) => /^\d/u.test(part)).map(Number);
    return { days: [{ year: year ?? 0, month: month ?? 0, day: day ?? 0 }], end: from + iso[0].length };
  }
  const numbers = at(NUMBERS);
  if (numbers !== null) return allNumbers(numbers, from);
  return (
    named(at(DAY_FIRST), from, ['day', 'month', 'year']) ??
    named(at(MONTH_FIRST), from, ['month', 'day', 'year']) ??
    named(at(YEAR_FIRST), from, ['year', 'month', 'day'])
  );
}

/** Day and month may stand in either order. */
function allNumbers(match: RegExpExecArray, from: number): { days: Day[]; end: number } | null {
  const year = fullYear(match[4] ?? '');
  if (year === null) return null;
  const [first, second] = [Number(match[1]), Number(match[3])];
  const days = [{ year, month: second, day: first }, { year, month: first, day: second }];
  return { days, end: from + match[0].length };
}

function named(match: RegExpExecArray | null, from: number, order: readonly (keyof Day)[]): { days: Day[]; end: number } | null {
  if (match === null) return null;
  const written = (part: keyof Day): string => match[order.indexOf(part) + 1] ?? '';
  const month = monthOf(written('month'));
  const year = fullYear(written('year'));
  if (month === undefined || year === null) return null;
  return { days: [{ year, month, day: Number(written('day')) }], end: from + match[0].length };
}

/** Two digits are of this century; a number like 98 could be of either and is no year. */
function fullYear(written: string): number | null {
  const year = Number(written);
  if (written.length === 2) return year < 70 ? 2000 + year : null;
  return year >= 1500 && year < 2200 ? year : null;
}

function exists({ year, month, day }: Day): boolean {
  const date = new Date(0);
  // Date.UTC takes the years 0 to 99 for those of the last century.
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** A weekday that fits one reading alone settles which it is. */
function fitting(days: readonly Day[], weekday: number | undefined): readonly Day[] {
  const fit = days.filter(({ year, month, day }) => new Date(Date.UTC(year, month - 1, day)).getUTCDay() === weekday);
  return fit.length === 0 ? days : fit;
}

function isoDay({ year, month, day }: Day): string {
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

/** Digits of other scripts as ASCII, one unit for one unit, so that offsets hold. */
export function asciiDigits(text: string): string {
  return text.replace(/[\u0660-\u0669\u06F0-\u06F9\u0966-\u096F\u09E6-\u09EF\uFF10-\uFF19]/gu, (digit) => {
    const code = digit.charCodeAt(0);
    const zero = [0x0660, 0x06f0, 0x0966, 0x09e6, 0xff10].findLast((start) => start <= code) ?? code;
    return String(code - zero);
  });
}
