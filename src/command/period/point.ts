import { wholeDate } from '../../archive/dates.ts';
import { weekdayOf } from '../../archive/dates-words.ts';
import { addDays, months, weekdayIn, yearOf, type Span } from './days.ts';
import { readNamed, type Named } from './named.ts';
import { partOf, readPart } from './parts.ts';
import { readRelative } from './relative.ts';

/** Why a text can be read in several ways: the order of day and month, the year, which part of it, the hemisphere, the country. */
export type Doubt = 'order' | 'year' | 'part' | 'season' | 'feast' | 'reversed';

/** A day, a month, a year or the like, as people write it. */
export interface Point {
  /** The days that it may span; one reading when it is clear. */
  readonly spans: readonly Span[];
  /** As `spans`, where it bounds a longer period: "since two weeks ago" begins at a day, not with a week. */
  readonly edges: readonly Span[];
  readonly doubt: Doubt | null;
  /** Its readings in a year, where the text gives none. */
  readonly inYear: Named['inYear'] | null;
}

/** So many readings are offered of what lacks its year. */
const MOST_YEARS = 3;
const LEADING = /^(?:(?:in|im|on|am|at|an|zu|zum|zur|during|within|over|for|während|the|der|die|das|den|dem|des|all of|year|jahr|jahre|jahres)\s+)+/u;

/** `text` folded, in lower case, at most some hundred characters; `today` an ISO day. Null for what is no point in time. */
export function readPoint(text: string, today: string): Point | null {
  const bare = text.replace(LEADING, '').replace(/[\s,;]+$/u, '');
  if (bare === '') return null;
  const last = /\bthe last (\p{L}+)$/u.exec(text)?.[1];
  if (last !== undefined) return readTheLast(last, today);
  const part = readPart(bare);
  if (part !== null) {
    const whole = readPoint(part.rest, today);
    return whole === null ? null : point(whole.spans.flatMap((span) => partOf(span, part.which)), 'part');
  }
  const spans = readFixed(bare);
  if (spans !== null) return point(spans, 'order');
  const relative = readRelative(bare, today);
  if (relative !== null) return { ...point([relative.span], null), edges: [relative.edge] };
  return readInYear(bare, today) ?? readDecade(bare, today) ?? readWeekday(bare, today);
}

/** "Last month" is the calendar's; "the last month" may be that, or the days up to today. */
function readTheLast(name: string, today: string): Point | null {
  const [calendar, rolling] = [readPoint(`last ${name}`, today), readPoint(`past ${name}`, today)];
  return calendar === null || rolling === null ? calendar : point([...rolling.spans, ...calendar.spans], 'part');
}

function point(spans: readonly Span[], doubt: Doubt | null): Point | null;
function point(spans: readonly [Span], doubt: null): Point;
function point(spans: readonly Span[], doubt: Doubt | null): Point | null {
  return spans.length === 0 ? null : { spans, edges: spans, doubt: spans.length === 1 ? null : doubt, inYear: null };
}

/** What carries its year in figures alone, or is a whole date. */
function readFixed(text: string): readonly Span[] | null {
  const year = /^(\d{4})\s?[年년]?$/u.exec(text)?.[1];
  if (year !== undefined) return [months(Number(year), 1, 12)];
  const month = /^(\d{4})[-/.](\d{1,2})$/u.exec(text) ?? /^(\d{4})\s?[年년]\s?(\d{1,2})\s?[月월]$/u.exec(text);
  if (month !== null) return monthOfYear(Number(month[1]), Number(month[2]));
  const reversed = /^(\d{1,2})[-/.](\d{4})$/u.exec(text);
  if (reversed !== null) return monthOfYear(Number(reversed[2]), Number(reversed[1]));
  const readings = wholeDate(text)?.readings.map((reading) => reading.slice(0, 10));
  return readings === undefined ? null : readings.map((day) => ({ from: day, to: day }));
}

function monthOfYear(year: number, month: number): readonly Span[] {
  return month >= 1 && month <= 12 ? [months(year, month)] : [];
}

