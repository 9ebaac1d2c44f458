import { distance } from 'fastest-levenshtein';
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { terms } from '../../src/search/analysis.ts';
import type { Candidate, CandidateQuery, CandidateTerm, Index } from '../../src/search/port.ts';
import type { Changes } from '../../src/store/store.ts';
import { paragraph, type Draft } from './helpers.ts';

const CORPUS: readonly Draft[] = [
  { id: 'a.1', text: 'The ferry sank in the harbour.', title: 'Ferry disaster' },
  { id: 'a.2', text: 'A harbour pilot was asked about the ferries.', title: 'Ferry disaster' },
  { id: 'b.1', text: 'Elections were held in October.', title: 'Votes counted', publisher: 'Gazette' },
  { id: 'c.1', text: 'Nothing of note.', title: '' },
];

function batch(drafts: readonly Draft[], sequence: number, removals: readonly string[] = []): Changes {
  return { sequence, upserts: drafts.map(paragraph), removals, more: false };
}

function weighted(text: string): CandidateTerm[] {
  return terms(text).map((term) => ({ term, text: 1, headline: 1 }));
}

function query(wanted: readonly CandidateTerm[], limits: Partial<CandidateQuery> = {}): CandidateQuery {
  return { terms: wanted, required: [], excluded: [], articles: null, limit: 10, ...limits };
}

