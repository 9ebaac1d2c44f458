import { describe, expect, it } from 'vitest';
import { headline } from '../../src/search/headline.ts';
import minisearch from '../../src/search/indexes/minisearch.ts';
import type { Searcher } from '../../src/search/searcher.ts';
import { Concepts, PlainMeaning } from '../support/concepts.ts';
import { idsFor, paragraph, searcherOver, type Draft } from './helpers.ts';

/** Words that the model of these tests knows to mean the same. */
const SAME = [['pay', 'paying', 'loan', 'finance', 'financed', 'funds'], ['plant', 'station', 'works'], ['power', 'electricity'], ['boat', 'ferry', 'vessel'], ['die', 'died', 'killed', 'deaths']] as const;

const ARCHIVE: readonly Draft[] = [
  { id: 'loan.1', text: 'The electricity station was financed by a Japanese agency.' },
  { id: 'sea.1', text: 'The vessel left the harbour at dawn.' },
  { id: 'sea.2', text: 'Nobody was killed when the vessel sank.', number: 2 },
  { id: 'talk.1', text: 'Who talks about the weather all day is seldom wrong.' },
  { id: 'talk.2', text: 'People who pay attention talk about prices.', number: 2 },
  ...Array.from({ length: 20 }, (_, place) => ({ id: `other${place}.1`, text: `Report number ${place} about the market of town ${place}.` })),
];

async function over(drafts: readonly Draft[], level: number | null = null): Promise<{ searcher: Searcher; words: Searcher; meaning: PlainMeaning }> {
  const known = drafts.map(paragraph).map((one) => ({ ...one, headline: headline(one) }));
  const meaning = new PlainMeaning(known, new Concepts(SAME), level);
  return { searcher: await searcherOver(drafts, { meaning }), words: await searcherOver(drafts), meaning };
}

