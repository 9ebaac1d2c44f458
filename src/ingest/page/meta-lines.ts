import { leadingDate, wholeDate } from '../../archive/dates.ts';
import type { ReadDate } from '../../archive/dates.ts';
import { bylineIn } from './bylines.ts';
import { startsWithPlace, isPlace } from './places.ts';

/** What a date on a line says of itself, surest first. */
export type DateRole = 'first' | 'labelled' | 'byline' | 'dateline' | 'bare' | 'update';

export interface MetaDate {
  readonly role: DateRole;
  readonly date: ReadDate;
}

/** A line that holds nothing but who wrote an article and when. */
export interface MetaLine {
  readonly author: string | null;
  readonly dates: readonly MetaDate[];
  /** A publication label is there, but what follows is no full date. */
  readonly unread: boolean;
}

const LONGEST = 200;
const ON = String.raw`(?:\s*\b(?:on|at|in|le|am|el|il|em|den|the|date|online|by))*\s*[:：]?\s*`;
const FIRST = new RegExp(String.raw`^(?:first|originally)\s+(?:published|posted|issued|appeared|aired)${ON}`, 'iu');
const UPDATE = new RegExp(String.raw`^(?:last\s+|latest\s+)?(?:updated?|modified|edited|revised|revision|changed|corrected|mis à jour|aktualisiert|actualizado|atualizado|aggiornato|обновлено|последнее обновление|آخر تحديث|تحديث)${ON}`, 'iu');
const LABEL = new RegExp(
  String.raw`^(?:(?:date\s+(?:of\s+)?(?:publication|published|issued?|posted|release)|publication\s+date|publish(?:ed)?(?:\s+date)?|posted|issued|issue\s+date|released?(?:\s+date)?|date|dated|written|filed|created|uploaded|added|printed|aired|broadcast|story\s+date|report\s+date|date\s+written|publié|publie|veröffentlicht|erschienen|datum|publicado|publicada|fecha|data|pubblicato|gepubliceerd|publicerad|publisert|julkaistu|opublikowano|опубликовано|дата(?:\s+публикации)?|опубліковано|نشر(?:\s+في)?|تاريخ(?:\s+النشر)?|yayınlanma(?:\s+tarihi)?|tarih)(?=[\s:：]))${ON}`,
  'iu',
);
/** A label with a colon may stand over something that is no full date; without one it would be a sentence. */
const VAGUE = /^(?:[\p{L}]+\.?|\d{1,4}(?:st|nd|rd|th)?|[,\s:./-])+$/u;
const VAGUE_WORDS = /\b(?:ago|yesterday|today|tomorrow|last|this|just now|hours?|minutes?|days?|weeks?|months?|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|\d{4})\b/iu;
const READING_TIME = /^\d+\s*(?:min(?:ute)?s?)(?:\s+read)?$/iu;

/** Reads a line that holds nothing but dates and names; null for any other. */
export function metaLine(line: string): MetaLine | null {
  const text = line.trim();
  if (text === '' || text.length > LONGEST || text.includes('\n')) return null;
  let author: string | null = null;
  let unread = false;
  const dates: MetaDate[] = [];
  const segments = segmentsOf(text);
  for (const segment of segments) {
    const found = dateSegment(segment) ?? bylineSegment(segment);
    if (found !== null) {
      author ??= found.author;
      dates.push(...found.dates);
      unread ||= found.unread;
    } else if (!(READING_TIME.test(segment) || (segments.length > 1 && isPlace(segment)))) return null;
  }
  return author === null && dates.length === 0 && !unread ? null : { author, dates, unread };
}

/** The date of a dateline that opens a paragraph: a place, a date, then the text. Never one inside a sentence. */
export function openingDate(text: string): ReadDate | null {
  const marks = /^[*_[]*/u.exec(text)?.[0].length ?? 0;
  const opening = startsWithPlace(text.slice(marks, marks + 200));
  const date = leadingDate(text.slice(marks + opening.end));
  if (date === null) return null;
  const end = marks + opening.end + date.end;
  const behind = text.slice(end, end + 80).replace(/^[*_\]]+/u, '');
  const marked = /^\)?\s*(?:\([^()]{2,40}\)\s*)?(?:[–—―-]+|:|\||\n|$)|^\s*\([\p{Lu}][^()]{1,40}\)/u.test(behind);
  if (marked) return date;
  // "Baghdad, 7 December 2021 UNDP and …": a place with its comma, and a new sentence.
  return opening.comma && /^[.)]?\s+["“‘]?[\p{Lu}\p{Lt}\p{Lo}]/u.test(behind) ? date : null;
}

function segmentsOf(text: string): string[] {
  return text
    .split(/\s+[|•·¦/]\s+|\t+|\s*;\s+|(?<!^(?:last|latest)|\s(?:last|latest))[,\s]\s*(?=(?:(?:last|latest)\s+)?(?:updated|modified)\b)|(?<=\d)[,\s]\s*(?=by\s\p{Lu})/iu)
    .map((segment) => segment.trim().replace(/[,–—-]$/u, '').trim())
    .filter((segment) => segment !== '');
}

function dateSegment(segment: string): MetaLine | null {
  const bare = segment.replace(/^\((.*)\)$/su, '$1').trim();
  const label = ([['first', FIRST], ['update', UPDATE], ['labelled', LABEL]] as const)
    .map(([role, pattern]) => ({ role, match: pattern.exec(bare)?.[0] ?? null }))
    .find(({ match }) => match !== null);
  if (label?.match != null) {
    const rest = bare.slice(label.match.length);
    const date = wholeDate(rest);
    if (date !== null) return { author: null, dates: [{ role: label.role, date }], unread: false };
    const vague = /[:：]/u.test(label.match) && rest.length < 40 && VAGUE.test(rest) && VAGUE_WORDS.test(rest);
    return vague ? { author: null, dates: [], unread: true } : null;
  }
  return plainDate(bare);
}

/** A date alone, or with a place before or behind it. */
function plainDate(text: string): MetaLine | null {
  const date = wholeDate(text);
  if (date !== null) return { author: null, dates: [{ role: 'bare', date }], unread: false };
  const opening = startsWithPlace(text);
  const leading = leadingDate(text.slice(opening.end));
  if (leading === null) return null;
  const behind = text.slice(opening.end + leading.end).replace(/^\s*\([\p{Lu}][^()]{1,30}\)/u, '').trim();
  const ends = /^[\s.,):–—-]*$/u.test(behind);
  if (opening.end > 0 ? !ends : !/^[,–—-]\s*/u.test(behind) || !isPlace(behind.replace(/^[,–—-]\s*/u, ''))) return null;
  return { author: null, dates: [{ role: 'dateline', date: leading }], unread: false };
}

/** "By Jane Doe, December 7, 2021": the date is what ends the line. */
function bylineSegment(segment: string): MetaLine | null {
  const whole = bylineIn(segment);
  for (const { index } of segment.matchAll(/(?<=\s)[\p{L}\p{Nd}(]/gu)) {
    const date = wholeDate(segment.slice(index).replace(/^\(|\)$/gu, '').replace(/^(?:published|posted)\s+(?:on\s+)?/iu, ''));
    if (date === null) continue;
    const byline = bylineIn(segment.slice(0, index).replace(/[\s,–—|(-]+(?:on)?[\s,–—|(-]*$/u, ''));
    return byline === null ? null : { author: byline.author, dates: [{ role: 'byline', date }], unread: false };
  }
  return whole === null ? null : { author: whole.author, dates: [], unread: false };
}
