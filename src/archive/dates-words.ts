/** Month and weekday names of many languages, lower case, without full stops, to their number (months from 1, Sunday 0). */

const LOCALES = [
  'en', 'fr', 'de', 'es', 'it', 'pt', 'nl', 'sv', 'da', 'nb', 'fi', 'pl', 'cs', 'ro', 'hu', 'tr', 'id', 'ru', 'uk', 'el', 'he', 'ar-EG', 'ar-IQ',
];

function plainWord(word: string): string {
  return word.normalize('NFC').toLowerCase().replace(/\./gu, '').trim();
}

/** A name that two languages give to different numbers is left out, unless it is English. */
function collect(count: number, inLocale: (locale: string, index: number) => readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  const english = new Set<string>();
  const disputed = new Set<string>();
  for (const locale of LOCALES) {
    for (let index = 0; index < count; index++) {
      for (const name of inLocale(locale, index).map(plainWord)) {
        if (!/^[\p{L}\p{M}]{2,}(?: [\p{L}\p{M}]+)?$/u.test(name)) continue;
        if (found.has(name) && found.get(name) !== index && !english.has(name)) disputed.add(name);
        if (!found.has(name)) found.set(name, index);
        if (locale === 'en') english.add(name);
      }
    }
  }
  for (const name of disputed) found.delete(name);
  return found;
}

function partOf(locale: string, date: Date, type: 'month' | 'weekday', options: Intl.DateTimeFormatOptions): string {
  const format = new Intl.DateTimeFormat(`${locale}-u-ca-gregory-nu-latn`, { timeZone: 'UTC', ...options });
  return format.formatToParts(date).find((part) => part.type === type)?.value ?? '';
}

function monthNames(locale: string, index: number): string[] {
  const date = new Date(Date.UTC(2021, index, 15));
  return (['long', 'short'] as const).flatMap((month) => [
    partOf(locale, date, 'month', { month }),
    // Many languages inflect the month when a day stands beside it.
    partOf(locale, date, 'month', { day: 'numeric', month, year: 'numeric' }),
  ]);
}

function weekdayNames(locale: string, index: number): string[] {
  // 5 December 2021 was a Sunday.
  const date = new Date(Date.UTC(2021, 11, 5 + index));
  return (['long', 'short'] as const).map((weekday) => partOf(locale, date, 'weekday', { weekday }));
}

interface Names {
  readonly months: ReadonlyMap<string, number>;
  readonly weekdays: ReadonlyMap<string, number>;
}
let known: Names | null = null;

/** Built at the first use: it takes tens of milliseconds, which a start without a new page need not spend. */
function names(): Names {
  known ??= {
    months: new Map([...collect(12, monthNames), ['sept', 8]]),
    weekdays: new Map([...collect(7, weekdayNames), ['tues', 2], ['weds', 3], ['thur', 4], ['thurs', 4]]),
  };
  return known;
}

/** 1 to 12, or undefined when the word is no month. */
export function monthOf(word: string): number | undefined {
  // Hebrew writes "in" and the month as one word.
  const index = names().months.get(plainWord(word)) ?? names().months.get(plainWord(word).replace(/^ב/u, ''));
  return index === undefined ? undefined : index + 1;
}

/** 0 (Sunday) to 6, or undefined when the word is no weekday. */
export function weekdayOf(word: string): number | undefined {
  return names().weekdays.get(plainWord(word));
}