describe('a question in other words than the archive\'s', () => {
  it('finds what words alone do not', async () => {
    const { searcher, words } = await over(ARCHIVE);
    expect(await idsFor(words, 'who is paying for the power plant')).not.toContain('loan.1');
    expect((await idsFor(searcher, 'who is paying for the power plant'))[0]).toBe('loan.1');
  });

  it('still finds first what says it in the same words', async () => {
    const { searcher } = await over([...ARCHIVE, { id: 'exact.1', text: 'The ferry to the island was late.' }]);
    expect((await idsFor(searcher, 'ferry to the island'))[0]).toBe('exact.1');
  });

  it('is asked in the right spelling, since a misspelt word means nothing to a model', async () => {
    const { searcher, meaning } = await over(ARCHIVE);
    const { didYouMean } = await searcher.search({ question: 'the harbuor at dawn', limit: 3, articles: null });
    expect(meaning.asked.at(-1)).toBe('the harbour at dawn');
    expect(didYouMean).toBe('the harbour at dawn');
  });

  it('is asked as it stands where the model knows a word that the archive does not', async () => {
    const { searcher, words, meaning } = await over([...ARCHIVE, { id: 'plane.1', text: 'The plane landed at noon.' }]);
    expect((await words.search({ question: 'the plante at noon', limit: 3, articles: null })).didYouMean).toBe('the plane at noon');
    await searcher.search({ question: 'the plant at noon', limit: 3, articles: null });
    expect(meaning.asked.at(-1)).toBe('the plant at noon');
  });

  it('keeps to what must be held and what must not', async () => {
    const { searcher, meaning } = await over(ARCHIVE);
    expect(await idsFor(searcher, 'who is paying for the power plant "prices"')).toEqual(['talk.2']);
    expect(await idsFor(searcher, 'who is paying for the power plant -japanese')).not.toContain('loan.1');
    expect(meaning.asked.at(-1)).not.toContain('japanese');
  });

  it('is not answered by what it rules out', async () => {
    const { searcher, words } = await over([{ id: 'loan.1', text: 'The electricity station was financed by a Japanese agency.' }, { id: 'sea.1', text: 'The vessel left at dawn.' }], 0.1);
    expect((await searcher.search({ question: 'who is paying for the power plant', limit: 3, articles: null })).confidence).not.toBe('absent');
    for (const question of ['who is paying for the power plant -electricity -vessel', 'who is paying for the power plant "never said anywhere"']) {
      const [both, alone] = await Promise.all([searcher, words].map(async (one) => one.search({ question, limit: 3, articles: null })));
      expect(both?.confidence).toBe('absent');
      expect(both?.hits.map(({ paragraph: { source } }) => source.id)).toEqual(alone?.hits.map(({ paragraph: { source } }) => source.id));
      expect(both?.stage).toEqual({ index: 'minisearch', model: null, without: null });
    }
  });

  it('finds nothing where neither words nor meaning are near', async () => {
    const { searcher } = await over(ARCHIVE, 0.9);
    expect(await idsFor(searcher, 'zeppelins above Jupiter')).toEqual([]);
  });

  it('finds first what says it in its words though its vector is not made yet', async () => {
    const { searcher, meaning } = await over([...ARCHIVE, { id: 'new.1', text: 'The ferry to the island was late because of fog.' }, { id: 'old.1', text: 'The vessel to the island was seen.' }]);
    const { near } = meaning;
    meaning.near = async (query) => {
      const found = await near(query);
      return typeof found === 'string' ? found : { ...found, near: found.near.filter(({ id }) => id !== 'new.1') };
    };
    expect((await idsFor(searcher, 'which captain of the ferry had an accident at the island'))[0]).toBe('new.1');
  });

  it('is not turned about by likenesses that hardly differ', async () => {
    const { searcher, words, meaning } = await over(ARCHIVE);
    const { near } = meaning;
    meaning.near = async (query) => {
      const found = await near(query);
      return typeof found === 'string' ? found : { ...found, usual: 0.5, near: found.near.map((one, place) => ({ ...one, likeness: 0.5 + place / 100_000 })).reverse() };
    };
    const question = 'zeppelins and a harvest parade in town 7';
    expect((await idsFor(searcher, question))[0]).toBe((await idsFor(words, question))[0]);
  });

  it('keeps to the articles asked for', async () => {
    const { searcher } = await over(ARCHIVE);
    const { hits } = await searcher.search({ question: 'did anybody die on the boat', limit: 5, articles: new Set(['sea', 'talk']) });
    expect(hits[0]?.paragraph.source.id).toBe('sea.2');
    expect(hits.every(({ paragraph: { source } }) => ['sea', 'talk'].includes(source.articleId))).toBe(true);
  });

  it('keeps to the articles asked for where they are too many to be named', async () => {
    const crowd = Array.from({ length: 2_100 }, (_, place) => ({ id: `crowd${place}.1`, text: `Note ${place}.` }));
    const { searcher } = await over([...ARCHIVE, ...crowd]);
    const asked = new Set(crowd.map(({ id }) => id.replace('.1', '')));
    const search = async (articles: ReadonlySet<string>): Promise<string[]> => (await searcher.search({ question: 'did anybody die on the boat', limit: 5, articles })).hits.map(({ paragraph: { source } }) => source.articleId);
    expect((await search(new Set([...asked, 'sea'])))[0]).toBe('sea');
    expect((await search(asked)).every((article) => asked.has(article))).toBe(true);
  });

  it('goes on by words when meaning is gone before the next page', async () => {
    const { searcher, meaning } = await over(ARCHIVE);
    const question = 'did anybody die on the boat';
    const first = await searcher.search({ question, limit: 2, articles: null, fold: false });
    const shown = first.hits.map(({ paragraph: { source } }) => source.id);
    meaning.near = async () => 'late';
    const ordered = (await searcher.order(question, shown, first.further)).flat();
    expect([...ordered].sort()).toEqual([...first.further].sort());
    expect((await searcher.hits(question, shown)).map(({ paragraph: { source } }) => source.id)).toEqual(shown);
  });

  it('is paged in the same order as it was asked for at once', async () => {
    const { searcher } = await over(ARCHIVE);
    const question = 'did anybody die on the boat';
    const first = await searcher.search({ question, limit: 2, articles: null, fold: false });
    const ordered = await searcher.order(question, first.hits.map(({ paragraph: { source } }) => source.id), first.further);
    const all = await idsFor(searcher, question, 2 + ordered.length);
    expect([...first.hits.map(({ paragraph: { source } }) => source.id), ...ordered.map(([id]) => id)].slice(0, 5)).toEqual(all.slice(0, 5));
  });

  it('shows the sentence that is meant', async () => {
    const filler = 'Many things were said that day by many people about many other things. '.repeat(6);
    const text = `${filler}In the end the electricity station was financed by an agency of Japan, which nobody had expected, at an interest of one in a hundred, after years. ${filler}`;
    const { searcher, words } = await over([{ id: 'long.1', text }, { id: 'b.1', text: 'Something else was said that day.' }]);
    const question = 'who is paying for the power plant these days';
    const excerptOf = async (of: Searcher): Promise<string> => (await of.hits(question, ['long.1']))[0]?.excerpt.text ?? '';
    expect(await excerptOf(words)).not.toContain('financed');
    expect(await excerptOf(searcher)).toContain('financed');
    expect(text).toContain(await excerptOf(searcher));
  });
});

