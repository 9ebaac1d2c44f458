import fc from 'fast-check';
import iconv from 'iconv-lite';
import { describe, expect, it } from 'vitest';
import { chooseEncoding } from '../../src/ingest/charset.ts';
import { decodeStream } from '../../src/ingest/decode.ts';
import { countLetters } from '../../src/ingest/letters.ts';
import { look } from '../../src/ingest/look.ts';
import { decodeText } from '../../src/ingest/text.ts';
import { inPieces } from './bytes.ts';

const RUSSIAN = 'Министр заявил вчера, что переговоры о поставках газа продолжатся на следующей неделе. Подробности соглашения стороны пока не раскрывают.';
const POLISH = 'Rząd ogłosił wczoraj, że rozmowy w sprawie dostaw będą kontynuowane w przyszłym tygodniu. Szczegółów porozumienia jeszcze nie ujawniono, choć dziennikarze pytali o nie kilkakrotnie.';
const JAPANESE = '政府は昨日、来週も協議を続けると発表した。合意の詳細はまだ明らかにされていない。記者団の質問に対し、官房長官は答えなかった。';
const CHINESE = '政府昨天宣布，谈判将于下周继续进行。协议的细节尚未公布。记者多次提问，发言人没有回答。';
const FRENCH = 'Le gouvernement a annoncé hier que les négociations reprendraient à Genève. L’accord n’a pas été dévoilé, malgré les questions répétées des journalistes.';
const ENGLISH = 'The minister said yesterday that talks would go on next week, and would not be drawn on details of the agreement. ';

const page = (text: string, charset = ''): string => `<!DOCTYPE html>\n<html><head>${charset === '' ? '' : `<meta charset="${charset}">`}<title>News</title></head>\n<body><p>${text}</p></body></html>\n`;
const read = (bytes: Uint8Array): [string | undefined, string | null | undefined] => [decodeText(bytes)?.text, decodeText(bytes)?.warning];

