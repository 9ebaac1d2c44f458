import type { Citation } from '../citation.ts';
import type { Name } from '../names.ts';
import { plain } from './plain.ts';
import { dateOf, direct, entryKey, inverted, isSignedByPublisher, MONTHS, paragraphs, quoted, repostOf, sortedBy, stopped, titleKey } from './reference.ts';
import type { Style } from './style.ts';

/**
 * The Chicago Manual of Style, 17th edition, bibliography: `Author. “Title.” Newspaper, Month Day, Year. URL.`
 * Source: https://www.chicagomanualofstyle.org/tools_citationguide/citation-guide-1.html
 *
 * A newspaper's name loses its `The` (14.193). `n.d.` stands where the date would (14.145): the manual's day of access
 * for undated pages would be invented. Where else it was published follows as a sentence, as a reprint does (14.114).
 */
export const chicago: Style = { label: 'Chicago 17', kind: 'text', extension: 'txt', type: 'text/plain', write };

function write(citations: readonly Citation[]): string {
  return paragraphs(sortedBy(citations.map(plain), (each) => [entryKey(each), titleKey(each.title)]).map(reference));
}

function reference(citation: Citation): string {
  const parts = citation.author === undefined ? [] : [stopped(authorsOf(citation.author))];
  const publisher = isSignedByPublisher(citation) ? undefined : citation['container-title']?.replace(/^The\s+(?=\S)/u, '');
  parts.push(quoted(citation.title), stopped([publisher, dated(citation)].filter((part) => part !== undefined).join(', ')));
  for (const place of [citation.URL, repostOf(citation)]) if (place !== undefined && place !== null) parts.push(stopped(place));
  return parts.join(' ');
}

function dated(citation: Citation): string {
  const [year, month, day] = dateOf(citation) ?? [];
  if (year === undefined) return 'n.d.';
  if (month === undefined) return String(year);
  const named = MONTHS[month - 1] ?? '';
  return day === undefined ? `${named} ${year}` : `${named} ${day}, ${year}`;
}

/** Up to ten authors by name, the first one inverted; of more, the first seven. */
function authorsOf(authors: readonly Name[]): string {
  const names = authors.map((name, place) => (place === 0 ? inverted(name) : direct(name, '')));
  if (names.length === 1) return names[0] ?? '';
  if (names.length > 10) return `${names.slice(0, 7).join(', ')}, et al`;
  return `${names.slice(0, -1).join(', ')}, and ${names.at(-1) ?? ''}`;
}
