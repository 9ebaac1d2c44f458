import { stem } from './stem.ts';
import { STOP_WORDS } from './stop-words.ts';

/** A word of a text as the index knows it. Offsets are UTF-16 units into the analysed text, end exclusive. */
export interface Token {
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Initials (U.S., J.P.) · numbers with grouping (2,500) · words, with an apostrophe inside (Iraq's, l'eau).
 * A full stop never joins two words, so text glued at a sentence end ("house.Araji") falls apart.
 */
const WORD = /(?:\p{Lu}\.){2,}|\p{Nd}{1,3}(?:,\p{Nd}{3})+(?!\p{Nd})|[\p{L}\p{M}\p{N}]+(?:['’ʼ][\p{L}\p{M}\p{N}]+)*/gu;
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const NOT_ASCII = /[^\x20-\x7e]/u;
const POSSESSIVE = /['’ʼ]s?$/u;
const APOSTROPHE = /['’ʼ]/gu;
const LETTERS: Readonly<Record<string, string>> = { ø: 'o', ß: 'ss', đ: 'd', ð: 'd', þ: 'th', ł: 'l', ı: 'i', æ: 'ae', œ: 'oe' };
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Lower case, accents off, compatibility forms unified. */
function foldWord(word: string): string {
  const lower = word.toLowerCase();
  if (!NOT_ASCII.test(lower)) return lower;
  return lower.normalize('NFKD').replace(/\p{M}+/gu, '').replace(/[øßđðþłıæœ]/gu, (letter) => LETTERS[letter] ?? letter);
}

/**
 * Term of a word, or null for a stop word. A word in capitals (WHO, IT) is never a stop word,
 * unless the whole text is in capitals (`shouting`).
 */
function termOf(written: string, shouting: boolean): string | null {
  let word = foldWord(written.endsWith('.') ? written.replaceAll('.', '') : written);
  if (APOSTROPHE.test(word)) word = word.replace(POSSESSIVE, '').replace(APOSTROPHE, '');
  if (word.includes(',')) word = word.replaceAll(',', '');
  if (word === '') return null;
  if (STOP_WORDS.has(word) && (shouting || word.length < 2 || written !== written.toUpperCase())) return null;
  return stem(word);
}

function isShouting(text: string): boolean {
  return !/\p{Ll}/u.test(text);
}

/**
 * Splits a text into index terms: folded, stop words dropped, stemmed. The same function serves paragraphs,
 * titles and questions, so that what is marked is what matched.
 */
export function analyse(text: string): Token[] {
  const tokens: Token[] = [];
  const shouting = isShouting(text);
  for (const match of text.matchAll(WORD)) {
    const written = match[0];
    if (UNSPACED.test(written)) pushSegments(tokens, written, match.index, shouting);
    else push(tokens, written, match.index, shouting);
  }
  return tokens;
}

function push(tokens: Token[], written: string, start: number, shouting: boolean): void {
  const term = termOf(written, shouting);
  if (term !== null) tokens.push({ term, start, end: start + written.length });
}

/** Scripts that put no space between words. */
function pushSegments(tokens: Token[], written: string, offset: number, shouting: boolean): void {
  for (const part of segmenter.segment(written)) {
    if (part.isWordLike === true) push(tokens, part.segment, offset + part.index, shouting);
  }
}

/** The terms of {@link analyse}, in order, repeats included. */
export function terms(text: string): string[] {
  return analyse(text).map((token) => token.term);
}
