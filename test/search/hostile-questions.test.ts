import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { Random } from '../../src/measure/random.ts';
import type { Answer } from '../../src/search/answer.ts';
import type { Searcher } from '../../src/search/searcher.ts';
import { INDEXES, searcherOver } from './helpers.ts';
import { madeArchive } from './made.ts';

const DRAFTS = madeArchive(31, 240);
const random = new Random(32);
const word = (): string => String.fromCharCode(...Array.from({ length: random.between(3, 9) }, () => random.between(97, 122)));
const words = (count: number): string => Array.from({ length: count }, word).join(' ');

const QUESTIONS: readonly (readonly [what: string, question: string])[] = [
  ['nothing', ''],
  ['blanks', ' \n\t\u00a0\u200b '],
  ['quotes alone', '"'.repeat(6_000)],
  ['curly quotes alone', '“”„“«»'.repeat(1_000)],
  ['opening quotes alone', '“„«'.repeat(2_000)],
  ['punctuation alone', '?!.,;:-–—()[]{}*_~`|\\/<>@#$%^&+='.repeat(180)],
  ['dashes alone', ' -'.repeat(3_000)],
  ['6,000 characters of one word', 'a'.repeat(6_000)],
  ['a word of a million characters', 'ab'.repeat(500_000)],
  ['a phrase of 6,000 characters', `"${'shu lo '.repeat(850)}"`],
  ['6,000 characters of its own words', DRAFTS.map(({ text }) => text).join(' ').slice(0, 6_000)],
  ['10,000 distinct words', words(10_000)],
  ['10,000 of its own words', DRAFTS.map(({ text }) => text).join(' ').split(' ').slice(0, 10_000).join(' ')],
  ['2,000 excluded words', words(2_000).replaceAll(' ', ' -')],
  ['2,000 phrases', words(2_000).split(' ').map((one) => `"${one}"`).join(' ')],
  ['accents without letters', '\u0301'.repeat(6_000)],
  ['letters with a thousand accents', `a${'\u0301'.repeat(3_000)} e${'\u0308'.repeat(2_900)}`],
  ['apostrophes', 'a\''.repeat(3_000)],
  ['initials', 'A.'.repeat(3_000)],
  ['grouped digits', `1${',234'.repeat(1_500)}`],
  ['lone surrogates', '\uD800 \uDC00 shu\uD83D lo\uDE00 \uDBFF'],
  ['NUL', 'shu\0lo \0 "a\0b" -\0c'],
  ['direction overrides', '\u202Eferry\u202C \u2066lo\u2069'],
  ['one character of many bytes', '👨‍👩‍👧‍👦'.repeat(500)],
  ['a language without spaces', '東京都の港で船が沈没した'.repeat(400)],
  ['words of a query language', 'text: NEAR("a" b) AND NOT OR * ^lo headline:lo -text:lo {lo}'],
  ['SQL', '\'; DROP TABLE paragraphs; --'],
  ['a regular expression', '"(a+)+$" -(.*)* [[[ \\p{L}'],
  ['keys of an object', '__proto__ constructor toString hasOwnProperty'],
];

function isSound(answer: Answer): void {
  expect(['answer', 'unsure', 'absent']).toContain(answer.confidence);
  expect(Number.isFinite(answer.score)).toBe(true);
  expect(answer.hits.length).toBeLessThanOrEqual(5);
  for (const { score, excerpt, paragraph } of answer.hits) {
    expect(Number.isFinite(score)).toBe(true);
    expect(paragraph.source.text).toContain(excerpt.text);
  }
}

describe.each(INDEXES.map((index) => [index.name, index] as const))('any question over %s', (_name, module) => {
  let searcher: Searcher;
  let empty: Searcher;
  beforeAll(async () => {
    searcher = await searcherOver(DRAFTS, { index: await module.open(null), names: [['shu', 'lo ba'], ['constructor', 'ke']] });
    empty = await searcherOver([], { index: await module.open(null) });
  });

  it.each(QUESTIONS)('of %s gets an answer', async (_what, question) => {
    for (const limit of [1, 5]) isSound(await searcher.search({ question, limit, articles: null }));
    isSound(await searcher.search({ question, limit: 5, articles: new Set(['m1', '"', '\0']) }));
    expect(await empty.search({ question, limit: 5, articles: null })).toMatchObject({ confidence: 'absent', hits: [] });
  });

  it('drawn at random gets an answer', async () => {
    const part = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }), fc.constantFrom('"', '-', '“', '„', '«', 'lo', 'shu', 'ba', 'lo ba', 'WHO', ' ', '.', '*'));
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 12 }), async (parts) => {
        isSound(await searcher.search({ question: parts.join(''), limit: 5, articles: null }));
      }),
      { numRuns: 300 },
    );
  });

  it('of ten times the words takes no hundred times as long', async () => {
    const took = async (question: string): Promise<number> => {
      const begun = performance.now();
      await searcher.search({ question, limit: 5, articles: null });
      return performance.now() - begun;
    };
    const [short, long] = [words(3_000), words(30_000)];
    await took(short);
    expect(await took(long)).toBeLessThan(100 * Math.max(5, await took(short)));
  });
});

describe('after a failure', () => {
  it('of the store while an archive’s level was being learnt, the next question is answered', async () => {
    let fails = true;
    const whole = await searcherOver(DRAFTS);
    const broken = await searcherOver(DRAFTS, { onSample: () => { if (fails) { fails = false; throw new Error('disk on fire'); } } });
    const request = { question: DRAFTS[3]?.text.slice(0, 40) ?? '', limit: 3, articles: null };
    await expect(broken.search(request)).rejects.toThrow('disk on fire');
    expect(await broken.search(request)).toEqual(await whole.search(request));
  });
});
