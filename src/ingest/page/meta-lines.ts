import { leadingDate, wholeDate } from '../../archive/dates.ts';
import type { ReadDate } from '../../archive/dates.ts';
import { bylineIn } from './bylines.ts';
import { isPlace, placeBeforeDate, placeBehindDate } from './places.ts';

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
/** What divides a dateline from its text: a dash, a colon, an agency, a line's end. */
const OPENING_MARK = /^[)\]]?[*_]*\s*(?:\([^()]{2,40}\)\s*|\/[^/\n]{2,30}\/\s*)?(?:[–—―-]+|[:：]|\||\n|$)|^\s*\([\p{Lu}][^()]{1,40}\)|^\.\s/u;
const ON = String.raw`(?:\s*\b(?:on|at|in|le|am|el|il|em|den|the|date|online|by))*\s*[:：]?\s*`;
const FIRST = new RegExp(String.raw`^(?:first|originally)\s+(?:published|posted|issued|appeared|aired)${ON}`, 'iu');
const UPDATE = new RegExp(String.raw`^(?:last\s+|latest\s+)?(?:updated?|modified|edited|revised|revision|changed|corrected|mis à jour|aktualisiert|actualizado|atualizado|aggiornato|обновлено|последнее обновление|آخر تحديث|تحديث)${ON}`, 'iu');
const PRINTING = String.raw`(?:publication|publicaci[oó]n|publicação|pubblicazione|parution|veröffentlichung|emission|issue|release)`;
const LABEL = new RegExp(
  String.raw`^(?:(?:(?:date|data|datum|fecha|jour)\s+(?:de|da|di|der)\s+(?:la\s+)?${PRINTING}|(?:for\s+immediate\s+)?release|date\s+(?:of\s+)?(?:publication|published|issued?|posted|release)|publication\s+date|published\s+(?:in\s+print|online)|publish(?:ed)?(?:\s+date)?|posted|issued|issue\s+date|released?(?:\s+date)?|date|dated|written|filed|created|uploaded|added|printed|submitted|online\s+since|erstellt|stand|aired|broadcast|story\s+date|report\s+date|date\s+written|publié|publie|veröffentlicht|erschienen|datum|publicado|publicada|fecha|data|pubblicato|gepubliceerd|publicerad|publisert|julkaistu|opublikowano|опубликовано|дата(?:\s+публикации)?|опубліковано|نشر(?:\s+في)?|تاريخ(?:\s+النشر)?|yayınlanma(?:\s+tarihi)?|tarih)(?=[\s:：]))${ON}`,
  'iu',
);
/** A label with a colon may stand over something that is no full date; without one it would be a sentence. */
const VAGUE = /^(?:[\p{L}]+\.?|\d{1,4}(?:st|nd|rd|th)?|[,\s:./-])+$/u;
/** "3 hours ago": relative words state no date, but the line says nothing else. */
const RELATIVE = /^(?:(?:posted|published|updated|added)\s+)?(?:\d+|an?)\s+(?:minutes?|hours?|days?|weeks?|months?|years?)\s+ago$/iu;
/** The clock before the day, as some houses write it. */
const CLOCK_FIRST = /^\d{1,2}[:.]?\d{2}\s?(?:[ap]\.?m\.?)?\s?(?:\(?[A-Z]{2,4}\)?(?:\s\(\d{4}\s[A-Z]{2,4}\))?)?,?\s+/iu;
const VAGUE_WORDS = /\b(?:ago|yesterday|today|tomorrow|last|this|just now|hours?|minutes?|days?|weeks?|months?|monday|tuesday|wednesday|thursday|friday|saturday|sunday|january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|\d{4}|\d{1,2}[/.-]\d{1,2})\b/iu;
/** What may stand beside a date or a name and says neither. */
const BESIDE = /^(?:\d+\s*(?:min(?:ute)?s?)(?:\s+read)?|(?:source|editor|edited by|photos? by|via)\s*[:：]?\s.{1,60})$/iu;

/** A date that opens a paragraph. */
export interface OpeningDate extends ReadDate {
  /** A place or brackets set it off from the text, so that it is no entry of a chronicle. */
  readonly placed: boolean;
}

/** Reads a line that holds nothing but dates and names; null for any other. */
export function metaLine(line: string): MetaLine | null {
  const text = line.trim();
  if (text === '' || text.length > LONGEST || text.includes('\n')) return null;
  let author: string | null = null;
  let unread = false;
  const dates: MetaDate[] = [];
  const segments = segmentsOf(text);
  for (const segment of segments) {
    const dated = dateSegment(segment);
    const found = dated === null || dated.unread ? (bylineSegment(segment) ?? dated) : dated;
    if (found !== null) {
      author ??= found.author;
      dates.push(...found.dates);
      unread ||= found.unread;
    } else if (!((segments.length > 1 && BESIDE.test(segment)) || (segments.length > 1 && isPlace(segment)))) return null;
  }
  return author === null && dates.length === 0 && !unread ? null : { author, dates, unread };
}