/** What every index must do, so that answers are the same whatever stands below them. */
export function testIndex(name: string, open: () => Promise<Index>): void {
  describe(`index ${name}`, () => {
    let index: Index;
    const ask = async (text: string, articles: ReadonlySet<string> | null = null, limit = 10): Promise<string[]> => {
      return (await index.candidates(query(weighted(text), { articles, limit }))).map(({ id }) => id);
    };

    beforeEach(async () => {
      index = await open();
      await index.apply(batch(CORPUS, 4));
    });

    it('begins at sequence 0 and remembers what it applied', async () => {
      expect(await (await open()).appliedSequence()).toBe(0);
      expect(await index.appliedSequence()).toBe(4);
    });

    it('finds every paragraph that holds a term in text or headline, and no other', async () => {
      expect((await ask('ferry')).sort()).toEqual(['a.1', 'a.2']);
      expect(await ask('October')).toEqual(['b.1']);
      expect(await ask('gazette')).toEqual(['b.1']);
      expect(await ask('zeppelin')).toEqual([]);
      expect(await index.candidates(query([]))).toEqual([]);
    });

    it('puts the paragraph with more of what is rare first, with finite scores that fall', async () => {
      const found: readonly Candidate[] = await index.candidates(query(weighted('harbour pilot')));
      expect(found[0]?.id).toBe('a.2');
      expect(found.map(({ score }) => score)).toEqual(found.map(({ score }) => score).sort((a, b) => b - a));
      expect(found.every(({ score }) => Number.isFinite(score) && score > 0)).toBe(true);
    });

    it('lets a weight count', async () => {
      const found = await index.candidates(query([{ term: 'octob', text: 0.01, headline: 0.01 }, { term: 'sank', text: 1, headline: 1 }]));
      expect(found.map(({ id }) => id)).toEqual(['a.1', 'b.1']);
    });

    it('keeps to the limit and to the articles asked for', async () => {
      expect(await ask('ferry harbour', null, 1)).toHaveLength(1);
      expect(await ask('ferry october', new Set(['b']))).toEqual(['b.1']);
      expect(await ask('ferry', new Set())).toEqual([]);
    });

    it('knows N, df and mean length over the whole archive', async () => {
      const { paragraphs, text, headline } = await index.statistics(terms('ferry october zeppelin'));
      expect(paragraphs).toBe(4);
      expect(text.df).toEqual([2, 1, 0]);
      expect(headline.df).toEqual([2, 0, 0]);
      const lengths = CORPUS.map((draft) => terms(draft.text).length);
      expect(text.averageLength).toBeCloseTo(lengths.reduce((sum, length) => sum + length, 0) / 4, 5);
    });

    it('finds near spellings, nearest first, and words that begin so', async () => {
      const near = await index.similar('harbur', 1, 5);
      expect(near[0]).toEqual({ term: 'harbour', distance: 1, kind: 'fuzzy' });
      expect(await index.similar('oct', 1, 5)).toContainEqual({ term: 'octob', distance: 0, kind: 'prefix' });
      expect(await index.similar('zeppelin', 2, 5)).toEqual([]);
    });

    it('replaces, adds and removes: afterwards as if it had been built so', async () => {
      await index.apply(batch([{ id: 'a.1', text: 'The zeppelin sank.', title: 'Ferry disaster' }, { id: 'd.1', text: 'A ferry again.' }], 7, ['b.1']));
      const built = await open();
      await built.apply(batch([{ id: 'a.1', text: 'The zeppelin sank.', title: 'Ferry disaster' }, ...CORPUS.slice(1, 2), ...CORPUS.slice(3), { id: 'd.1', text: 'A ferry again.' }], 7));
      expect(await index.appliedSequence()).toBe(7);
      const asked = terms('ferry october zeppelin gazette harbour');
      expect(await index.statistics(asked)).toEqual(await built.statistics(asked));
      for (const question of ['ferry', 'october', 'zeppelin', 'harbour pilot', 'gazette']) {
        expect(await index.candidates(query(weighted(question)))).toEqual(await built.candidates(query(weighted(question))));
      }
    });

    it('forgets nothing when a removal names what it never had', async () => {
      await index.apply(batch([], 5, ['nobody.1']));
      expect((await ask('ferry')).sort()).toEqual(['a.1', 'a.2']);
    });

    it('selects by terms that must and must not stand in text or headline', async () => {
      const select = async (text: string, limits: Partial<CandidateQuery>): Promise<string[]> => (await index.candidates(query(weighted(text), limits))).map(({ id }) => id).sort();
      expect(await select('ferry harbour october', { required: terms('sank') })).toEqual(['a.1']);
      expect(await select('ferry harbour october', { required: terms('ferry harbour') })).toEqual(['a.1', 'a.2']);
      expect(await select('october', { required: terms('gazette') })).toEqual(['b.1']);
      expect(await select('october', { required: terms('harbour') })).toEqual([]);
      expect(await select('harbour october', { excluded: terms('pilot') })).toEqual(['a.1', 'b.1']);
      expect(await select('harbour october', { excluded: terms('disaster zeppelin') })).toEqual(['b.1']);
      expect(await select('harbour october', { required: terms('harbour'), excluded: terms('sank pilot') })).toEqual([]);
    });

    it('gives nothing of an article that is left out', async () => {
      const all = (await index.candidates(query(weighted('ferry harbour october')))).map(({ id }) => id);
      expect(all.some((id) => id.startsWith('a.'))).toBe(true);
      const without = (await index.candidates(query(weighted('ferry harbour october'), { except: 'a' }))).map(({ id }) => id);
      expect(without.sort()).toEqual(all.filter((id) => !id.startsWith('a.')).sort());
      expect(await index.candidates(query(weighted('ferry harbour october'), { except: 'a', articles: new Set(['a']) }))).toEqual([]);
    });

    it('gives as many as it found where more are asked for than are enough', async () => {
      expect(await index.candidates(query(weighted('ferry harbour october'), { limit: 1 }))).toHaveLength(1);
      const most = await index.candidates(query(weighted('ferry harbour october'), { limit: 1, most: 9 }));
      expect(most.length).toBeGreaterThan(1);
    });

    it('selects also where the words that count are common: what it may not give leaves room for what it may', async () => {
      const many = Array.from({ length: 700 }, (_, place): Draft => ({ id: `m${place}.1`, text: `The ferry and the harbour, ${place % 2 === 0 ? 'open' : 'closed'}.` }));
      await index.apply(batch([...many, { id: 'z.1', text: 'A long way off the ferry and the harbour a whale was seen in the cold of the morning, closed in by ice.' }], 5));
      expect((await index.candidates(query(weighted('ferry harbour'), { required: terms('whale') }))).map(({ id }) => id)).toEqual(['z.1']);
      expect((await index.candidates(query(weighted('ferry harbour'), { articles: new Set(['z']) }))).map(({ id }) => id)).toEqual(['z.1']);
      const open = await index.candidates(query(weighted('ferry harbour closed'), { excluded: terms('closed'), limit: 400 }));
      expect(open).toHaveLength(352);
    });

    it('gives the first by their ids of too many that are equal, in whatever order they came', async () => {
      const many = Array.from({ length: 450 }, (_, place): Draft => ({ id: `m${String(place).padStart(3, '0')}.1`, text: 'The zeppelin flies over the town.' }));
      const first = many.slice(0, 10).map(({ id }) => id);
      await index.apply(batch(many, 5));
      expect(await ask('zeppelin')).toEqual(first);
      const built = await open();
      await built.apply(batch(many.toReversed(), 5));
      expect((await built.candidates(query(weighted('zeppelin')))).map(({ id }) => id)).toEqual(first);
      await built.close();
    });

    it('tells the languages of its paragraphs, most first', async () => {
      expect(await index.languages()).toEqual([{ language: 'en', paragraphs: 4 }]);
      await index.apply(batch([{ id: 'd.1', text: 'Die Fähren', language: 'de' }, { id: 'd.2', text: 'Le bac', language: 'fr' }, { id: 'a.1', text: 'Die Fähre', language: 'de' }], 5, ['c.1', 'b.1']));
      expect(await index.languages()).toEqual([{ language: 'de', paragraphs: 2 }, { language: 'en', paragraphs: 1 }, { language: 'fr', paragraphs: 1 }]);
      expect((await index.statistics(['fahr'])).text.df).toEqual([2]);
      await index.apply(batch([], 6, ['d.2']));
      expect(await index.languages()).toHaveLength(2);
    });

    it('orders spellings: nearest first, then longer words, commonest first, then by the alphabet', async () => {
      const texts = ['portal', 'portal', 'porter', 'portion', 'portal porter', 'porty', 'pert', 'part', 'sport'];
      await index.apply(batch(texts.map((text, place) => ({ id: `p${place}.1`, text, language: 'xx' })), 5));
      expect((await index.similar('port', 1, 20)).map(({ term, distance, kind }) => `${kind} ${distance} ${term}`)).toEqual([
        'fuzzy 1 part', 'fuzzy 1 pert', 'fuzzy 1 porty', 'fuzzy 1 sport', 'prefix 0 portal', 'prefix 0 porter', 'prefix 0 portion',
      ]);
      expect((await index.similar('port', 1, 5)).map(({ term }) => term)).toEqual(['part', 'pert', 'porty', 'sport', 'portal']);
      expect((await index.similar('port', 0, 20)).map(({ term }) => term)).toEqual(['portal', 'porter', 'portion', 'porty']);
      await index.apply(batch([], 6, ['p0.1', 'p1.1', 'p4.1', 'p6.1']));
      expect((await index.similar('port', 1, 20)).map(({ term }) => term)).toEqual(['part', 'porty', 'sport', 'porter', 'portion']);
    });

    it('finds no more longer words than are worth looking at, the same ones in whatever order they came', async () => {
      const words = Array.from({ length: 1_200 }, (_, place) => `zeb${String.fromCharCode(97 + (place % 26), 97 + (Math.floor(place / 26) % 26), 97 + Math.floor(place / 676))}`);
      const built = await open();
      await index.apply(batch(words.map((text, place) => ({ id: `w${place}.1`, text, language: 'xx' })), 5));
      await built.apply(batch(words.map((text, place) => ({ id: `w${place}.1`, text, language: 'xx' })).reverse(), 5));
      const found = await index.similar('zeb', 0, 12);
      expect(found).toHaveLength(12);
      expect(found).toEqual(await built.similar('zeb', 0, 12));
      expect(found[0]?.term).toBe(words.toSorted()[0]);
    });

    it('agrees with a plain search for near spellings, whatever the words', async () => {
      const word = fc.stringMatching(/^[abc]{1,6}$/u);
      await fc.assert(
        fc.asyncProperty(fc.uniqueArray(word, { minLength: 1, maxLength: 40 }), word, fc.integer({ min: 0, max: 3 }), async (words, asked, most) => {
          const held = await open();
          await held.apply(batch(words.map((text, place) => ({ id: `w${place}.1`, text, language: 'xx' })), 5));
          const near = words.map((term) => ({ term, distance: distance(asked, term) })).filter((found) => found.distance > 0 && found.distance <= most);
          const longer = words.filter((term) => term.startsWith(asked) && term !== asked && !near.some((found) => found.term === term)).sort();
          expect(await held.similar(asked, most, 100)).toEqual([
            ...near.sort((a, b) => a.distance - b.distance || (a.term < b.term ? -1 : 1)).map((found) => ({ ...found, kind: 'fuzzy' })),
            ...longer.map((term) => ({ term, distance: 0, kind: 'prefix' })),
          ]);
          await held.close();
        }),
        { numRuns: 40 },
      );
    });

    it('takes terms of any letters, and of what the store’s language means something to', async () => {
      const odd = ['near', 'or', 'rank', 'text', 'ſtraße', 'ǆ', 'مدرس', '東京', '🇮🇶x', 'a'.repeat(3_000), 'null', '1'];
      await index.apply(batch(odd.map((text, place) => ({ id: `o${place}.1`, text: `${text} ferry`, language: 'xx' })), 5));
      for (const term of new Set(odd.flatMap((text) => terms(text, 'xx')))) {
        const found = await index.candidates(query([{ term, text: 1, headline: 1 }]));
        expect([term, found.length]).toEqual([term, (await index.statistics([term])).text.df[0]]);
        expect(found.length).toBeGreaterThan(0);
      }
      for (const term of ['"', '*', 'a" OR "b', 'text:', '^ferri', '-ferri', 'NEAR(a b)', '(', '\0', '\uD800', '', ' ', '%']) {
        expect([term, await index.candidates(query([{ term, text: 1, headline: 1 }]))]).toEqual([term, []]);
        expect([term, await index.candidates(query(weighted('ferry'), { required: [term] }))]).toEqual([term, []]);
        expect((await index.candidates(query(weighted('ferry'), { excluded: [term], limit: 50 }))).length).toBe(2);
        expect(await index.similar(term, 1, 5)).toBeInstanceOf(Array);
        expect((await index.statistics([term])).text.df).toEqual([0]);
      }
    });

    it('forgets all when told to, and can be filled again', async () => {
      const before = await index.candidates(query(weighted('ferry harbour')));
      await index.clear();
      expect(await index.appliedSequence()).toBe(0);
      expect(await index.languages()).toEqual([]);
      expect(await index.statistics(['ferri'])).toMatchObject({ paragraphs: 0, text: { df: [0] }, headline: { df: [0] } });
      expect(await ask('ferry')).toEqual([]);
      expect(await index.similar('ferr', 1, 5)).toEqual([]);
      await index.apply(batch(CORPUS, 4));
      expect(await index.candidates(query(weighted('ferry harbour')))).toEqual(before);
    });

    it('finds the same after what was removed is erased', async () => {
      await index.apply(batch([], 5, ['a.1', 'b.1']));
      await index.erase?.();
      expect(await index.appliedSequence()).toBe(5);
      expect(await ask('ferry')).toEqual(['a.2']);
      expect(await ask('october sank')).toEqual([]);
      expect(await index.statistics(['ferri', 'octob'])).toMatchObject({ paragraphs: 2, text: { df: [1, 0] } });
      expect(await index.similar('octo', 1, 5)).toEqual([]);
      await index.apply(batch(CORPUS, 6));
      expect((await ask('ferry')).sort()).toEqual(['a.1', 'a.2']);
    });

    it('keeps nothing, without complaint, where it has no place to', async () => {
      await index.save();
      await index.save();
      expect(await index.appliedSequence()).toBe(4);
    });
  });
}
