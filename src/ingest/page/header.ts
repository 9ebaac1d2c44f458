import { foldName } from '../../archive/fold.ts';
import { behindLastDash, headerParts, publisherKey, wordCount } from './titles.ts';
import type { HeaderPart } from './titles.ts';

export interface Header {
  readonly title: string;
  readonly publisher: string | null;
  readonly publisherAlias: string | null;
  readonly section: string | null;
  /** Why there is no publisher; null when there is one. */
  readonly doubt: string | null;
}

/** What the rest of the page tells about headers. */
export interface HeaderContext {
  readonly category: string | null;
  /** Keys of what is a publisher elsewhere on the page. */
  readonly publishers: ReadonlySet<string>;
}

/** Publishers that stand behind the last dash of these headers for sure, or behind that of two different ones. */
export function knownPublishers(headers: readonly string[]): Set<string> {
  const known = new Set<string>();
  const titles = new Map<string, string>();
  for (const header of headers) {
    const cut = behindLastDash(header);
    if (cut === null) continue;
    const key = publisherKey(cut.rest);
    const other = titles.get(key);
    if (!goesOnWithSentence(cut.rest) || (other !== undefined && other !== cut.title)) known.add(key);
    titles.set(key, cut.title);
  }
  return known;
}

export function parseHeader(line: string, context: HeaderContext): Header {
  const cut = behindLastDash(line);
  const none = { title: line, publisher: null, publisherAlias: null, section: null };
  if (cut === null) return { ...none, doubt: 'the header has no spaced dash, so no publisher' };
  const publisher = cut.rest;
  const key = publisherKey(publisher);
  const parts = headerParts(cut.title);
  const isName = (part: HeaderPart | undefined): boolean => part !== undefined && key !== '' && publisherKey(part.text) === key;
  if (goesOnWithSentence(publisher) && !context.publishers.has(key) && !parts.slice(1).some(isName)) {
    return { ...none, doubt: `“${publisher}” goes on with the sentence, so no publisher` };
  }
  return { ...takeApart(cut.title, parts, isName, context), publisher, doubt: null };
}

/** Takes alias and section off the end (and an alias off the start); what is left is the title, in one piece. */
function takeApart(
  text: string,
  parts: HeaderPart[],
  isName: (part: HeaderPart | undefined) => boolean,
  context: HeaderContext,
): Pick<Header, 'title' | 'publisherAlias' | 'section'> {
  const left = [...parts];
  const aliases: HeaderPart[] = [];
  let section: HeaderPart | null = null;
  for (let last = left.at(-1); left.length > 1 && last !== undefined; last = left.at(-1)) {
    if (isName(last)) aliases.unshift(last);
    else if (section === null && isSection(last, left, context)) section = last;
    else break;
    left.pop();
  }
  if (left.length > 1 && aliases.length === 0 && isName(left[0])) aliases.push(...left.splice(0, 1));
  const piece = (pieces: readonly HeaderPart[]): string => text.slice(pieces[0]?.start ?? 0, pieces.at(-1)?.end ?? 0);
  return {
    title: piece(left),
    publisherAlias: aliases.length === 0 ? null : aliasText(aliases, section, piece),
    section: section?.text ?? null,
  };
}

function aliasText(aliases: readonly HeaderPart[], section: HeaderPart | null, piece: (pieces: readonly HeaderPart[]) => string): string {
  const [first] = aliases;
  const divided = section !== null && aliases.some((alias) => alias.start > section.start) && (first?.start ?? 0) < section.start;
  return divided ? aliases.map((alias) => alias.text).join(' | ') : piece(aliases);
}

/** The page's category, or one or two capitalised words behind at least three words of title. */
function isSection(part: HeaderPart, parts: readonly HeaderPart[], { category }: HeaderContext): boolean {
  if (category !== null && foldName(part.text) === foldName(category)) return true;
  const words = part.text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const behind = parts.slice(0, -1).reduce((sum, { text }) => sum + wordCount(text), 0);
  return words.length >= 1 && words.length <= 2 && behind >= 3 && words.every((word) => /^["'“‘(]*[\p{Lu}\p{Lt}]/u.test(word));
}

/**
 * Small letters alone: no name, unless the page has it elsewhere. Scripts without capitals are not doubted.
 */
function goesOnWithSentence(rest: string): boolean {
  if (/[\p{Lu}\p{Lt}\p{Lo}\p{N}.]/u.test(rest) || /\p{sc=Georgian}/u.test(rest)) return false;
  return /\p{Ll}/u.test(rest);
}
