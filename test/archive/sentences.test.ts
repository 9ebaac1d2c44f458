import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sentences } from '../../src/archive/sentences.ts';

function split(text: string): string[] {
  return sentences(text).map(({ start, end }) => text.slice(start, end));
}

describe('sentences', () => {
  it('splits at sentence ends, not at abbreviations, titles and initials', () => {
    expect(split('Gen. Qassem Soleimani met Lt. Col. Smith. The U.S. Army left.')).toEqual(['Gen. Qassem Soleimani met Lt. Col. Smith.', 'The U.S. Army left.']);
    expect(split('Eric R. Mandel is director. He writes.')).toEqual(['Eric R. Mandel is director.', 'He writes.']);
  });

  it('splits where the space was lost', () => {
    expect(split('He showed the explosion on the house.Araji criticised the process.')).toEqual(['He showed the explosion on the house.', 'Araji criticised the process.']);
  });

  it('leaves numbers and names with stops alone', () => {
    expect(split('It rose by 2.5 percent at Yahoo.com today.')).toHaveLength(1);
  });

  it('loses no word and overlaps nowhere, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        let at = 0;
        for (const { start, end } of sentences(text)) {
          expect(text.slice(at, start).trim()).toBe('');
          expect(end).toBeGreaterThan(start);
          at = end;
        }
        expect(text.slice(at).trim()).toBe('');
      }),
    );
  });
});
