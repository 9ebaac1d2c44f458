import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/search/analysis.ts';
import { Lexicons } from '../../src/search/lexicon.ts';
import { isShouting, termOf } from '../../src/search/term.ts';

/** What a word is, said once more and plainly: by one regular expression, and a segmenter where there are no spaces. */
const WORD = /(?:\p{Lu}\.){2,}|\p{Nd}{1,3}(?:,\p{Nd}{3})+(?!\p{Nd})|[\p{L}\p{M}\p{N}]+(?:['’ʼ][\p{L}\p{M}\p{N}]+)*/gu;
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

type Found = readonly [term: string, start: number, end: number];

function reference(text: string, language: string): Found[] {
  const words = [...text.matchAll(WORD)].flatMap(({ 0: word, index }) =>
    UNSPACED.test(word) ? [...segmenter.segment(word)].filter(({ isWordLike }) => isWordLike === true).map((part) => ({ word: part.segment, at: index + part.index })) : [{ word, at: index }],
  );
  return words.map(({ word, at }): [string | null, number, number] => [termOf(word, isShouting(text), language), at, at + word.length]).filter((found): found is [string, number, number] => found[0] !== null);
}

function analysed(text: string, language: string, lexicons?: Lexicons): Found[] {
  const tokens = analyse(text, language, lexicons);
  return tokens.terms().map((term, place) => [term, tokens.start(place), tokens.end(place)]);
}

const piece = fc.oneof(
  fc.constantFrom(
    'The', 'ferry', 'ferries', 'WHO', 'who', 'IT', 'U.S.', 'J.P.', 'U.S', 'a.B.C.', 'É.U.', '2,500', '1,234,567', '12,34', '1234,567', '12a,345', '٢٬٥٠٠', '٢,٥٠٠', '3.5', 'Iraq\'s', 'l’eau', 'oʼclock',
    '\'\'', 'rock\'n\'roll', 'x\'', '\'y', 'house.Araji', 'Łódź', 'e\u0301', '\u0301', 'ﬁne', '½', 'Ⅳ', '👨‍👩‍👧', '🇮🇶', '5️⃣', '今日は東京', 'ไทย', 'кот', 'مدرسة', 'mixed東京x', '\u200b', '\uD800', '\uDC00x', '_', '-', 'ß', 'İ', 'ﷺ', 'K', '\0',
  ),
  fc.string({ unit: 'binary', maxLength: 6 }),
  fc.string({ unit: 'grapheme', maxLength: 4 }),
  fc.stringMatching(/^[A-Z.,'0-9 ]{1,8}$/u),
);
const text = fc.array(fc.tuple(piece, fc.constantFrom(' ', '', '', ',', '.', '\'', '’', '\n')), { maxLength: 30 }).map((pieces) => pieces.flat().join(''));
const language = fc.constantFrom('en', 'de', 'ru', 'ja', 'ar', 'xx');

describe('analysis against a plain reference', () => {
  it('gives the same terms at the same places for any text', () => {
    fc.assert(fc.property(text, language, (one, of) => { expect(analysed(one, of)).toEqual(reference(one, of)); }), { numRuns: 1_500 });
  });

  it('gives them for a text all in capitals', () => {
    fc.assert(fc.property(text, (one) => { expect(analysed(one.toUpperCase(), 'en')).toEqual(reference(one.toUpperCase(), 'en')); }), { numRuns: 500 });
  });

  it('gives them however little it remembers, and whatever it analysed before', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.array(fc.tuple(text, language), { maxLength: 12 }), (size, texts) => {
        const lexicons = new Lexicons(size);
        for (const [one, of] of texts) expect(analysed(one, of, lexicons)).toEqual(reference(one, of));
      }),
    );
  });
});
