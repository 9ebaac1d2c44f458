import { addDays, calendar, shift, yearOf, type Span, type Unit } from './days.ts';

/** A time told from today. */
interface Relative {
  readonly span: Span;
  /** What it is as the bound of a longer period. */
  readonly edge: Span;
}

const UNITS: readonly (readonly [Unit, RegExp])[] = [
  ['day', /^(?:days?|tag(?:e|en|es)?)$/u],
  ['week', /^(?:weeks?|wochen?)$/u],
  ['month', /^(?:months?|monat(?:e|en|s)?)$/u],
  ['quarter', /^(?:quarters?|quartal(?:e|en|s)?)$/u],
  ['year', /^(?:years?|jahr(?:e|en|es|s)?)$/u],
  ['decade', /^(?:decades?|jahrzehnt(?:e|en|es|s)?)$/u],
];

const NUMBERS = [
  ['a', 'an', 'one', 'ein', 'eine', 'einem', 'einen', 'einer'], ['two', 'zwei'], ['three', 'drei'], ['four', 'vier'], ['five', 'fünf'], ['six', 'sechs'],
  ['seven', 'sieben'], ['eight', 'acht'], ['nine', 'neun'], ['ten', 'zehn'], ['eleven', 'elf'], ['twelve', 'zwölf'],
];

const DAYS: readonly (readonly [RegExp, number])[] = [
  [/^(?:today|heute|now|jetzt|present)$/u, 0],
  [/^(?:yesterday|gestern)$/u, -1],
  [/^(?:(?:the )?day before yesterday|vorgestern)$/u, -2],
];

const THIS = String.raw`this|current|dies\p{L}*|laufend\p{L}*`;
const LAST = String.raw`last|previous|letzt\p{L}*|vorig\p{L}*|vergangen\p{L}*|vorherig\p{L}*`;
const CALENDAR: readonly (readonly [RegExp, number])[] = [
  [new RegExp(String.raw`^(?:${THIS})\s(\p{L}+)$`, 'u'), 0],
  [new RegExp(String.raw`^(?:${LAST})\s(\p{L}+)$`, 'u'), -1],
  [/^vorletzt\p{L}*\s(\p{L}+)$/u, -2],
  [/^(\p{L}+)\sbefore\slast$/u, -2],
];
const ROLLING = new RegExp(String.raw`^(?:past|${LAST})\s(\S+\s\p{L}+)$`, 'u');
const AGO = /^(?:(\S+\s\p{L}+)\sago|vor\s(\S+\s\p{L}+))$/u;

/**
 * Last week is the calendar's, from Monday; the last seven days end today; two weeks ago is that whole week, and as a bound
 * the very day. Null for what is not told from today, or lies before the year 1.
 */
export function readRelative(text: string, today: string): Relative | null {
  const day = DAYS.find(([names]) => names.test(text));
  if (day !== undefined) return same(calendar(addDays(today, day[1]), 'day'));
  for (const [pattern, offset] of CALENDAR) {
    const unit = unitOf(pattern.exec(text)?.[1] ?? '');
    if (unit !== null) return same(calendar(shift(today, unit, offset), unit));
  }
  const [, counted] = ROLLING.exec(text) ?? [];
  const rolling = readAmount(counted ?? text.replace(/^past\s/u, 'one '), today);
  if (rolling !== null && (counted !== undefined || text.startsWith('past '))) return same({ from: addDays(rolling.day, 1), to: today });
  const ago = AGO.exec(text);
  const amount = ago === null ? null : readAmount(ago[1] ?? ago[2] ?? '', today);
  return amount === null ? null : { span: calendar(amount.day, amount.unit), edge: calendar(amount.day, 'day') };
}

/** The day that is "two weeks", "ein Jahr" before today. */
export function readAmount(text: string, today: string): { readonly day: string; readonly unit: Unit } | null {
  const [number = '', name = '', ...rest] = text.split(' ');
  const unit = unitOf(name);
  const count = /^\d{1,4}$/u.test(number) ? Number(number) : NUMBERS.findIndex((names) => names.includes(number)) + 1;
  if (unit === null || count === 0 || rest.length > 0) return null;
  const years = { day: 0, week: 0, month: count / 12, quarter: count / 4, year: count, decade: count * 10 }[unit];
  return yearOf(today) - years < 2 ? null : { day: shift(today, unit, -count), unit };
}

function unitOf(name: string): Unit | null {
  return UNITS.find(([, names]) => names.test(name))?.[0] ?? null;
}

function same(span: Span): Relative {
  return { span, edge: span };
}
