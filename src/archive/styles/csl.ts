import type { Citation } from '../citation.ts';
import { plain } from './plain.ts';
import type { Style } from './style.ts';

/** CSL-JSON: https://citeproc-js.readthedocs.io/en/latest/csl-json/markup.html. The list as given. */
export const csl: Style = { label: 'CSL-JSON', kind: 'data', extension: 'json', type: 'application/vnd.citationstyles.csl+json', write };

function write(citations: readonly Citation[]): string {
  return `${JSON.stringify(citations.map(plain).map(itemOf), null, 2)}\n`;
}

/**
 * Programs read a date's `raw` words again, before its parts, and would choose among the readings of an ambiguous one.
 * So the words are given only where no part is known, and as `literal`, which is shown as it is.
 */
function itemOf({ issued, ...item }: Citation): unknown {
  if (issued === undefined) return item;
  const parts = issued['date-parts'];
  return { ...item, issued: parts === undefined ? { literal: issued.raw } : { 'date-parts': parts } };
}
