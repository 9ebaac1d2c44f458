import { addDays, monthIn, yearOf, type Period, type Span } from './days.ts';
import { readPoint, type Doubt, type Point } from './point.ts';

/** One end of a range, and whether the range takes it in. */
export interface Bound {
  readonly text: string;
  readonly included: boolean;
}

interface Pair {
  readonly start: Span;
  readonly end: Span;
}

interface Range {
  readonly readings: readonly Period[];
  readonly doubt: Doubt | null;
}

/** Null when one end is no point in time. An end without year, month or day takes that of the other one. */
export function readRange(start: Bound, end: Bound, today: string): Range | null {
  const from = readPoint(start.text, today) ?? readPoint(likeEnd(start.text, end.text), today);
  const to = readPoint(end.text, today) ?? readPoint(likeStart(start.text, end.text), today);
  if (from === null || to === null) return null;
  const inOrder = (pairs: readonly Pair[]): Period[] => pairs.map((pair) => between(pair, start, end)).filter(isInOrder);
  const readings = inOrder(pairsOf(from, to).filter((pair) => alikeWritten(start.text, end.text, pair)));
  const doubt = from.inYear !== null && to.inYear !== null ? 'year' : ([from, to].find((point) => point.inYear === null && point.doubt !== null)?.doubt ?? null);
  if (readings.length > 0) return { readings, doubt };
  const swapped = pairsOf(to, from).map((pair) => between(pair, end, start)).filter(isInOrder);
  return { readings: [...inOrder(acrossNewYear(from, to)), ...swapped], doubt: 'reversed' };
}

/** Who writes the day first does so at both ends. */
function alikeWritten(start: string, end: string, pair: Pair): boolean {
  const [one, other] = [monthFirst(start, pair.start), monthFirst(end, pair.end)];
  return one === null || other === null || one === other;
}

/** Null where it cannot be told: the date has words in it, or day and month are the same number. */
function monthFirst(written: string, { from }: Span): boolean | null {
  const [, first, second] = /^(\d{1,2})[-/.](\d{1,2})[-/.]\d+$/u.exec(written) ?? [];
  return first === second ? null : Number(first) === monthIn(from);
}

function isInOrder({ from, to }: Period): boolean {
  return from !== null && to !== null && from <= to;
}

function between({ start, end }: Pair, first: Bound, last: Bound): Period {
  return { from: first.included ? start.from : addDays(start.to, 1), to: last.included ? end.to : addDays(end.from, -1) };
}

/** Each reading of the one end with each of the other. */
function pairsOf(from: Point, to: Point): Pair[] {
  const { inYear: fromIn } = from;
  const { inYear: toIn } = to;
  if (fromIn !== null && toIn !== null) {
    const years = [...new Set(to.edges.map((span) => yearOf(span.to)))];
    return years.flatMap((year) => inSameYear(fromIn(year), toIn(year)) ?? inSameYear(fromIn(year - 1), toIn(year)) ?? []);
  }
  if (fromIn !== null) return to.edges.flatMap((end) => fromIn(yearOf(end.from)).map((start) => ({ start, end })));
  if (toIn !== null) return from.edges.flatMap((start) => following(start, toIn).map((end) => ({ start, end })));
  return from.edges.flatMap((start) => to.edges.map((end) => ({ start, end })));
}

function inSameYear(starts: readonly Span[], ends: readonly Span[]): Pair[] | null {
  const pairs = starts.flatMap((start) => ends.map((end) => ({ start, end }))).filter(({ start, end }) => start.from <= end.to);
  return pairs.length === 0 ? null : pairs;
}

/** "from November 2020 to February": the next one. */
function following(start: Span, inYear: NonNullable<Point['inYear']>): readonly Span[] {
  const sameYear = inYear(yearOf(start.from)).filter(({ to }) => to >= start.from);
  return sameYear.length > 0 ? sameYear : inYear(yearOf(start.from) + 1);
}

/** "between June and March 2021": June may be that of the year before. */
function acrossNewYear({ inYear }: Point, to: Point): Pair[] {
  if (inYear === null) return [];
  return to.edges.flatMap((end) => inYear(yearOf(end.from) - 1).map((start) => ({ start, end })));
}

/** "3" of "3 to 7 June 2021". */
function likeEnd(start: string, end: string): string {
  const [, month] = /^\d{1,2}(?:st|nd|rd|th|\.)?\s+(\D.*)$/u.exec(end) ?? [];
  return month !== undefined && /^\d{1,2}(?:st|nd|rd|th|\.)?$/u.test(start) ? `${start} ${month}` : '';
}

/** "7, 2021" of "June 3 to 7, 2021". */
function likeStart(start: string, end: string): string {
  const [, month] = /^(\p{L}+\.?)\s+\d{1,2}\D{0,2}$/u.exec(start) ?? [];
  return month !== undefined && /^\d{1,2}(?:st|nd|rd|th)?,?\s+\d{4}$/u.test(end) ? `${month} ${end}` : '';
}
