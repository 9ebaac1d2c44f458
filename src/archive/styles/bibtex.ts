import type { Citation } from '../citation.ts';
import type { Name } from '../names.ts';
import { plain } from './plain.ts';
import { dateOf, repostOf } from './reference.ts';
import type { Style } from './style.ts';
import { tex, texUrl } from './tex.ts';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

/**
 * BibTeX in UTF-8; `date` and `url` are read by BibLaTeX and reference managers, passed over by the oldest styles. The
 * list as given. Undated articles have no year: BibLaTeX writes `n.d.` of itself, and a made up value would be sorted by.
 * Source: https://www.bibtex.org/Format/; https://ctan.org/pkg/biblatex
 */
export const bibtex: Style = { label: 'BibTeX', kind: 'data', extension: 'bib', type: 'application/x-bibtex', write };

function write(citations: readonly Citation[]): string {
  const keys = keysOf(citations);
  return citations.map((citation, place) => entry(plain(citation), keys[place] ?? '')).join('\n');
}

function entry(citation: Citation, key: string): string {
  const date = dateOf(citation);
  const publisher = citation['container-title'];
  const note = repostOf(citation);
  const fields: (readonly [name: string, value: string | undefined])[] = [
    ['author', citation.author === undefined ? undefined : `{${citation.author.map(nameOf).join(' and ')}}`],
    // Twice in braces: no style may change its capitals.
    ['title', citation.title === '' ? undefined : `{{${tex(citation.title)}}}`],
    ['journal', publisher === undefined ? undefined : `{${tex(publisher)}}`],
    ['year', date === null ? undefined : `{${padded(date[0], 4)}}`],
    ['month', date?.[1] === undefined ? undefined : MONTHS[date[1] - 1]],
    ['date', date === null ? undefined : `{${[padded(date[0], 4), ...date.slice(1).map((part) => padded(part, 2))].join('-')}}`],
    ['url', citation.URL === undefined ? undefined : `{${texUrl(citation.URL)}}`],
    ['note', note === null ? undefined : `{${tex(note)}}`],
  ];
  const lines = fields.flatMap(([name, value]) => (value === undefined ? [] : [`  ${name} = ${value},\n`]));
  return `@${publisher === undefined ? 'misc' : 'article'}{${key},\n${lines.join('')}}\n`;
}

function padded(number: number, digits: number): string {
  return String(number).padStart(digits, '0');
}

/** `Family, Jr., Given`; a name in one piece, such as an organisation's, in braces. */
function nameOf(name: Name): string {
  if ('literal' in name) return `{${tex(name.literal)}}`;
  return [name.family, ...(name.suffix === undefined ? [] : [name.suffix]), name.given].map(part).join(', ');
}

/** What would be taken for a mark between names or parts of a name stands in braces. */
function part(text: string): string {
  return /,|(?:^|\s)and(?:\s|$)/iu.test(text) ? `{${tex(text)}}` : tex(text);
}

/** Ids of articles as keys: ASCII letters, digits, `-` and `_`; the same article has the same key in every list; unique within one. */
function keysOf(citations: readonly Citation[]): string[] {
  const taken = new Set<string>();
  return citations.map(({ id }) => {
    const key = id.replace(/[^A-Za-z0-9_-]/gu, '') || 'article';
    let free = key;
    for (let count = 2; taken.has(free.toLowerCase()); count++) free = `${key}-${count}`;
    taken.add(free.toLowerCase());
    return free;
  });
}
