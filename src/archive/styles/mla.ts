import type { Citation } from '../citation.ts';
import type { Name } from '../names.ts';
import { plain } from './plain.ts';
import { dateOf, direct, entryKey, inverted, isSignedByPublisher, paragraphs, quoted, repostOf, sortedBy, stopped, titleKey } from './reference.ts';
import type { Style } from './style.ts';

const MONTHS = ['Jan.', 'Feb.', 'Mar.', 'Apr.', 'May', 'June', 'July', 'Aug.', 'Sept.', 'Oct.', 'Nov.', 'Dec.'];

/**
 * MLA, 9th edition, works cited, article on a website: `Author. “Title.” Website, Day Month Year, URL.`
 * Source: https://style.mla.org/works-cited/works-cited-a-quick-guide/, after the MLA Handbook
 *
 * Undated: the handbook would leave the date out and add a day of access. An archive has no such day to tell without
 * making it up, and a gap reads like an oversight; `n.d.`, the abbreviation of its earlier editions, says what is so.
 *
 * A site that carries a text is a container of its own (https://style.mla.org/websites-as-containers/): the reposting page
 * stands as the second one, after the publisher's own. Names are repeated in a list, not dashed: entries are copied one by one.
 */
export const mla: Style = { label: 'MLA 9', kind: 'text', extension: 'txt', type: 'text/plain', write };

function write(citations: readonly Citation[]): string {
  const listed = citations.map(plain).map(signed);
  return paragraphs(sortedBy(listed, (each) => [entryKey(each), titleKey(each.title)]).map(reference));
}

/** Who is both author and publisher is named as publisher only. */
function signed(citation: Citation): Citation {
  const { author, ...unsigned } = citation;
  return author === undefined || isSignedByPublisher(citation) ? unsigned : citation;
}

function reference(citation: Citation): string {
  const parts = citation.author === undefined ? [] : [stopped(authorsOf(citation.author))];
  const container = [citation['container-title'], dated(citation), bare(citation.URL)].filter((part) => part !== undefined);
  parts.push(quoted(citation.title), stopped(container.join(', ')));
  const repost = repostOf({ ...citation, ...(citation.archive_location !== undefined && { archive_location: bare(citation.archive_location) ?? '' }) });
  if (repost !== null) parts.push(stopped(repost));
  return parts.join(' ');
}

function dated(citation: Citation): string {
  const [year, month, day] = dateOf(citation) ?? [];
  if (year === undefined) return 'n.d.';
  return [day, month === undefined ? undefined : MONTHS[month - 1], year].filter((part) => part !== undefined).join(' ');
}

/** Without `https://`, which the guide leaves out. */
function bare(url: string | undefined): string | undefined {
  return url?.replace(/^https?:\/\//iu, '');
}

/** One or two authors; of more, the first. */
function authorsOf([first, second, ...more]: readonly Name[]): string {
  const name = first === undefined ? '' : inverted(first);
  if (second === undefined) return name;
  return more.length > 0 ? `${name}, et al` : `${name}, and ${direct(second, ',')}`;
}
