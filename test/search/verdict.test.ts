import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Answer } from '../../src/search/answer.ts';
import { idf } from '../../src/search/bm25.ts';
import { levelOf } from '../../src/search/calibration.ts';
import { chanceShare } from '../../src/search/chance.ts';
import minisearch from '../../src/search/indexes/minisearch.ts';
import { occurrences } from '../../src/search/occurrences.ts';
import type { ParagraphSource } from '../../src/search/paragraphs.ts';
import { plan, type Plan } from '../../src/search/plan.ts';
import { judge } from '../../src/search/verdict.ts';
import { paragraph, searcherOver, type Draft } from './helpers.ts';

async function planOver(texts: readonly string[], question: string): Promise<Plan> {
  const index = await minisearch.open(null);
  await index.apply({ sequence: 1, upserts: texts.map((text, place) => paragraph({ text }, place)), removals: [], more: false });
  return plan(question, index, []);
}

/** So many paragraphs, each word in as many of them as told. */
function corpus(size: number, counts: Readonly<Record<string, number>>): string[] {
  return Array.from({ length: size }, (_, place) => [`filler${place}`, ...Object.keys(counts).filter((word) => place < (counts[word] ?? 0))].join(' '));
}

const ask = async (drafts: readonly Draft[], question: string): Promise<Answer> => (await searcherOver(drafts)).search({ question, limit: 5, articles: null });

describe('what chance explains', () => {
  it('is nothing where no word of the question is there, and in an empty archive', async () => {
    expect(chanceShare(await planOver(corpus(10, {}), 'zeppelin'))).toBe(0);
    expect(chanceShare(await planOver([], 'zeppelin'))).toBe(0);
    expect(chanceShare(await planOver(corpus(10, {}), ''))).toBe(0);
  });

  it('of one word is the chance that any paragraph would hold it', async () => {
    expect(chanceShare(await planOver(corpus(10, { ferry: 2 }), 'ferry'))).toBeCloseTo(1 - 0.8 ** 10, 10);
    expect(chanceShare(await planOver(corpus(10, { ferry: 1 }), 'ferry'))).toBeCloseTo(1 - 0.9 ** 10, 10);
    // A word that stands everywhere counts as if it stood in nine of ten.
    expect(chanceShare(await planOver(corpus(10, { ferry: 10 }), 'ferry'))).toBeCloseTo(1 - 0.1 ** 10, 10);
  });

  it('of two words is the expected best of all paragraphs', async () => {
    const [a, b] = [idf(4, 1), idf(4, 2)];
    // Shares 1/4 and 1/2: both with 1/8, the rarer alone with 1/8, the other alone with 3/8.
    const [both, rarer, any] = [1 - (7 / 8) ** 4, 1 - (6 / 8) ** 4, 1 - (3 / 8) ** 4];
    const expected = (a + b) * both + a * (rarer - both) + b * (any - rarer);
    expect(chanceShare(await planOver(corpus(4, { ferry: 1, pilot: 2 }), 'ferry pilot'))).toBeCloseTo(expected / (a + b), 10);
  });

  it('takes its share of a question with missing words too', async () => {
    const held = idf(10, 2) * (1 - 0.8 ** 10);
    expect(chanceShare(await planOver(corpus(10, { ferry: 2 }), 'ferry zeppelin'))).toBeCloseTo(held / (idf(10, 2) + idf(10, 0)), 10);
  });

  it('is a share, grows with the number of paragraphs, and takes no longer with many words', async () => {
    const words = Array.from({ length: 40 }, (_, place) => `w${place}x`);
    const shares: number[] = [];
    for (const size of [20, 200, 1_000]) shares.push(chanceShare(await planOver(corpus(size, Object.fromEntries(words.map((word) => [word, size / 10]))), words.join(' '))));
    for (const share of shares) expect(share).toBeLessThanOrEqual(1);
    expect(shares).toEqual(shares.toSorted((a, b) => a - b));
    expect(shares[0]).toBeGreaterThan(0);
  });
});

