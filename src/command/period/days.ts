/** ISO days, both included. */
export interface Span {
  readonly from: string;
  readonly to: string;
}

/** ISO days, both included; null where it is open. */
export interface Period {
  readonly from: string | null;
  readonly to: string | null;
}

export type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'decade';

const MONTHS_IN: Readonly<Record<Exclude<Unit, 'day' | 'week'>, number>> = { month: 1, quarter: 3, year: 12, decade: 120 };

/** Within the years 0 to 9999, which ISO writes with four digits and which compare as texts; else the nearest day of them. */
export function isoDay(year: number, month: number, day: number): string {
  if (year < 0) return '0000-01-01';
  if (year > 9999) return '9999-12-31';
  return `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
}

export function yearOf(day: string): number {
  return Number(day.slice(0, 4));
}

export function monthIn(day: string): number {
  return Number(day.slice(5, 7));
}

export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return isoDay(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
}

export function daysIn(span: Span): number {
  return Math.round((Date.parse(span.to) - Date.parse(span.from)) / 86_400_000) + 1;
}

/** 0 is Sunday. */
export function weekdayIn(day: string): number {
  return new Date(`${day}T00:00:00Z`).getUTCDay();
}

/** So many months from `month` (which may lie outside 1 to 12) of `year`. */
export function months(year: number, month: number, count = 1): Span {
  const [first, last] = [year * 12 + month - 1, year * 12 + month + count - 2].map((index) => ({ year: Math.floor(index / 12), month: (((index % 12) + 12) % 12) + 1 })) as [YearMonth, YearMonth];
  return { from: isoDay(first.year, first.month, 1), to: isoDay(last.year, last.month, lastOf(last)) };
}

interface YearMonth {
  readonly year: number;
  readonly month: number;
}

/** The calendar repeats after 400 years; Date takes years below 100 for others. */
function lastOf({ year, month }: YearMonth): number {
  return new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

/** The same day so many units on; the last of its month where that is shorter. */
export function shift(day: string, unit: Unit, count: number): string {
  if (unit === 'day' || unit === 'week') return addDays(day, unit === 'week' ? count * 7 : count);
  const month = months(yearOf(day), monthIn(day) + count * MONTHS_IN[unit]);
  const wanted = `${month.from.slice(0, 8)}${day.slice(8)}`;
  return wanted < month.to ? wanted : month.to;
}

/** The calendar's week (from Monday, ISO 8601), month, quarter, year or decade that holds a day. */
export function calendar(day: string, unit: Unit): Span {
  switch (unit) {
    case 'day':
      return { from: day, to: day };
    case 'week': {
      const monday = addDays(day, -((weekdayIn(day) + 6) % 7));
      return { from: monday, to: addDays(monday, 6) };
    }
    case 'month':
      return months(yearOf(day), monthIn(day));
    case 'quarter':
      return months(yearOf(day), Math.floor((monthIn(day) - 1) / 3) * 3 + 1, 3);
    case 'year':
      return months(yearOf(day), 1, 12);
    case 'decade':
      return months(Math.floor(yearOf(day) / 10) * 10, 1, 120);
  }
}

/** Week 1 holds 4 January (ISO 8601). Null for a week that the year has not. */
export function isoWeek(year: number, week: number): Span | null {
  const span = calendar(addDays(isoDay(year, 1, 4), (week - 1) * 7), 'week');
  return week >= 1 && yearOf(addDays(span.from, 3)) === year ? span : null;
}