const NAME_YEAR = /^(.+?)[\s,/-]+(?:(?:of|in|von|des jahres|de|del)\s+)?(?:(\d{4})|'(\d{2}))$/u;
const YEAR_NAME = /^(\d{4})(?:[\s,/-]+(.+)|(\D.*))$/u;
const NAME_RELATIVE_YEAR = /^(.+?),?\s+(?:of\s+)?(this|dieses|diesen|last|letzten|letztes|vorigen|voriges|vergangenen)\s+(?:year|jahr(?:es)?)$/u;

/** May, Q3, summer, Christmas, 3 May: with their year, or with the readings that the last years give. */
function readInYear(text: string, today: string): Point | null {
  for (const [name, year] of yearApart(text, today)) {
    const named = readNamed(name);
    if (named !== null) return point(named.inYear(year), named.doubt);
  }
  const named = readNamed(text.replace(/^(?:last|this|letzt\p{L}+|dies\p{L}+|vorig\p{L}+)\s+/u, ''));
  if (named === null) return null;
  const spans = [...recent(named, today), ...monthAndYear(text)];
  const read = point(spans, 'year');
  // One reading alone is still without its year.
  return read === null ? null : { ...read, doubt: 'year', inYear: named.inYear };
}

function yearApart(text: string, today: string): [name: string, year: number][] {
  const [behind, before, relative] = [NAME_YEAR.exec(text), YEAR_NAME.exec(text), NAME_RELATIVE_YEAR.exec(text)];
  const thisYear = yearOf(today);
  return [
    ...(behind === null ? [] : [[behind[1] ?? '', behind[2] === undefined ? 2000 + Number(behind[3]) : Number(behind[2])] as [string, number]]),
    ...(before === null ? [] : [[before[2] ?? before[3] ?? '', Number(before[1])] as [string, number]]),
    ...(relative === null ? [] : [[relative[1] ?? '', /^(?:this|dies)/u.test(relative[2] ?? '') ? thisYear : thisYear - 1] as [string, number]]),
  ];
}

/** Those that have begun, the last ones first. */
function recent({ inYear }: Named, today: string): readonly Span[] {
  const years = Array.from({ length: 9 }, (_, back) => yearOf(today) + 1 - back);
  const begun = years.flatMap((year) => [...inYear(year)]).filter(({ from }) => from <= today);
  const apart = [...new Map(begun.map((span) => [`${span.from} ${span.to}`, span])).values()];
  return apart.sort((one, other) => (one.from < other.from ? 1 : -1)).slice(0, inYear(2020).length === 1 ? MOST_YEARS : MOST_YEARS + 1);
}

/** "May 21" may be a day or a year. */
function monthAndYear(text: string): readonly Span[] {
  const [, name = '', year] = /^(\p{L}+)\.?\s(\d{2})$/u.exec(text) ?? [];
  return year === undefined ? [] : (readNamed(name)?.inYear(2000 + Number(year)) ?? []);
}

/** The 1990s; the 90s, if only one such decade of the last two centuries has begun. */
function readDecade(text: string, today: string): Point | null {
  const match = /^'?(\d{2})?(\d)0(?:'?s|er(?:[-\s]?jahren?)?)$/u.exec(text);
  if (match === null) return null;
  const centuries = match[1] === undefined ? [19, 20] : [Number(match[1])];
  const spans = centuries.map((century) => months(century * 100 + Number(match[2]) * 10, 1, 120)).filter(({ from }) => from <= today);
  return point(spans, 'year');
}

/** The last one before today. */
function readWeekday(text: string, today: string): Point | null {
  const weekday = weekdayOf(text.replace(/^(?:last|past|letzt\p{L}+|vergangen\p{L}+|vorig\p{L}+)\s+/u, ''));
  if (weekday === undefined) return null;
  const day = addDays(today, -(((weekdayIn(today) - weekday + 6) % 7) + 1));
  return point([{ from: day, to: day }], null);
}

