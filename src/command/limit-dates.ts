import type { Caller } from '../command.ts';
import { userError } from '../errors.ts';
import { Unclear, shown } from './asked.ts';
import type { Period } from './period/days.ts';
import { readBound, readPhrase, type Read } from './period/phrase.ts';
import { nameOfPeriod, tellDay, writePeriod } from './period/tell.ts';

/** As typed; absent parts limit nothing. */
export type Dates = {
  /** A period in words. */
  readonly when?: string | undefined;
  /** A point in time, which is included: on or after its first day. */
  readonly after?: string | undefined;
  /** As `after`: on or before its last day. */
  readonly before?: string | undefined;
};

export function isOpen({ from, to }: Period): boolean {
  return from === null && to === null;
}

/** The days that fit all that is given. Throws `Unclear` for what has several readings, and user errors for what has none. */
export function readDates({ when, after, before }: Dates, caller: Caller, today: string): Period {
  const parts = [
    ...(when === undefined ? [] : [settled('when', when, readPhrase(when, today), caller, today)]),
    ...(after === undefined ? [] : [settled('after', after, readBound(after, 'from', today), caller, today)]),
    ...(before === undefined ? [] : [settled('before', before, readBound(before, 'to', today), caller, today)]),
  ];
  const [from, to] = [parts.flatMap((part) => part.from ?? []).sort().at(-1) ?? null, parts.flatMap((part) => part.to ?? []).sort()[0] ?? null];
  if (from !== null && to !== null && from > to) throw wrongWayRound({ from, to }, caller);
  return { from, to };
}

function wrongWayRound({ from, to }: { readonly from: string; readonly to: string }, { locale, words: { period } }: Caller): Error {
  return userError(period.wrongWayRound(tellDay(from, locale), tellDay(to, locale)), period.swap);
}

function settled(option: keyof Dates, typed: string, read: Read | null, { words: { period: said }, locale }: Caller, today: string): Period {
  if (read === null) throw userError(said.unreadable(shown(typed), option), option === 'when' ? said.examples : said.dayExamples);
  if ('period' in read) return read.period;
  const why = said.doubts[read.doubt](shown(typed));
  if (read.readings.length === 0) throw userError(why, said.examples);
  const choices = read.readings.map((reading) => choiceOf(option, reading, (period) => nameOfPeriod(period, locale, said, today), (day) => tellDay(day, locale)));
  throw new Unclear({ option, typed, heading: said.which, why, choices, listed: said.readAs, remedy: said.writeOne });
}

function choiceOf(option: keyof Dates, reading: Period, name: (period: Period) => string, tell: (day: string) => string): { readonly label: string; readonly value: string } {
  if (option === 'when') return { label: name(reading), value: writePeriod(reading) };
  const day = reading.from ?? reading.to ?? '';
  return { label: tell(day), value: day };
}
