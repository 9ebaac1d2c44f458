import { GrowingUint32 } from './growing.ts';
import { FIRST_HASH, hashes, Lexicons, nextCheck, nextHash, type Lexicon } from './lexicon.ts';
import { isShouting, termOf } from './term.ts';
import { Tokens } from './tokens.ts';

/** To be raised whenever the same text gives other terms than before: kept indexes are then built anew. */
export const ANALYSIS = '2';

/**
 * Initials (U.S., J.P.) · numbers with grouping (2,500) · words, with an apostrophe inside (Iraq's, l'eau).
 * A full stop never joins two words, so text glued at a sentence end ("house.Araji") falls apart.
 */
const WORD = /(?:\p{Lu}\.){2,}|\p{Nd}{1,3}(?:,\p{Nd}{3})+(?!\p{Nd})|[\p{L}\p{M}\p{N}]+(?:['’ʼ][\p{L}\p{M}\p{N}]+)*/gu;
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;

/** Whether a text holds letters of scripts that put no space between words. */
export function isUnspaced(text: string): boolean {
  return UNSPACED.test(text);
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** Stemming is the costliest step and words repeat: so many are remembered. Then all are forgotten, and learnt anew. */
const REMEMBERED = new Lexicons(300_000);

/**
 * Splits a text into index terms: folded, stop words dropped, stemmed by the rules of its language (ISO 639-1). The same
 * function serves paragraphs, titles and questions, so that what is marked is what matched.
 */
export function analyse(text: string, language = 'en', lexicons = REMEMBERED): Tokens {
  return new Analysis(text, language, lexicons.of(language)).tokens();
}

/** The terms of {@link analyse}, in order, repeats included. */
export function terms(text: string, language?: string): string[] {
  return analyse(text, language).terms();
}

/** ASCII letters and digits. */
const PLAIN = new Uint8Array(128);
for (const range of ['09', 'AZ', 'az']) for (let code = range.charCodeAt(0); code <= range.charCodeAt(1); code++) PLAIN[code] = 1;
const [COMMA, FULL_STOP, APOSTROPHE] = [44, 46, 39];

/** What the text at hand gives, one array for all texts: an analysis is never interrupted. */
const found = new GrowingUint32();

/** One text's analysis. Plain ASCII words are found by their codes alone; whatever may be more goes by {@link WORD}. */
class Analysis {
  readonly #text: string;
  readonly #language: string;
  readonly #lexicon: Lexicon;
  readonly #shouting: boolean;
  #count = 0;

  constructor(text: string, language: string, lexicon: Lexicon) {
    this.#text = text;
    this.#language = language;
    this.#lexicon = lexicon;
    this.#shouting = isShouting(text);
  }

  tokens(): Tokens {
    const text = this.#text;
    for (let at = 0; at < text.length; ) {
      const code = text.charCodeAt(at);
      if (code < 128 && PLAIN[code] === 0) at++;
      else at = this.#wordAt(at);
    }
    return new Tokens(this.#lexicon, found.slice(this.#count));
  }

  /** Takes the word that starts here or, where none does, behind; where to go on. */
  #wordAt(start: number): number {
    const text = this.#text;
    let [end, hash, check] = [start, FIRST_HASH, FIRST_HASH];
    for (let code = text.charCodeAt(end); PLAIN[code] === 1; code = text.charCodeAt(++end)) {
      hash = nextHash(hash, code);
      check = nextCheck(check, code);
    }
    if (end > start && !this.#mayGoOn(start, end)) {
      this.#take(start, end, hash, check);
      return end;
    }
    WORD.lastIndex = start;
    const match = WORD.exec(text);
    if (match === null) return text.length;
    const [from, to] = [match.index, match.index + match[0].length];
    // What stands in between, up to a plain word, has been seen.
    if (isUnspaced(match[0])) this.#pushSegments(match[0], from);
    else this.#push(from, match[0]);
    return to;
  }

  /** Whether the word may be more than the plain letters: an apostrophe, another script, initials, grouped digits. */
  #mayGoOn(start: number, end: number): boolean {
    if (end >= this.#text.length) return false;
    const next = this.#text.charCodeAt(end);
    return next >= 128 || next === APOSTROPHE || (next === FULL_STOP && end - start === 1) || (next === COMMA && end - start <= 3);
  }

  #push(start: number, word: string): void {
    this.#take(start, start + word.length, ...hashes(word));
  }

  #take(start: number, end: number, hash: number, check: number): void {
    let number = this.#shouting ? undefined : this.#lexicon.find(hash, check);
    if (number === undefined) number = this.#learn(this.#text.slice(start, end));
    if (number === -1) return;
    found.set(this.#count++, number);
    found.set(this.#count++, start);
    found.set(this.#count++, end);
  }

  /** In a text that is all capitals a word may be a stop word that is none elsewhere: such are not remembered as written. */
  #learn(written: string): number {
    const term = termOf(written, this.#shouting, this.#language);
    if (!this.#shouting) return this.#lexicon.add(written, term);
    return term === null ? -1 : (this.#lexicon.numberOf(term) ?? this.#lexicon.add(`\0${term}`, term));
  }

  /** Scripts that put no space between words. */
  #pushSegments(written: string, offset: number): void {
    for (const { segment, index, isWordLike } of segmenter.segment(written)) {
      if (isWordLike === true) this.#push(offset + index, segment);
    }
  }
}
