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
  });
}
