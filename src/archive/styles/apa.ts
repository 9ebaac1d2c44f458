import type { Citation } from '../citation.ts';
import type { Name } from '../names.ts';

const MONTHS = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];

/**
 * APA, 7th edition, newspaper article: `Author. (Date). Title. Newspaper. URL`.
 * Without an author the title takes its place; without a date `(n.d.)`.
 * Source: https://apastyle.apa.org/style-grammar-guidelines/references/examples/newspaper-article-references
 * Plain text: no host here draws italics alike.
 */
export function apa(citation: Citation): string {
  const title = sentence(citation.title === '' ? '[Untitled article]' : citation.title);
  const date = `(${dateOf(citation)}).`;
  const parts = citation.author === undefined ? [title, date] : [sentence(authorsOf(citation.author)), date, title];
  const publisher = citation['container-title'];
  if (publisher !== undefined) parts.push(sentence(publisher));
  if (citation.URL !== undefined) parts.push(citation.URL);
  return parts.join(' ');
}

/** One full stop at the end, unless another mark already ends it. */
function sentence(text: string): string {
  return /[.?!…][”"’']?$/u.test(text) ? text : `${text}.`;
}

function dateOf({ issued }: Citation): string {
  const parts = issued?.['date-parts']?.[0];
  if (parts === undefined) return 'n.d.';
  const [year, month, day] = parts;
  if (month === undefined) return String(year);
  const named = `${year}, ${MONTHS[month - 1] ?? ''}`;
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
    .map((word) => word.split('-').map((part) => `${firstLetter(part).toUpperCase()}.`).join('-'))
    .join(' ');
}

function firstLetter(word: string): string {
  return /^\P{M}\p{M}*/u.exec(word)?.[0] ?? '';
}
