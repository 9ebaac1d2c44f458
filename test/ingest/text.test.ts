import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeText } from '../../src/ingest/text.ts';

/** https://encoding.spec.whatwg.org/index-windows-1252.txt, 0x80 to 0x9f; five of them are control characters. */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';
const bytes = (text: string, encoding: BufferEncoding = 'utf8'): Uint8Array => Buffer.from(text, encoding);
const plainText = fc.string({ unit: 'grapheme' }).filter((text) => !/[\x00-\x1f\x7f\ufeff]/u.test(text));

describe('A file\'s bytes as text', () => {
  it('are UTF-8 unless they say or show otherwise', () => {
    expect(decodeText(bytes('Iraq’s – 日本 🙂'))).toEqual({ text: 'Iraq’s – 日本 🙂', warning: null });
    expect(decodeText(bytes(''))).toEqual({ text: '', warning: null });
  });

  it('come back the same from UTF-8, with a mark and without, and from UTF-16 of both orders', () => {
    fc.assert(
      fc.property(plainText, (text) => {
        expect(decodeText(bytes(`\ufeff${text}`))).toEqual({ text, warning: null });
        expect(decodeText(bytes(`\ufeff${text}`, 'utf16le'))).toEqual({ text, warning: null });
        expect(decodeText(Buffer.from(`\ufeff${text}`, 'utf16le').swap16())).toEqual({ text, warning: null });
        if (!/^(?:%PDF-|GIF8|\{\\rtf|BZh91)/u.test(text)) expect(decodeText(bytes(text))).toEqual({ text, warning: null });
      }),
    );
  });

  it('are windows-1252 when they are not UTF-8, with a warning', () => {
    const high = Uint8Array.from({ length: 32 }, (_, place) => 0x80 + place);
    const decoded = decodeText(Buffer.concat([bytes('It'), high, Uint8Array.from([0xe9])]));
    expect(decoded?.text).toBe(`It${WINDOWS_1252}é`);
    expect(decoded?.warning).toContain('windows-1252');
  });

  it('keep the encoding that their mark names even when a byte is broken', () => {
    const decoded = decodeText(Uint8Array.from([0xef, 0xbb, 0xbf, 0x61, 0xff, 0x62]));
    expect(decoded?.text).toBe('a\ufffdb');
    expect(decoded?.warning).toContain('UTF-8');
  });

  it('have one kind of line end', () => {
    expect(decodeText(bytes('a\r\nb\rc\n\r\n\u2028d'))?.text).toBe('a\nb\nc\n\n\u2028d');
  });

  it.each([
    ['NULs', Uint8Array.from([0x61, 0x00, 0x62])],
    ['mostly control characters', bytes('a\x01\x02\x03\x04b')],
    ['a PDF', bytes('%PDF-1.7 and so on')],
    ['a picture', Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])],
    ['a photo', Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0x21])],
    ['an archive', Uint8Array.from([0x50, 0x4b, 0x03, 0x04, 0x21])],
    ['compressed', Uint8Array.from([0x1f, 0x8b, 0x08, 0x21])],
  ])('are no text: %s', (_, content) => {
    expect(decodeText(content)).toBeNull();
  });

  it('may hold a stray control character', () => {
    expect(decodeText(bytes(`A page of text with a bell\x07 in it, ${'and more text. '.repeat(10)}`))).not.toBeNull();
  });
});
