import { wholeDate } from '../../archive/dates.ts';
import { monthOf } from '../../archive/dates-words.ts';
import { isoDay, isoWeek, months, type Span } from './days.ts';
import { feastOf } from './feasts.ts';

/** What has a name in every year. */
export interface Named {
  /** Its readings in a year, none where the year has none of it. */
  readonly inYear: (year: number) => readonly Span[];
  /** Why a year has several. */
  readonly doubt: 'order' | 'season' | 'feast' | null;
}

/** Seasons by their months, north of the equator and south of it. */
const SEASONS: readonly (readonly [names: RegExp, north: number, south: number])[] = [
  [/^(?:spring|frühling|frühjahr)$/u, 3, 9],
  [/^(?:summer|sommer)$/u, 6, 12],
  [/^(?:autumn|fall|herbst)$/u, 9, 3],
  [/^winter$/u, 12, 6],
];

const ORDINALS = ['first|erst\\p{L}*', 'second|zweit\\p{L}*', 'third|dritt\\p{L}*', 'fourth|viert\\p{L}*'].map((names, place) => new RegExp(`^(?:${place + 1}(?:\\.|st|nd|rd|th)?|${names})$`, 'u'));
const QUARTER = /^(?:q([1-4])|([1-4])q|(\S+)[\s-]+(?:quarter|quartal))$/u;
const HALF = /^(?:h([12])|(\S+)\s+(?:half|halbjahr|hälfte|jahreshälfte))$/u;
const WEEK = /^(?:w|kw|week|kalenderwoche|woche)\s?(\d{1,2})$/u;

/** `name` in lower case, without article and year. */
export function readNamed(name: string): Named | null {
  const month = monthOf(name);
  if (month !== undefined) return certain((year) => [months(year, month)]);
  const quarter = QUARTER.exec(name);
  if (quarter !== null) return counted(quarter[1] ?? quarter[2] ?? quarter[3] ?? '', 4);
  const half = HALF.exec(name);
  if (half !== null) return counted(half[1] ?? half[2] ?? '', 2);
  const week = WEEK.exec(name);
  if (week !== null) return certain((year) => [isoWeek(year, Number(week[1]))].filter((span) => span !== null));
  const season = SEASONS.find(([names]) => names.test(name));
  if (season !== undefined) return { inYear: (year) => season.slice(1).flatMap((first) => seasonFrom(Number(first), year)), doubt: 'season' };
  const feast = feastOf(name);
  if (feast !== null) return { inYear: feast, doubt: 'feast' };
  return dayOfMonth(name);
}

function certain(inYear: Named['inYear']): Named {
  return { inYear, doubt: null };
}

/** The n-th of so many equal parts of a year. */
function counted(ordinal: string, parts: number): Named | null {
  const place = ORDINALS.slice(0, parts).findIndex((names) => names.test(ordinal));
  return place < 0 ? null : certain((year) => [months(year, (place * 12) / parts + 1, 12 / parts)]);
}

/** Three months; those of two years may both be called by the one or the other. */
function seasonFrom(month: number, year: number): Span[] {
  return month < 12 ? [months(year, month, 3)] : [months(year - 1, 12, 3), months(year, 12, 3)];
}

/** 3 May, May 3rd, 03.05.: with a year put behind it, it is a date. */
function dayOfMonth(name: string): Named | null {
  const inYear = (year: number): Span[] => readDay(name, year).map((day) => ({ from: day, to: day }));
  // 2020 has all days of a year.
  const readings = /\d/u.test(name) ? inYear(2020).length : 0;
  return readings === 0 ? null : { inYear, doubt: readings > 1 ? 'order' : null };
}

function readDay(name: string, year: number): string[] {
  const digits = isoDay(year, 1, 1).slice(0, 4);
  const date = wholeDate(`${name.replace(/^(\d{1,2}\/\d{1,2})$/u, '$1/')} ${digits}`);
  return date?.readings.map((reading) => reading.slice(0, 10)).filter((day) => day.startsWith(digits)) ?? [];
}