describe('whether the archive answers', () => {
  it('is told by meaning, too: what is alike lifts, what is not lowers', async () => {
    const question = 'who is paying for the power plant';
    const [low, high] = [(await over(ARCHIVE, 0.2)).searcher, (await over(ARCHIVE, 0.95)).searcher];
    const [sure, unsure] = [await low.search({ question, limit: 3, articles: null }), await high.search({ question, limit: 3, articles: null })];
    expect(sure.score).toBeGreaterThan(unsure.score);
    expect(sure.confidence).not.toBe('absent');
    expect(unsure.confidence).toBe('absent');
  });

  it('is told by words alone where an archive is too small to know what is usual', async () => {
    const { searcher, words } = await over(ARCHIVE, null);
    for (const question of ['the vessel left the harbour', 'zeppelins over Mars']) {
      expect((await searcher.search({ question, limit: 3, articles: null })).confidence).toBe((await words.search({ question, limit: 3, articles: null })).confidence);
    }
  });

  it('is absent in an empty archive', async () => {
    const { searcher } = await over([]);
    expect(await searcher.search({ question: 'the ferry', limit: 3, articles: null })).toMatchObject({ confidence: 'absent', hits: [] });
  });
});

describe('what answered', () => {
  it('is told: words and meaning, or words and why', async () => {
    const { searcher, words, meaning } = await over(ARCHIVE);
    const stage = async (of: Searcher): Promise<unknown> => (await of.search({ question: 'the ferry', limit: 1, articles: null })).stage;
    expect(await stage(words)).toEqual({ index: 'minisearch', model: null, without: null });
    expect(await stage(searcher)).toEqual({ index: 'minisearch', model: 'concepts', without: null });
    const withoutMeaning = await idsFor(words, 'the vessel left');
    for (const state of ['starting', 'reading', 'missing', 'broken'] as const) {
      meaning.now = { ...meaning.now, state };
      expect(await stage(searcher)).toEqual({ index: 'minisearch', model: null, without: state });
      expect(await idsFor(searcher, 'the vessel left')).toEqual(withoutMeaning);
    }
    meaning.now = { ...meaning.now, state: 'ready' };
    meaning.near = async () => 'late';
    expect(await stage(searcher)).toEqual({ index: 'minisearch', model: null, without: 'late' });
  });

  it('are words for what is no question', async () => {
    const { searcher, meaning } = await over(ARCHIVE);
    await searcher.related.to('sea', 3, async () => ({ articleId: 'sea', language: 'en', headline: '', text: 'The vessel left the harbour.', versionOf: null }));
    expect(meaning.asked).toEqual([]);
    await searcher.search({ question: '?!', limit: 3, articles: null });
    expect(meaning.asked).toEqual([]);
  });

  it('does not depend on the index', async () => {
    const known = ARCHIVE.map(paragraph).map((one) => ({ ...one, headline: headline(one) }));
    const meaning = new PlainMeaning(known, new Concepts(SAME));
    const { default: fts5 } = await import('../../src/search/indexes/fts5.ts');
    const found = await Promise.all([minisearch, fts5].map(async (module) => idsFor(await searcherOver(ARCHIVE, { meaning, index: await module.open(null) }), 'did anybody die on the boat')));
    expect(found[0]).toEqual(found[1]);
  });
});