describe('The character set of a text', () => {
  it.each([
    ['windows-1251', RUSSIAN], ['koi8-r', RUSSIAN], ['iso-8859-2', POLISH], ['shift_jis', JAPANESE], ['gb18030', CHINESE], ['euc-jp', JAPANESE], ['windows-1252', FRENCH],
  ])('is %s by its letters, which is told', (charset, text) => {
    expect(read(iconv.encode(page(text.repeat(3)), charset))).toEqual([page(text.repeat(3)), expect.stringContaining(`it was read as ${charset}`)]);
  });

  it.each([
    ['windows-1251', RUSSIAN], ['koi8-r', RUSSIAN], ['iso-8859-2', POLISH], ['Shift_JIS', JAPANESE], ['GB2312', CHINESE], ['big5', '政府昨天宣布'], ['EUC-KR', '정부는 어제'], ['latin1', 'annoncé'], ['windows-1254', 'İstanbul’da'],
  ])('is %s as it declares, and nothing is told', (charset, text) => {
    expect(read(iconv.encode(page(text, charset), charset))).toEqual([page(text, charset), null]);
    const xml = `<?xml version="1.0" encoding='${charset}' ?>\n<rss>${text}</rss>`;
    expect(read(iconv.encode(xml, charset))).toEqual([xml, null]);
  });

  it('is UTF-8 where the bytes are, whatever they declare', () => {
    for (const charset of ['iso-8859-1', 'windows-1251', 'utf-16', 'shift_jis']) expect(read(Buffer.from(page(FRENCH, charset)))).toEqual([page(FRENCH, charset), null]);
  });

  it('is that of its mark, whatever it declares', () => {
    for (const charset of ['utf8', 'utf16le', 'utf16-be', 'utf-32le', 'utf-32be']) {
      expect(read(iconv.encode(`\ufeff${page(RUSSIAN, 'iso-8859-1')}`, charset, { addBOM: false }))).toEqual([page(RUSSIAN, 'iso-8859-1'), null]);
    }
  });

  it.each([['English', ENGLISH], ['Russian', RUSSIAN], ['Polish', POLISH], ['Japanese', page(JAPANESE)], ['Chinese', page(CHINESE)]])('is UTF-16 without a mark in %s, of both orders, which is told', (_, text) => {
    for (const charset of ['utf-16le', 'utf-16be']) {
      expect(read(iconv.encode(text, charset, { addBOM: false }))).toEqual([text, expect.stringContaining(charset.toUpperCase())]);
    }
  });

  it.each(['utf-8', 'shift_jis', 'no-such-set', 'hex', 'base64', 'binary', 'utf-7', 'replacement', 'x-user-defined', 'utf-16le'])('is not what it declares when that is %s and wrong', (charset) => {
    const text = page(FRENCH.repeat(2), charset);
    expect(read(iconv.encode(text, 'windows-1252'))).toEqual([text, expect.stringContaining(`says that it is ${charset}, and is not`)]);
  });

  it('is windows-1252 when nothing tells', () => {
    expect(read(iconv.encode('It’s a “café” – naïve', 'windows-1252'))).toEqual(['It’s a “café” – naïve', expect.stringContaining('windows-1252')]);
  });

  it('stays UTF-8 when but a byte in a long text is broken, which is told', () => {
    const text = Buffer.from(RUSSIAN.repeat(20));
    text[1_001] = 0xff;
    const [got, warning] = read(text);
    expect(got).toHaveLength(RUSSIAN.length * 20 + (got?.match(/\uFFFD/gu)?.length ?? 0) - 1);
    expect(got?.match(/\uFFFD/gu)?.length).toBeLessThanOrEqual(2);
    expect(warning).toContain('is UTF-8 but holds bytes that are not');
  });

  it.each([['French', FRENCH], ['English', `${ENGLISH}It’s a “café”.`], ['Japanese', JAPANESE]])('stays UTF-8 when a short text in %s ends in half a letter, which is told', (_, text) => {
    const [got, warning] = read(Buffer.concat([Buffer.from(text), Buffer.from('’').subarray(0, 2)]));
    expect([got, warning]).toEqual([`${text}\uFFFD`, expect.stringContaining('is UTF-8 but holds bytes that are not')]);
    expect(read(iconv.encode('Un café', 'windows-1252'))[0]).toBe('Un café');
  });

  it('is found where the first letter outside of ASCII comes late', async () => {
    const bytes = iconv.encode(ENGLISH.repeat(3_000) + RUSSIAN.repeat(5), 'koi8-r');
    const { letters } = await look(inPieces(bytes, 100_000), '');
    expect(chooseEncoding(bytes.subarray(0, 262_144), letters)).toMatchObject({ encoding: 'koi8-r' });
  });
});

describe('Bytes that come in pieces', () => {
  const charset = fc.constantFrom('utf-8', 'utf-16le', 'utf-16be', 'windows-1251', 'koi8-r', 'iso-8859-2', 'shift_jis', 'gb18030', 'windows-1252');
  const text = fc.array(fc.constantFrom(RUSSIAN, POLISH, JAPANESE, CHINESE, FRENCH, ENGLISH, '\r\n', '\r', '\n', '🙂'), { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''));
  const broken = fc.option(fc.nat(), { freq: 3 });

  it('of any size are the same text, by the same character set, as all at once', async () => {
    await fc.assert(
      fc.asyncProperty(charset, text, broken, fc.integer({ min: 1, max: 300 }), async (encoding, written, at, size) => {
        const bytes = iconv.encode(written, encoding);
        if (at !== null) bytes[at % bytes.length] = 0xff;
        const { letters } = await look(inPieces(bytes, size), '');
        expect(letters).toEqual(countLetters(bytes));
        const chosen = chooseEncoding(bytes, letters);
        const decoded = async (length: number): Promise<string> => {
          let whole = '';
          for await (const part of decodeStream(inPieces(bytes, length).open(), chosen.encoding)) whole += part;
          return whole;
        };
        expect(await decoded(size)).toBe(await decoded(bytes.length));
      }),
      { numRuns: 150 },
    );
  });
});
