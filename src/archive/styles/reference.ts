import type { Citation, DateParts } from '../citation.ts';
import { isSameHouse, type Name } from '../names.ts';

/** What the text styles share: they differ in order, marks and abbreviations. Plain text, since no host draws italics alike. */

export const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/** In place of a title: every guide asks for a description then, and none may look like a headline. */
export const UNTITLED = 'Untitled article';

/** What may follow the mark that ends a sentence. */
const CLOSING = /["”’'»」』)\]]/u;
const ENDED = /[.?!…。．！？؟۔։।]$/u;

/** One full stop at the end, within quotation marks as American guides want it, unless another mark already ends it. */
export function stopped(text: string): string {
  if (ENDED.test(text.slice(0, endOf(text, (sign) => CLOSING.test(sign))))) return text;
  const within = endOf(text, (sign, before) => closes(sign, before));
  return `${text.slice(0, within)}.${text.slice(within)}`;
}

/** Where the text ends without the signs at its end of which this is so. */
function endOf(text: string, passes: (sign: string, before: string) => boolean): number {
  let end = text.length;
  while (end > 0 && passes(text.charAt(end - 1), text.slice(0, end - 1))) end--;
  return end;
}

/** Whether a quotation mark closes what was opened before it: an apostrophe (`the miners’`) and inches (`7"`) do not. */
function closes(sign: string, before: string): boolean {
  if (sign === '”') return before.includes('“');
  if (sign === '’') return before.includes('‘');
  return (sign === '"' && /(?:^|[\s([—–-])"/u.test(before)) || (sign === "'" && /(?:^|[\s([—–-])'/u.test(before));
}

/** `“Title.”`; marks within become single ones. */
export function quoted(title: string): string {
  return title === '' ? `${UNTITLED}.` : `“${stopped(title.replace(/“/gu, '‘').replace(/”/gu, '’').replace(/(^|[\s([{—–-])"/gu, '$1‘').replace(/"/gu, '’'))}”`;
}

/** What is known of the date, or null: only what all readings share, never an invented day. */
export function dateOf({ issued }: Citation): DateParts | null {
  return issued?.['date-parts']?.[0] ?? null;
}

/** `Mandel, Eric R.`, `Public, John Q., Jr.`; what cannot be told apart stays as written. */
export function inverted(name: Name): string {
  if ('literal' in name) return name.literal;
  return [name.family, name.given, ...(name.suffix === undefined ? [] : [name.suffix])].join(', ');
}

/** `Eric R. Mandel`; `before` stands before a suffix: MLA has a comma there, Chicago has none. */
export function direct(name: Name, before: string): string {
  if ('literal' in name) return name.literal;
  return `${name.given} ${name.family}${name.suffix === undefined ? '' : `${before} ${name.suffix}`}`;
}

/** Whether the article is signed by its publisher alone: no guide names the same one twice. */
export function isSignedByPublisher({ author, 'container-title': publisher }: Citation): boolean {
  const [only, ...others] = author ?? [];
  return only !== undefined && publisher !== undefined && others.length === 0 && 'literal' in only && isSameHouse(only.literal, publisher);
}

/** The page that carries it, if not its publisher's: `Reposted at …`, or where it was found when no link of its own is known. */
export function repostOf({ URL: own, archive_location: page }: Citation): string | null {
  if (page === undefined) return null;
  return `${own === undefined ? 'Available at' : 'Reposted at'} ${page}`;
}

const COLLATOR = new Intl.Collator('en', { sensitivity: 'base', ignorePunctuation: true });

/** In the order of their keys, place by place; the list as given where all are equal. */
export function sortedBy(citations: readonly Citation[], keysOf: (citation: Citation) => readonly string[]): Citation[] {
  const keyed = citations.map((citation) => ({ citation, keys: keysOf(citation) }));
  keyed.sort((one, other) => one.keys.map((key, place) => COLLATOR.compare(key, other.keys[place] ?? '')).find((order) => order !== 0) ?? 0);
  return keyed.map(({ citation }) => citation);
}

/** Under which it stands in a list: its authors, or else its title, without an article before it. */
export function entryKey({ author, title }: Citation): string {
  return author === undefined ? titleKey(title) : author.map(inverted).join(' ');
}

export function titleKey(title: string): string {
  return title.replace(/^(?:an?|the)\s+/iu, '');
}

/** A reference list as the text of a file: one a paragraph. */
export function paragraphs(references: readonly string[]): string {
  return references.map((reference) => `${reference}\n`).join('\n');
}
