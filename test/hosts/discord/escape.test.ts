import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeText } from '../../../src/hosts/discord/escape.ts';
import { asParsed, draw, MARKUP } from './markdown.ts';

const hostile = fc.array(fc.oneof(fc.constantFrom(...MARKUP), fc.string({ unit: 'grapheme', maxLength: 8 })), { maxLength: 20 }).map((pieces) => pieces.join(''));

describe('escaped text', () => {
  it('is drawn by Discord as the text it was, without any markup, whatever it holds', () => {
    fc.assert(
      fc.property(hostile, (text) => {
        const { text: drawn, markup } = draw(escapeText(text));
        expect(markup).toEqual([]);
        expect(drawn).toBe(asParsed(text));
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(MARKUP.filter((piece) => /[^\s\w().!\]]/u.test(piece)))('%j would be alive or is left alone: drawn as it is', (piece) => {
    expect(draw(escapeText(`${piece}x y${piece}`)).text).toBe(`${piece}x y${piece}`);
  });

  it.each(['# h', '- l', '-# s', '> q', '1. n', '[a](https://b.c)', '<@1>', 'https://a.b', '||s||'])('the oracle sees the markup of %j unescaped', (markdown) => {
    expect(draw(markdown).markup).not.toEqual([]);
  });

  it('breaks emoji names, timestamps, slash mentions and mass mentions, which the oracle does not know', () => {
    expect(escapeText(':smile: <t:0:R> </search:1> @everyone')).toBe('\\:smile: \\<t\\:0:R\\> \\</search:1\\> \\@everyone');
  });

  it('leaves ordinary prose as it is', () => {
    const prose = 'About 2,500 US soldiers (and 1,000 others) remain: “ready” – said al-Araji. See U.S. plans; 50% done!';
    expect(escapeText(prose)).toBe(prose);
  });
});
