import type { Citation } from '../citation.ts';
import { plain } from './plain.ts';
import { dateOf, inverted } from './reference.ts';
import type { Style } from './style.ts';

/**
 * RIS, a newspaper article. Source: https://en.wikipedia.org/wiki/RIS_(file_format), after Research Information Systems'
 * specification: a tag, two spaces, a hyphen, a space and a value on one line; lines end in CRLF. The list as given.
 * What Zotero writes to and reads from `DB` and `AV` is CSL's `archive` and `archive_location`.
 */
export const ris: Style = { label: 'RIS', kind: 'data', extension: 'ris', type: 'application/x-research-info-systems', write };

function write(citations: readonly Citation[]): string {
  return citations.map(plain).map(record).join('\r\n');
}

function record(citation: Citation): string {
  const date = dateOf(citation);
  const fields: (readonly [tag: string, value: string | undefined])[] = [
    ['TY', 'NEWS'],
    ['ID', citation.id],
    ...(citation.author ?? []).map((name) => ['AU', inverted(name)] as const),
    ['TI', citation.title === '' ? undefined : citation.title],
    ['T2', citation['container-title']],
    ['PY', date === null ? undefined : year(date[0])],
    ['DA', date === null || date.length === 1 ? undefined : day(date)],
    ['SE', citation.section],
    ['UR', citation.URL],
    ['DB', citation.archive],
    ['AV', citation.archive_location],
    ['ER', ''],
  ];
  return fields.flatMap(([tag, value]) => (value === undefined ? [] : [`${tag}  - ${value}\r\n`])).join('');
}

function year(number: number): string {
  return String(number).padStart(4, '0');
}

/** `2021/12/07/`, `2021/12//`: year, month, day, and what else there is to say, which is nothing. */
function day([first, ...others]: readonly [number, ...number[]]): string {
  const [month, date] = others.map((part) => String(part).padStart(2, '0'));
  return `${year(first)}/${month ?? ''}/${date ?? ''}/`;
}
