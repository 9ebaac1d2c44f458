/** What HTML's elements are for reading: by tag name, lower case. */

/** Their text is no part of what a reader reads. */
export const UNREAD = new Set([
  'script', 'style', 'template', 'noscript', 'noembed', 'noframes', 'head', 'title', 'svg', 'iframe', 'object', 'embed', 'applet', 'audio', 'video',
  'canvas', 'map', 'annotation', 'annotation-xml', 'button', 'select', 'option', 'optgroup', 'datalist', 'textarea', 'label', 'progress', 'meter', 'dialog', 'nav', 'menu',
]);

/** They never hold anything and have no end tag. */
export const VOID = new Set(['area', 'base', 'basefont', 'bgsound', 'br', 'col', 'command', 'embed', 'frame', 'hr', 'img', 'input', 'isindex', 'keygen', 'link', 'meta', 'param', 'source', 'track', 'wbr']);

export const BLOCKS = new Set([
  'address', 'article', 'aside', 'blockquote', 'body', 'caption', 'center', 'dd', 'details', 'dir', 'div', 'dl', 'dt', 'fieldset', 'figcaption', 'figure', 'footer', 'form',
  'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'header', 'hgroup', 'hr', 'html', 'legend', 'li', 'listing', 'main', 'ol', 'p', 'plaintext', 'pre', 'search', 'section', 'summary',
  'table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'ul', 'xmp',
]);

/** Text in them is divided by tags alone; elsewhere a blank line divides the text of a post that was written without tags. */
export const TEXT_BLOCKS = new Set(['p', 'li', 'dd', 'dt', 'td', 'th', 'caption', 'figcaption', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'summary', 'address', 'legend', 'pre', 'listing', 'xmp']);

export const HEADINGS = new Set(['h1', 'h2', 'h3', 'h4', 'h5', 'h6']);
export const LISTS = new Set(['ul', 'ol', 'dir', 'dl']);
export const PREFORMATTED = new Set(['pre', 'listing', 'xmp', 'plaintext']);
export const CODE = new Set([...PREFORMATTED, 'code', 'kbd', 'samp']);

const P = new Set(['p', 'head']);
const HEADING = new Set([...HEADINGS, 'p']);
const CELL = new Set(['p', 'td', 'th']);
const ROW = new Set([...CELL, 'tr']);
const SECTION = new Set([...ROW, 'tbody', 'thead', 'tfoot']);
const TERM = new Set(['p', 'dt', 'dd']);
const CLOSED_BY = new Map<string, ReadonlySet<string>>([
  ['li', new Set(['p', 'li'])], ['dt', TERM], ['dd', TERM], ['td', CELL], ['th', CELL], ['tr', ROW], ['tbody', SECTION], ['tfoot', SECTION], ['thead', SECTION],
  ...[...HEADINGS].map((name) => [name, HEADING] as const),
  ['option', new Set(['option'])],
]);

/** Which open elements end, one after the other from the innermost, where this one begins. */
export function endedBy(name: string): ReadonlySet<string> | undefined {
  return CLOSED_BY.get(name) ?? (BLOCKS.has(name) ? P : undefined);
}
