import { languageRules, type LanguageRules } from './language.ts';

/** A word of a text as the index knows it. Offsets are UTF-16 units into the analysed text, end exclusive. */
export interface Token {
  readonly term: string;
  readonly start: number;
  readonly end: number;
}

/** To be raised whenever the same text gives other terms than before: kept indexes are then built anew. */
export const ANALYSIS = '1';

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

/** Accents off, compatibility forms unified; for words in lower case. */
function foldWord(word: string): string {
  if (!NOT_ASCII.test(word)) return word;
  return word.normalize('NFKD').replace(/\p{M}+/gu, '').replace(/[øßđðþłıæœ]/gu, (letter) => LETTERS[letter] ?? letter);
}

/**
 * Term of a word, or null for a stop word. A word in capitals (WHO, IT) is never a stop word,
 * unless the whole text is in capitals (`shouting`).
 */
function termOf(written: string, shouting: boolean, { stem, stopWords }: LanguageRules): string | null {
  let word = (written.endsWith('.') ? written.replaceAll('.', '') : written).normalize('NFKC').toLowerCase();
  if (APOSTROPHE.test(word)) word = word.replace(POSSESSIVE, '').replace(APOSTROPHE, '');
  if (word.includes(',')) word = word.replaceAll(',', '');
  if (word === '') return null;
  if (stopWords.has(word) && (shouting || word.length < 2 || written !== written.toUpperCase())) return null;
  const term = foldWord(stem(word));
  return term === '' ? null : term;
}

/** Words repeat, and stemming is the costliest step of analysis: terms are remembered by the word as written. */
class TermCache {
  readonly #rules: LanguageRules;
  readonly #terms = new Map<string, string | null>();

  constructor(language: string) {
    this.#rules = languageRules(language);
  }

  termOf(written: string, shouting: boolean): string | null {
    if (shouting) return termOf(written, true, this.#rules);
    let term = this.#terms.get(written);
    if (term === undefined) {
      term = termOf(written, false, this.#rules);
      if (this.#terms.size >= MOST_REMEMBERED) this.#terms.clear();
      this.#terms.set(written, term);
    }
    return term;
  }
}

const MOST_REMEMBERED = 60_000;
const caches = new Map<string, TermCache>();

function cacheOf(language: string): TermCache {
  let cache = caches.get(language);
  if (cache === undefined) {
    cache = new TermCache(language);
    caches.set(language, cache);
  }
  return cache;
}

function isShouting(text: string): boolean {
  return !/\p{Ll}/u.test(text);
}

/**
 * Splits a text into index terms: folded, stop words dropped, stemmed by the rules of its language (ISO 639-1). The same
 * function serves paragraphs, titles and questions, so that what is marked is what matched.
 */
export function analyse(text: string, language = 'en'): Token[] {
  const tokens: Token[] = [];
  const [shouting, cache] = [isShouting(text), cacheOf(language)];
  const push = (written: string, start: number): void => {
    const term = cache.termOf(written, shouting);
    if (term !== null) tokens.push({ term, start, end: start + written.length });
  };
  const spaced = !UNSPACED.test(text);
  for (const match of text.matchAll(WORD)) {
    const written = match[0];
    if (spaced || !UNSPACED.test(written)) push(written, match.index);
    else for (const { segment, index, isWordLike } of segmenter.segment(written)) if (isWordLike === true) push(segment, match.index + index);
  }
  return tokens;
}

/** The terms of {@link analyse}, in order, repeats included. */
export function terms(text: string, language?: string): string[] {
  return analyse(text, language).map((token) => token.term);
}