/** The date of a dateline that opens a paragraph: a place, a date, then the text. Never one inside a sentence. */
export function openingDate(text: string): OpeningDate | null {
  const marks = /^[*_[]*(?:\((?=\p{Nd}))?/u.exec(text)?.[0] ?? '';
  const place = placeBeforeDate(text.slice(marks.length, marks.length + 200));
  const start = marks.length + place.end;
  const date = leadingDate(text.slice(start));
  if (date === null) return null;
  const bracketed = /[[(]/u.test(text.slice(0, start));
  const behind = text.slice(start + date.end, start + date.end + 120).replace(/^[*_]+/u, '');
  const rest = behind.slice(place.end > 0 ? 0 : placeBehindDate(behind));
  const mark = OPENING_MARK.exec(rest)?.[0] ?? (bracketed ? /^[)\]]/u.exec(rest)?.[0] : undefined);
  const placed = place.end > 0 || rest !== behind || bracketed;
  if (mark !== undefined) {
    // "7 December 2021 – a day that …" is a sentence.
    return placed || !/^\s*\p{Ll}/u.test(rest.slice(mark.length)) ? { ...date, placed } : null;
  }
  // "Baghdad, 7 December 2021 UNDP and …": a place, something that divides it from the date, and a new sentence.
  return place.divider !== '' && /^[.)]?\s+["“‘]?[\p{Lu}\p{Lt}\p{Lo}]/u.test(rest) ? { ...date, placed } : null;
}

function segmentsOf(text: string): string[] {
  return text
    .split(/\s+[•·¦/]\s+|\s*[|｜]\s*|\t+|\s*;\s+|(?<!^(?:last|latest)|\s(?:last|latest))[,\s]\s*(?:[–—-]\s+)?(?=(?:(?:last|latest)\s+)?(?:updated|modified|mis à jour|aktualisiert|actualizado|aggiornato|обновлено)(?!\p{L}))|(?<=\d)(?=(?:(?:last|latest)\s+)?(?:updated|modified)\b)|(?<=\d)[,\s]\s*(?=by\s\p{Lu})|(?<=\d)[,\s]\s*(?=\d+\s?min(?:ute)?s?\sread)/iu)
    .map((segment) => segment.trim().replace(/[,–—-]$/u, '').trim())
    .filter((segment) => segment !== '');
}

function dateSegment(segment: string): MetaLine | null {
  const bare = segment.replace(/^[([](.*)[)\]]$/su, '$1').trim();
  if (RELATIVE.test(bare)) return { author: null, dates: [], unread: true };
  const label = ([['first', FIRST], ['update', UPDATE], ['labelled', LABEL]] as const)
    .map(([role, pattern]) => ({ role, match: pattern.exec(bare)?.[0] ?? null }))
    .find(({ match }) => match !== null);
  if (label?.match != null) {
    const rest = bare.slice(label.match.length);
    const date = wholeDate(rest) ?? wholeDate(rest.replace(CLOCK_FIRST, ''));
    if (date !== null) return { author: null, dates: [{ role: label.role, date }], unread: false };
    const vague = /[:：]/u.test(label.match) && rest.length < 40 && VAGUE.test(rest) && VAGUE_WORDS.test(rest);
    return vague ? { author: null, dates: [], unread: true } : null;
  }
  return plainDate(bare.replace(/^(?:on|le|am|el|den)\s+(?=\d|\p{L}+\.?\s\d|\p{L}+,)/iu, ''));
}

/** A date alone, or with a place before or behind it. */
function plainDate(text: string): MetaLine | null {
  const date = wholeDate(text);
  if (date !== null) return { author: null, dates: [{ role: 'bare', date }], unread: false };
  const opening = placeBeforeDate(text);
  const leading = leadingDate(text.slice(opening.end));
  // "Deadline: 7 December 2021" has the form of a label that says something else.
  if (leading === null || /[:：]/u.test(opening.divider)) return null;
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
    const before = segment.slice(0, index).replace(/[\s,–—|(-]+(?:on)?[\s,–—|(-]*$/u, '');
    const byline = bylineIn(before);
    if (byline === null && /^posted by:?\s+\S+$/iu.test(before)) return { author: null, dates: [{ role: 'byline', date }], unread: false };
    return byline === null ? null : { author: byline.author, dates: [{ role: 'byline', date }], unread: false };
  }
  return whole === null ? null : { author: whole.author, dates: [], unread: false };
}
