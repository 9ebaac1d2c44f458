import { dateFormat } from '../../words/format.ts';
import type { Words } from '../../words/words.ts';
import { calendar, type Period } from './days.ts';

export function tellDay(day: string, locale: string): string {
  return dateFormat(locale, { dateStyle: 'long' }).format(new Date(day));
}

/** Each bound as a date: `from 1 May 2021 to today`. */
export function tellPeriod({ from, to }: Period, locale: string, words: Words['period'], today: string): string {
  const [first, last] = [from, to].map((day) => (day === null ? null : tellDay(day, locale))) as [string | null, string | null];
  if (first === null) return last === null ? '' : words.until(last);
  if (last === null) return from !== null && from > today ? words.since(first) : words.toToday(first);
  return from === to ? words.on(first) : words.fromTo(first, last);
}

/** A period as short as it can be told: `8 December 2021`, `May 2021`, `2019 – 2020`. */
export function nameOfPeriod(period: Period, locale: string, words: Words['period'], today: string): string {
  const { from, to } = period;
  if (from === null || to === null) return tellPeriod(period, locale, words, today);
  if (from === to) return tellDay(from, locale);
  const whole = (['year', 'month'] as const).find((unit) => calendar(from, unit).from === from && calendar(to, unit).to === to);
  const shape: Intl.DateTimeFormatOptions = whole === undefined ? { dateStyle: 'long' } : whole === 'year' ? { year: 'numeric' } : { year: 'numeric', month: 'long' };
  return dateFormat(locale, shape).formatRange(new Date(from), new Date(to));
}

/** In the words that `when` reads: `2021-05-01..2021-06-07`. */
export function writePeriod({ from, to }: Period): string {
  return from !== null && from === to ? from : `${from ?? ''}..${to ?? ''}`;
}
