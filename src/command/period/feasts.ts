import { addDays, isoDay, weekdayIn, type Span } from './days.ts';

type InYear = (year: number) => readonly Span[];

/** Days that people name instead of a date, by their English and German names. Where countries differ there are several readings. */
const FEASTS: readonly (readonly [names: readonly string[], inYear: InYear])[] = [
  [["new year's day", 'new year', "new year's", 'neujahr', 'neujahrstag'], fixed(1, 1)],
  [["valentine's day", 'valentinstag'], fixed(2, 14)],
  [['good friday', 'karfreitag'], easter(-2)],
  [['easter', 'easter sunday', 'ostersonntag'], easter(0)],
  [['easter monday', 'ostermontag'], easter(1)],
  [['ostern'], easter(0, 2)],
  [['pentecost', 'whit sunday', 'whitsun', 'pfingstsonntag'], easter(49)],
  [['pfingstmontag', 'whit monday'], easter(50)],
  [['pfingsten'], easter(49, 2)],
  [['halloween'], fixed(10, 31)],
  // The fourth Thursday of November in the United States, the second Monday of October in Canada.
  [['thanksgiving', 'thanksgiving day'], (year) => [nth(year, 11, 4, 4), nth(year, 10, 2, 1)]],
  [['christmas eve', 'heiligabend', 'heiliger abend'], fixed(12, 24)],
  [['christmas', 'christmas day', 'xmas'], fixed(12, 25)],
  [['weihnachten'], fixed(12, 25, 2)],
  [['boxing day'], fixed(12, 26)],
  [["new year's eve", 'silvester'], fixed(12, 31)],
];

const BY_NAME: ReadonlyMap<string, InYear> = new Map(FEASTS.flatMap(([names, inYear]) => names.map((name) => [name, inYear])));

/** The days of a feast in a year; null when the name is none. `name` in lower case. */
export function feastOf(name: string): InYear | null {
  return BY_NAME.get(name) ?? null;
}

function fixed(month: number, day: number, days = 1): InYear {
  return (year) => [spanFrom(isoDay(year, month, day), days)];
}

function easter(offset: number, days = 1): InYear {
  return (year) => [spanFrom(addDays(easterSunday(year), offset), days)];
}

function spanFrom(from: string, days: number): Span {
  return { from, to: addDays(from, days - 1) };
}

function nth(year: number, month: number, place: number, weekday: number): Span {
  const first = isoDay(year, month, 1);
  return spanFrom(addDays(first, ((weekday - weekdayIn(first) + 7) % 7) + (place - 1) * 7), 1);
}

/** By the Gregorian calendar, after Meeus, Jones and Butcher (Nature 13, 1876, p. 487). */
function easterSunday(year: number): string {
  const [a, b, c] = [year % 19, Math.floor(year / 100), year % 100];
  const [d, e] = [Math.floor(b / 4), b % 4];
  const g = Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3);
  const h = (19 * a + b - d - g + 15) % 30;
  const l = (32 + 2 * e + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const days = h + l - 7 * m + 114;
  return isoDay(year, Math.floor(days / 31), (days % 31) + 1);
}
