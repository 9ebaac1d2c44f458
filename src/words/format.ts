/** Dates and lists as a locale writes them. Formatters are slow to make, and kept. */

const dates = new Map<string, Intl.DateTimeFormat>();
const relatives = new Map<string, Intl.RelativeTimeFormat>();
const lists = new Map<string, Intl.ListFormat>();
const ISO = /^(\d{4}-\d{2}-\d{2})(?:T(\d{2}:\d{2}(?::\d{2})?)(?:\.\d+)?(Z|[+-]\d{2}:?\d{2})?)?$/u;

/** Made once for each locale; for one that is none, as programs may tell it, that of English. */
function kept<T>(made: Map<string, T>, key: string, locale: string, make: (locale: string) => T): T {
  const known = made.get(key);
  if (known !== undefined) return known;
  let format: T;
  try {
    format = make(locale);
  } catch {
    format = make('en');
  }
  // A client names one of some thirty; what invents them by the thousand must not fill the memory.
  if (made.size < 500) made.set(key, format);
  return format;
}

/** By the Gregorian calendar, whose dates articles state. In UTC: a date is told as it is written, not moved to another zone. */
export function dateFormat(locale: string, shape: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const fixed = { ...shape, calendar: 'gregory', timeZone: 'UTC' };
  return kept(dates, `${locale} ${JSON.stringify(shape)}`, locale, (known) => new Intl.DateTimeFormat(known, fixed));
}

/** Dates recur in reply after reply, and to write one takes as long as twenty look-ups of it. So many are kept for each locale. */
const MOST_TOLD = 5_000;
const MOST_LOCALES = 50;
const told = new Map<string, Map<string, string>>();

/** A date, with its time of day where that is stated, as written; anything else, and what no calendar has, as it is. */
export function tellDate(iso: string, locale: string): string {
  const known = told.get(locale);
  const before = known?.get(iso);
  if (before !== undefined) return before;
  const text = writeDate(iso, locale);
  if (known !== undefined && known.size < MOST_TOLD) known.set(iso, text);
  else {
    if (told.size >= MOST_LOCALES) told.clear();
    told.set(locale, new Map([[iso, text]]));
  }
  return text;
}

function writeDate(iso: string, locale: string): string {
  const [, day, time, zone] = ISO.exec(iso) ?? [];
  if (day === undefined) return iso;
  const at = new Date(`${day}T${time ?? '00:00'}Z`);
  // `2021-02-31` would be told as another day than stated.
  if (Number.isNaN(at.getTime()) || !at.toISOString().startsWith(time === undefined ? day : `${day}T${time}`)) return iso;
  if (time === undefined) return dateFormat(locale, { dateStyle: 'long' }).format(at);
  const written = dateFormat(locale, { dateStyle: 'long', timeStyle: 'short' }).format(at);
  return zone === undefined ? written : `${written} ${zone === 'Z' ? 'UTC' : zone}`;
}

/** `a, b or c`. */
export function tellAlternatives(texts: readonly string[], locale: string): string {
  return kept(lists, locale, locale, (known) => new Intl.ListFormat(known, { type: 'disjunction' })).format(texts);
}

/** `3 minutes ago`, `in 2 hours`; 0 seconds: `now`. */
export function tellRelative(count: number, unit: Intl.RelativeTimeFormatUnit, locale: string): string {
  const numeric = count === 0 ? 'auto' : 'always';
  return kept(relatives, `${locale} ${numeric}`, locale, (known) => new Intl.RelativeTimeFormat(known, { numeric })).format(count, unit);
}
