import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/search/analysis.ts';
import { hashes, Lexicon, Lexicons } from '../../src/search/lexicon.ts';

const find = (lexicon: Lexicon, word: string): number | undefined => lexicon.find(...hashes(word));

describe('a lexicon', () => {
  it('knows each word’s term, and which words it does not know, whatever the words', () => {
    const words = fc.uniqueArray(fc.string({ unit: 'binary', maxLength: 5 }), { maxLength: 200 });
    fc.assert(
      fc.property(words, words, (held, others) => {
        const lexicon = new Lexicon(16);
        const numbers = held.map((word) => lexicon.add(word, word.length % 4 === 3 ? null : `t${word.length}`));
        expect(held.map((word) => find(lexicon, word))).toEqual(numbers);
        for (const word of others) if (!held.includes(word)) expect(find(lexicon, word)).toBeUndefined();
        expect(held.map((word) => lexicon.terms[find(lexicon, word) ?? -1])).toEqual(held.map((word) => (word.length % 4 === 3 ? undefined : `t${word.length}`)));
      }),
    );
  });

  it('takes in more words than it was made for: one text may have as many', () => {
    const lexicon = new Lexicon(4);
    for (let place = 0; place < 5_000; place++) lexicon.add(`word${place}`, `term${place % 700}`);
    expect(lexicon.isFull).toBe(true);
    expect(lexicon.terms).toHaveLength(700);
    for (let place = 0; place < 5_000; place++) expect(lexicon.terms[find(lexicon, `word${place}`) ?? -1]).toBe(`term${place % 700}`);
  });

  it('is given up when it is full, and what was analysed with it stays readable', () => {
    const lexicons = new Lexicons(3);
    const first = analyse('ferry harbour captain', 'en', lexicons);
    const second = analyse('pilot ferry', 'en', lexicons);
    expect(second.lexicon).not.toBe(first.lexicon);
    expect([first.terms(), second.terms()]).toEqual([['ferri', 'harbour', 'captain'], ['pilot', 'ferri']]);
    expect(analyse('pilot', 'en', lexicons).lexicon).toBe(second.lexicon);
  });

  it('is of one language', () => {
    const lexicons = new Lexicons(100);
    expect(lexicons.of('en')).toBe(lexicons.of('en'));
    expect(lexicons.of('en')).not.toBe(lexicons.of('de'));
  });
});
