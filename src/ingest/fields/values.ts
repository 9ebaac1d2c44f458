/** Values that people wrote under names of their own (front matter, foreign exports), as texts. Any shape is harmless. */

/** Lists within lists are looked into no further. */
const DEEPEST = 3;
const MOST = 100;
const LONGEST_LINK = 4_000;

/** The fields of an object, by their names in lower case without dashes, underscores and spaces; the first of a name counts. */
export function namedValues(object: unknown): ReadonlyMap<string, unknown> {
  const values = new Map<string, unknown>();
  for (const [name, value] of entriesOf(object)) {
    const plain = String(name).toLowerCase().replace(/[-_\s]/gu, '');
    if (!values.has(plain) && value !== null && value !== undefined && value !== '') values.set(plain, value);
  }
  return values;
}

function entriesOf(object: unknown): Iterable<readonly [unknown, unknown]> {
  if (object instanceof Map) return object;
  return typeof object === 'object' && object !== null && !Array.isArray(object) ? Object.entries(object) : [];
}

/** On one line, white space around taken off; null for what is no text or whole number. */
export function textOf(value: unknown): string | null {
  // Other numbers than these may not have been written so.
  if (typeof value !== 'string' && !Number.isSafeInteger(value)) return null;
  const text = String(value).toWellFormed().replaceAll('\0', '\uFFFD').replace(/\s+/gu, ' ').trim();
  return text === '' ? null : text;
}

/** The texts of a value: its own, those of a list, what an object calls its name. */
export function textsOf(value: unknown, depth = 0): string[] {
  if (depth > DEEPEST) return [];
  if (Array.isArray(value)) return value.slice(0, MOST).flatMap((each) => textsOf(each, depth + 1)).slice(0, MOST);
  const named = namedValues(value);
  if (named.size > 0) return textsOf(named.get('name') ?? named.get('title') ?? named.get('displayname') ?? null, depth + 1);
  const text = textOf(value);
  return text === null ? [] : [text];
}

/** Whether a text is an absolute address of the web, and nothing else. */
export function isLink(text: string): boolean {
  return text.length <= LONGEST_LINK && /^https?:\/\/[^\s<>"\\]+$/iu.test(text) && URL.canParse(text);
}