describe('the verdict', () => {
  const filler: readonly Draft[] = Array.from({ length: 30 }, (_, place) => ({ text: `Other things happened in town number ${place}, and people talked of weather${place}.` }));

  it('is absent without any paragraph', async () => {
    expect(judge(await planOver(corpus(5, {}), 'zeppelin'), [], 0)).toEqual({ confidence: 'absent', score: 0 });
  });

  it('scores higher the more of the question a paragraph holds', async () => {
    const held = ['Nothing of the kind.', 'The ferry was late.', 'The ferry of the captain was late.', 'The ferry of the captain sank, late.', 'The ferry of the captain sank in the harbour, late.'];
    // All words are somewhere, so that only the best paragraph differs.
    const elsewhere: readonly Draft[] = ['Harbour.', 'Captain.', 'Ferry.', 'Sank.'].map((text) => ({ text }));
    const scores: number[] = [];
    for (const text of held.slice(1)) scores.push((await ask([{ text }, ...elsewhere, ...filler], 'ferry captain sank harbour')).score);
    expect(scores).toEqual(scores.toSorted((a, b) => a - b));
    expect(new Set(scores).size).toBe(scores.length);
  });

  it('scores lower with each word that the archive does not have', async () => {
    const drafts: readonly Draft[] = [{ text: 'The ferry of the captain sank in the harbour.' }, ...filler];
    const scores: number[] = [];
    for (const question of ['ferry captain harbour', 'ferry captain harbour zeppelin', 'ferry captain harbour zeppelin quokka']) scores.push((await ask(drafts, question)).score);
    expect(scores).toEqual(scores.toSorted((a, b) => b - a));
  });

  it('rises from absent over unsure to answer as the score does, whatever the archive’s level', async () => {
    const searcher = await searcherOver([{ text: 'The ferry of the captain sank in the harbour.' }, ...filler]);
    const { hits } = await searcher.search({ question: 'ferry captain harbour', limit: 1, articles: null });
    const planned = await planOver(['The ferry of the captain sank in the harbour.', ...filler.map(({ text }) => text)], 'ferry captain harbour');
    const [hit] = hits;
    if (hit === undefined) throw new Error('nothing was found');
    const order = ['absent', 'unsure', 'answer'];
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 40, noNaN: true }), { minLength: 2 }), fc.double({ min: 0, max: 5, noNaN: true }), (scores, level) => {
        const verdicts = scores.sort((a, b) => a - b).map((score) => judge(planned, [{ paragraph: hit.paragraph, score, textScore: score, found: occurrences(planned, hit.paragraph.tokens) }], level));
        expect(verdicts.map(({ score }) => score)).toEqual(verdicts.map(({ score }) => score).sort((a, b) => a - b));
        const places = verdicts.map(({ confidence }) => order.indexOf(confidence));
        expect(places).toEqual(places.toSorted((a, b) => a - b));
      }),
    );
  });

  it('is no surer in an archive of a higher level', async () => {
    const planned = await planOver(corpus(10, { ferry: 2, pilot: 1 }), 'ferry pilot');
    const { hits } = await (await searcherOver(corpus(10, { ferry: 2, pilot: 1 }).map((text) => ({ text })))).search({ question: 'ferry pilot', limit: 1, articles: null });
    const [hit] = hits;
    if (hit === undefined) throw new Error('nothing was found');
    const order = ['absent', 'unsure', 'answer'];
    fc.assert(
      fc.property(fc.double({ min: 0, max: 8, noNaN: true }), fc.double({ min: 0, max: 3, noNaN: true }), fc.double({ min: 0, max: 3, noNaN: true }), (score, one, other) => {
        const [low, high] = [Math.min(one, other), Math.max(one, other)].map((level) => judge(planned, [{ paragraph: hit.paragraph, score, textScore: score, found: occurrences(planned, hit.paragraph.tokens) }], level));
        expect(high?.score).toBe(low?.score);
        expect(order.indexOf(high?.confidence ?? '')).toBeLessThanOrEqual(order.indexOf(low?.confidence ?? ''));
      }),
    );
  });

  it('of a name that the archive lacks is less sure than of a common word that it lacks', async () => {
    const drafts: readonly Draft[] = [{ text: 'The ferry of the captain sank in the harbour.' }, ...filler];
    expect((await ask(drafts, 'ferry harbour of Zubrovka')).score).toBeLessThan((await ask(drafts, 'ferry harbour of zubrovka')).score);
  });
});

describe('an archive’s level', () => {
  const source = (text: string, articleId: string): ParagraphSource => ({ id: `${articleId}.1`, articleId, number: 1, kind: 'prose', text, language: 'en', headline: '' });
  const long = (word: string): string => Array.from({ length: 24 }, (_, place) => `${word}${place}`).join(' ');

  it('is asked with a dozen words from the middle of each paragraph that has as many', async () => {
    const asked: string[] = [];
    const empty = await planOver([], '');
    const level = await levelOf([source(long('alpha'), 'a'), source('Too short for that.', 'b'), source(long('beta'), 'c')], async (question) => {
      asked.push(question);
      return { plan: empty, ranked: [] };
    });
    expect(level).toBe(0);
    expect(asked.map((question) => question.split(' '))).toEqual([long('alpha').split(' ').slice(6, 18), long('beta').split(' ').slice(6, 18)]);
  });

  it('is that of the other articles alone: the paragraph itself says nothing of it', async () => {
    const searcher = await searcherOver(['alpha', 'beta', 'gamma'].map((word, place) => ({ id: `${place}x.1`, text: long(word) })));
    expect(await searcher.calibrate()).toBeLessThanOrEqual(0);
  });

  it('is higher where articles resemble each other', async () => {
    const alike = await searcherOver(Array.from({ length: 12 }, (_, place) => ({ text: `${long('alpha')} only${place}` })));
    const unlike = await searcherOver(Array.from({ length: 12 }, (_, place) => ({ text: long(`w${String.fromCharCode(97 + place)}`) })));
    expect(await alike.calibrate()).toBeGreaterThan((await unlike.calibrate()) + 0.5);
  });

  it('is learnt anew when the archive changed', async () => {
    let asked = 0;
    const searcher = await searcherOver(Array.from({ length: 3 }, () => ({ text: long('alpha') })), { onSample: () => { asked++; } });
    await Promise.all([searcher.calibrate(), searcher.search({ question: 'alpha1', limit: 1, articles: null })]);
    expect(asked).toBe(1);
    await searcher.relearn();
    expect(asked).toBe(2);
    await searcher.calibrate();
    expect(asked).toBe(2);
  });
});
