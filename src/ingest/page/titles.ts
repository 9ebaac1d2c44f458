import { fold } from '../../archive/fold.ts';

/** Parts of a header line and where they stand in it; `before` is the separator in front (empty for the first). */
export interface HeaderPart {
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly before: '' | 'dash' | 'bar';
}

const DASH = String.raw`(?:--+|[-\u2010-\u2015\u2043\u2212\u2E3A\u2E3B\uFE58\uFE63\uFF0D])`;
const SEPARATOR = new RegExp(String.raw`\s+(?:(${DASH})|[|¦│·•∙⋅｜])(?=\s)`, 'gu');
const DOMAIN_ENDING = /\.(?:com|org|net|info|news|tv|gov|edu|int|io|eu|[a-z]{2}|(?:com?|org|net|ac|gov)\.[a-z]{2})$/u;
const ANY_DOMAIN_ENDING = /\.(?:(?:com?|org|net|ac|gov)\.[a-z]{2}|[a-z]{2,})$/u;

/** Splits at dashes, bars and middle dots that have white space on both sides. */
export function headerParts(line: string): HeaderPart[] {
  const parts: HeaderPart[] = [];
  let start = 0;
  let before: HeaderPart['before'] = '';
  const push = (end: number): void => {
    const raw = line.slice(start, end);
    const lead = raw.length - raw.trimStart().length;
    parts.push({ text: raw.trim(), start: start + lead, end: start + lead + raw.trim().length, before });
  };
  for (const match of line.matchAll(SEPARATOR)) {
    push(match.index);
    start = match.index + match[0].length;
    before = match[1] === undefined ? 'bar' : 'dash';
  }
  push(line.length);
  return parts;
}

/** What follows the last spaced dash, bars included; null when no spaced dash stands in the line. */
export function behindLastDash(line: string): { title: string; rest: string } | null {
  const whole = withoutMarks(line);
  const parts = headerParts(whole);
  const last = parts.findLast((part) => part.before === 'dash');
  if (last === undefined) return null;
  const title = parts[parts.indexOf(last) - 1];
  return title === undefined || title.text === '' || last.text === ''
    ? null
    : { title: whole.slice(0, title.end), rest: whole.slice(last.start) };
}

/** Direction marks and zero-width spaces hide the white space around a dash; joiners stay, since they change letters. */
export function withoutMarks(line: string): string {
  return line.replace(/[\u200B\u200E\u200F\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/gu, '').trim();
}

/**
 * Two spellings of one header have one key: dashes, quotes (lost ones too) and spaces make no difference.
 * Case does.
 */
export function titleKey(text: string): string {
  return fold(text)
    .replace(/['"*_\uFFFD-]/gu, '')
    .replace(/\s+/gu, '');
}

/** Keys under which a footer may repeat a header in part: without section, alias or publisher, in other case. */
export function partialKeys(line: string): string[] {
  const parts = headerParts(line.trim()).slice(0, 6);
  const last = parts.at(-1)?.text ?? '';
  const keys = [titleKey(line)];
  for (let count = parts.length - 1; count > 0; count--) {
    const title = line.trim().slice(0, parts[count - 1]?.end ?? 0);
    if (!isSubstantial(title)) continue;
    keys.push(titleKey(title), titleKey(`${title} - ${last}`));
  }
  return [...new Set(keys)].map((key) => key.toLowerCase());
}

/** Enough words that two equal texts are no coincidence. */
export function isSubstantial(text: string): boolean {
  return wordCount(text) >= 3 || /\p{Lo}{6}/u.test(text);
}

export function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}][\p{L}\p{M}\p{N}'’.&-]*/gu)?.length ?? 0;
}

/** A publisher's name with case, spaces, signs, "The" and a domain ending taken off. */
export function publisherKey(name: string): string {
  const bare = fold(name).toLowerCase().replace(/^(?:https?:\/\/)?(?:www\.)?/u, '').replace(/\/$/u, '');
  // "Yahoo News.com" may only lose a well-known ending: "St. Louis" must keep its second word.
  const ending = /\s/u.test(bare) ? DOMAIN_ENDING : ANY_DOMAIN_ENDING;
  const squashed = bare.replace(/^the\s+/u, '').replace(/\s+/gu, '').replace(ending, '').replace(/^the(?=.)/u, '');
  return squashed.replace(/['"]/gu, '');
}
