import { asciiDigits } from '../../archive/dates.ts';
import { fold } from '../../archive/fold.ts';
import { addDays, type Period } from './days.ts';
import { readPoint, type Doubt, type Point } from './point.ts';
import { readAmount } from './relative.ts';
import { readRange, type Bound } from './range.ts';

/** What a text says: one period, or several that it may mean, none of them when it is the wrong way round beyond repair. */
export type Read = { readonly period: Period } | { readonly doubt: Doubt; readonly readings: readonly Period[] };

/** Longer texts are no period; the cap keeps reading cheap. */
const LONGEST = 100;
/** So many readings are offered. */
const MOST_READINGS = 5;

const SINCE = String.raw`since|from|starting(?: from| on| in)?|as of|not before|seit|ab|von|vom|nicht vor`;
const AFTER = 'after|later than|newer than|nach|später als|neuer als|jünger als';
const BEFORE = 'before|prior to|earlier than|older than|vor|früher als|älter als';
const UNTIL = 'until|till|up until|up to|by|through|no later than|bis(?: zum| zur| in)?|spätestens';
const START = new RegExp(String.raw`^(?:(${SINCE})|(${AFTER}))\s+(.+)$`, 'u');
const END = new RegExp(String.raw`^(?:(${UNTIL})|(${BEFORE}))\s+(.+)$`, 'u');
const ONWARDS = new RegExp(String.raw`^(?:(?:${SINCE})\s+)?(.+?),?\s+(?:onwards?|(?:or|and) later|(?:oder|und) später)$`, 'u');
const BOTH = new RegExp(String.raw`^(?:(${SINCE})|(${AFTER}))\s+(.+?),?(?:\s+(?:and|und|but|aber))?\s+(?:(${UNTIL})|(${BEFORE}))\s+(.+)$`, 'u');
const PUBLISHED = /^(?:published|erschienen|veröffentlicht)\s+/u;

/** The forms of a range, its two ends first and second. */
const RANGES: readonly RegExp[] = [
  /^(.+?)\s*\.{2,3}\s*(.+)$/u,
  /^(?:between|zwischen)\s+(.+?)\s+(?:and|und|&)\s+(.+)$/u,
  new RegExp(String.raw`^(?:(?:${SINCE})\s+)?(.+?)\s+(?:to|until|till|through|thru|up to|bis zum|bis zur|bis|-)\s+(.+)$`, 'u'),
  /^(\S*\d{4})[-/](\S*\d{4})$/u,
  /^(\d{4})-(present|today|now|heute|jetzt)$/u,
  /^(\d{4}-\d{2}(?:-\d{2})?)\/(\d{4}-\d{2}(?:-\d{2})?)$/u,
  /^(\d{1,2}\.?)-(\d{1,2}\.?\s*\p{L}.+)$/u,
  /^(\p{L}[\p{L}.]*(?:\s\d{1,4})?)-(\p{L}.+)$/u,
  /^(\p{L}+\.?\s\d{1,2})-(\d{1,2}\D{0,2},?\s\d{4})$/u,
];

/** A text in English or German, months in many languages more. Null for what is no period. `today` is an ISO day. */
export function readPhrase(typed: string, today: string): Read | null {
  const text = plain(typed)?.replace(PUBLISHED, '') ?? '';
  if (text === '') return null;
  return readRanges(text, today) ?? readHalfOpen(text, today) ?? readBare(text, today);
}

/** A point in time as the first (or last) day of a period: in "after" and "before", which include what they name. */
export function readBound(typed: string, side: 'from' | 'to', today: string): Read | null {
  const point = readPoint(plain(typed) ?? '', today);
  return point === null ? null : settle(bounded(point, side, true), point.doubt);
}

function plain(typed: string): string | null {
  return typed.length > LONGEST ? null : asciiDigits(fold(typed)).toLowerCase().replace(/(?:[\s,;?!]|(?<![\d.])\.|(?<=\d{4})\.)+$/u, '');
}

function readRanges(text: string, today: string): Read | null {
  const both = BOTH.exec(text);
  const candidates: [Bound, Bound][] = RANGES.map((form) => form.exec(text)).flatMap((match) =>
    match === null ? [] : [[{ text: match[1] ?? '', included: true }, { text: match[2] ?? '', included: true }]],
  );
  if (both !== null) candidates.push([{ text: both[3] ?? '', included: both[1] !== undefined }, { text: both[6] ?? '', included: both[4] !== undefined }]);
  for (const [start, end] of candidates) {
    const range = readRange(start, end, today);
    if (range !== null) return settle(range.readings, range.doubt);
  }
  return null;
}

/** "vor zwei Wochen" is a point, "vor Weihnachten 2021" a bound. */
function readHalfOpen(text: string, today: string): Read | null {
  if (/^vor\s/u.test(text) && readAmount(text.slice(4), today) !== null) return null;
  const open = /^(?:(.+?)\s*\.{2,3}|\.{2,3}\s*(.+))$/u.exec(text);
  const start = START.exec(text);
  const end = END.exec(text);
  const onwards = ONWARDS.exec(text);
  if (open !== null) return half(open[1] ?? open[2] ?? '', open[1] === undefined ? 'to' : 'from', true, today);
  if (onwards !== null) return half(onwards[1] ?? '', 'from', true, today);
  if (start !== null) return half(start[3] ?? '', 'from', start[1] !== undefined, today, /^(?:since|seit)|(?:than|als)$/u.test(start[1] ?? start[2] ?? ''));
  if (end !== null) return half(end[3] ?? '', 'to', end[1] !== undefined, today, /(?:than|als)$/u.test(end[2] ?? ''));
  return null;
}

/** With `amounts`, "two weeks" is the day that far back: "since two weeks", "older than two weeks". */
function half(text: string, side: 'from' | 'to', included: boolean, today: string, amounts = false): Read | null {
  const amount = amounts ? readAmount(text, today) : null;
  const point = readPoint(amount === null ? text : amount.day, today);
  return point === null ? null : settle(bounded(point, side, included), point.doubt);
}

function readBare(text: string, today: string): Read | null {
  const point = readPoint(text, today);
  return point === null ? null : settle(point.spans, point.doubt);
}

function bounded({ edges }: Point, side: 'from' | 'to', included: boolean): Period[] {
  if (side === 'from') return edges.map(({ from, to }) => ({ from: included ? from : addDays(to, 1), to: null }));
  return edges.map(({ from, to }) => ({ from: null, to: included ? to : addDays(from, -1) }));
}

/** Readings that come to the same are one: "since early 2020" is clear. What lacks its year stays in doubt. */
function settle(readings: readonly Period[], doubt: Doubt | null): Read {
  const apart = [...new Map(readings.map(({ from, to }) => [`${from ?? ''}..${to ?? ''}`, { from, to }])).values()];
  const [only] = apart;
  if (apart.length === 1 && only !== undefined && doubt !== 'year' && doubt !== 'reversed') return { period: only };
  return { doubt: doubt ?? 'order', readings: apart.slice(0, MOST_READINGS) };
}
