import type { Published } from '../../archive/article.ts';
import { publishedOn, wholeDate } from '../../archive/dates.ts';

/** The zones that RFC 822 names; elsewhere some of these letters mean several regions. */
const ZONES: Readonly<Record<string, string>> = {
  UT: 'Z', EST: '-05:00', EDT: '-04:00', CST: '-06:00', CDT: '-05:00', MST: '-07:00', MDT: '-06:00', PST: '-08:00', PDT: '-07:00',
};
const SHORT_YEAR = /^((?:\p{L}+\.?,?\s*)?\d{1,2}[\s-]+\p{L}+\.?[\s-]+)(\d{2})(?=\s+\d{1,2}:)/u;
const LAST_WORD = /\s+\(?([A-Z]{1,5})\)?$/u;
/** A clock ahead of ours by less than this is a zone that was left out, not a date in the future. */
const AHEAD_MS = 26 * 60 * 60 * 1000;

/**
 * A feed's date: RFC 822, RFC 3339, or what feeds hold instead. Null when it cannot be read or does not exist. `asWritten`
 * are the feed's words; `told` is what they mean where they do not say it alone.
 */
export function feedDate(words: string, told = words): Published | null {
  const written = words.trim().replace(/\s+/gu, ' ');
  const plain = plainForm(told.trim().replace(/\s+/gu, ' '));
  const date = wholeDate(plain) ?? wholeDate(withoutZone(plain));
  return date === null ? null : publishedOn({ readings: date.readings, asWritten: written });
}

export function isFuture({ readings }: Published): boolean {
  return readings.every((reading) => Date.parse(reading) > Date.now() + AHEAD_MS);
}

/** RFC 822's own ways, which in a byline would be unsure, as anyone writes them. */
function plainForm(written: string): string {
  return written
    .replace(/^(\p{L}+\.?),(?=\S)/u, '$1, ')
    .replace(SHORT_YEAR, (_all, before: string, year: string) => `${before}${Number(year) < 70 ? '20' : '19'}${year}`)
    // RFC 2822: UTC, and the place's own time unknown.
    .replace(/-00:?00$/u, '+00:00')
    .replace(LAST_WORD, (all, zone: string) => ZONES[zone] ?? all);
}

/** A zone that nobody knows says nothing of the day. */
function withoutZone(written: string): string {
  return /\d:\d{2}/u.test(written) ? written.replace(LAST_WORD, '') : written;
}
