import type { Citation } from '../citation.ts';
import type { Name } from '../names.ts';
import { plain } from './plain.ts';
import { dateOf, entryKey, isSignedByPublisher, MONTHS, paragraphs, repostOf, sortedBy, stopped, titleKey, UNTITLED } from './reference.ts';
import type { Style } from './style.ts';

/**
 * APA, 7th edition, newspaper article: `Author. (Date). Title. Newspaper. URL`.
 * Without an author the title takes its place; without a date `(n.d.)`.
 * Source: https://apastyle.apa.org/style-grammar-guidelines/references/examples/newspaper-article-references
 *
 * The guide tells where else a work stands in parentheses at the end (`(Reprinted from …)`), and so is a repost told
 * here, the other way round: the reference is to the publisher's article.
 */
export const apa: Style = { label: 'APA 7', kind: 'text', extension: 'txt', type: 'text/plain', write };

function write(citations: readonly Citation[]): string {
  const sorted = sortedBy(citations.map(plain), (each) => [entryKey(each), (dateOf(each) ?? []).map((part) => String(part).padStart(4, '0')).join(' '), titleKey(each.title)]);
  const letters = lettersOf(sorted);
  return paragraphs(sorted.map((citation, place) => reference(citation, letters[place] ?? '')));
}

function reference(citation: Citation, letter: string): string {
  const title = stopped(citation.title === '' ? `[${UNTITLED}]` : citation.title);
  const date = `(${dated(citation, letter)}).`;
  const parts = citation.author === undefined ? [title, date] : [stopped(authorsOf(citation.author)), date, title];
  const publisher = citation['container-title'];
  if (publisher !== undefined && !isSignedByPublisher(citation)) parts.push(stopped(publisher));
  if (citation.URL !== undefined) parts.push(citation.URL);
  const repost = repostOf(citation);
  if (repost !== null) parts.push(`(${repost})`);
  return parts.join(' ');
}

/** Works of the same authors and year are told apart by letters, in the order of the list: `2021a`, `n.d.-b`. */
function lettersOf(sorted: readonly Citation[]): string[] {
  const keys = sorted.map((each) => (each.author === undefined ? null : JSON.stringify([each.author, dateOf(each)?.[0] ?? null])));
  const counts = new Map<string, number>();
  for (const key of keys) if (key !== null) counts.set(key, (counts.get(key) ?? 0) + 1);
  const seen = new Map<string, number>();
  return keys.map((key) => {
    if (key === null || counts.get(key) === 1) return '';
    const place = seen.get(key) ?? 0;
    seen.set(key, place + 1);
    return letterOf(place);
  });
}

/** `a` to `z`, then `aa`. */
function letterOf(place: number): string {
  return (place < 26 ? '' : letterOf(Math.floor(place / 26) - 1)) + String.fromCharCode(97 + (place % 26));
}

function dated(citation: Citation, letter: string): string {
  const parts = dateOf(citation);
  if (parts === null) return letter === '' ? 'n.d.' : `n.d.-${letter}`;
  const [year, month, day] = parts;
  if (month === undefined) return `${year}${letter}`;
  const named = `${year}${letter}, ${MONTHS[month - 1] ?? ''}`;
  return day === undefined ? named : `${named} ${day}`;
}

/** Up to 20 authors by name; of more, the first 19, an ellipsis and the last. */
function authorsOf(authors: readonly Name[]): string {
  const names = authors.map(nameOf);
  if (names.length === 1) return names[0] ?? '';
  if (names.length > 20) return `${names.slice(0, 19).join(', ')}, . . . ${names.at(-1) ?? ''}`;
  return `${names.slice(0, -1).join(', ')}, & ${names.at(-1) ?? ''}`;
}

function nameOf(name: Name): string {
  if ('literal' in name) return name.literal;
  const suffix = name.suffix === undefined ? '' : `, ${name.suffix}`;
  return `${name.family}, ${initials(name.given)}${suffix}`;
}

/** `Eric R.` to `E. R.`; `Jean-Paul` to `J.-P.` */
function initials(given: string): string {
  return given
    .split(/\s+/u)
    .map((word) => word.split('-').filter((part) => part !== '').map((part) => `${firstLetter(part).toUpperCase()}.`).join('-'))
    .join(' ');
}

function firstLetter(word: string): string {
  return /^.\p{M}*/u.exec(word)?.[0] ?? '';
}
