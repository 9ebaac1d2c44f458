import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { bareArticle } from '../../src/archive/article.ts';
import type { OriginRecord } from '../../src/store/origins.ts';
import type { Changes, Store } from '../../src/store/store.ts';
import { article, collection, copyOf, stated } from './articles.ts';

/** What every store must do; each store's own test calls it. `open` gives an empty store each time. */
export function testStore(name: string, open: () => Promise<Store>): void {
  describe(`${name} as a store`, () => {
    let store: Store;
    beforeEach(async () => { store = await open(); });
    afterEach(async () => { await store.close(); });

    describe('when empty', () => {
      it('holds nothing, at sequence 0', async () => {
        expect(await store.sequence()).toBe(0);
        expect(await store.counts()).toEqual({ articles: 0, paragraphs: 0 });
        expect(await store.article('x')).toBeNull();
        expect(await store.latest({}, 5)).toEqual({ basis: 'added', articles: [], total: 0, dated: 0, collection: null });
        expect(await store.changes(0, 10)).toEqual({ sequence: 0, upserts: [], removals: [], more: false });
      });
    });

    describe('reading', () => {
      const full = article('x', ['One.', 'Two “dashes” – and 日本語 🙂.\nA second line.'], {
        publisherAlias: 'TheHill', section: 'News', author: 'A. Writer', published: stated('2021-12-07'), url: 'https://example.org/x',
        attribution: 'By A. Writer', credits: ['AP', 'Reuters'], key: 'post-7',
        alsoAt: [copyOf('x', 'page.txt', 3, { publisher: 'VICE', url: 'https://example.org/copy' }), copyOf('x', 'z.txt', 0, { key: 'k' }, ['One, in other words.'])],
      });

      it('gives an article back as it was stored, with its place', async () => {
        await store.replaceCollection(collection('z.txt'), []);
        await store.replaceCollection(collection('page.txt'), [article('w', ['W']), full]);
        const { paragraphs, ...known } = full;
        const { addedAt, ...stored } = (await store.article('x')) ?? { addedAt: '' };
        expect(stored).toEqual({ ...known, collection: 'page.txt', position: 1 });
        expect(new Date(addedAt).toISOString()).toBe(addedAt);
        expect(await store.paragraphsOf('x')).toEqual(paragraphs.map((paragraph) => ({ ...paragraph, articleId: 'x', language: 'en' })));
        expect((await store.openings(['nobody', 'x', 'w'])).map(({ id }) => id)).toEqual([paragraphs.find(({ kind }) => kind === 'prose')?.id, (await store.paragraphsOf('w'))[0]?.id]);
        expect(await store.articlesOf('page.txt')).toEqual([article('w', ['W']), full].map((each) => ({ ...bareArticle(each), paragraphs: each.paragraphs })));
      });

      it('gives articles in the order of their ids and leaves out unknown ones', async () => {
        await store.replaceCollection(collection('z.txt'), []);
        await store.replaceCollection(collection('page.txt'), [full, article('y', ['Y'])]);
        expect(await store.articles(['y', 'nothing', 'x'])).toEqual([await store.article('y'), await store.article('x')]);
      });

      it('gives paragraphs in the order of their ids and leaves out unknown ones', async () => {
        await store.replaceCollection(collection('z.txt'), []);
        await store.replaceCollection(collection('page.txt'), [full]);
        expect((await store.paragraphs(['x.b', 'nothing', 'x.a', 'x.b'])).map(({ id }) => id)).toEqual(['x.b', 'x.a', 'x.b']);
      });

      it('samples paragraphs from all over the archive, the same ones however it came to hold them', async () => {
        const texts = Array.from({ length: 30 }, (_, place) => `Text ${place}.`);
        const [one, other] = [article('one', texts.slice(0, 12)), article('other', texts.slice(12, 24))];
        expect(await store.sample(10)).toEqual([]);
        await store.replaceCollection(collection('a.txt'), [one, article('gone', texts.slice(24))]);
        await store.replaceCollection(collection('b.txt'), [article('other', ['Something else.'])]);
        await store.update({ replace: [{ collection: collection('b.txt', 'new'), articles: [other] }, { collection: collection('a.txt', 'new'), articles: [one] }], remove: [] });
        const sample = await store.sample(6);
        expect(sample).toHaveLength(6);
        expect(new Set(sample.map(({ articleId }) => articleId))).toEqual(new Set(['one', 'other']));
        expect(new Set((await store.sample(1_000)).map(({ id }) => id)).size).toBe(24);
        await store.update({ replace: [], remove: ['a.txt', 'b.txt'] });
        await store.replaceCollection(collection('c.txt'), [other, one]);
        expect(await store.sample(6)).toEqual(sample);
      });

      it('keeps any well-formed text to the last character', async () => {
        await fc.assert(
          fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (text) => {
            await store.replaceCollection(collection('page.txt'), [article('x', [text], { title: text })]);
            expect((await store.paragraphsOf('x'))[0]?.text).toBe(text);
            expect((await store.article('x'))?.title).toBe(text);
          }),
          { numRuns: 50 },
        );
      });

      it('counts and lists collections', async () => {
        await store.replaceCollection(collection('b.txt', 'hash of b'), [article('x', ['1', '2'])]);
        await store.replaceCollection(collection('a.txt', 'hash of a'), []);
        expect(await store.counts()).toEqual({ articles: 1, paragraphs: 2 });
        expect(await store.collections()).toEqual([collection('a.txt', 'hash of a'), collection('b.txt', 'hash of b')]);
      });
    });

    describe('updating', () => {
      const three = [article('x', ['1', '2']), article('y', ['3']), article('z', ['4'])];

      it('changes nothing when nothing changed', async () => {
        expect(await store.replaceCollection(collection('p'), three)).toEqual({ added: 3, changed: 0, removed: 0 });
        const before = [await store.sequence(), await store.article('x')];
        expect(await store.replaceCollection(collection('p'), three)).toEqual({ added: 0, changed: 0, removed: 0 });
        expect([await store.sequence(), await store.article('x')]).toEqual(before);
      });

      it('keeps the former state of a changed article as a revision, latest first', async () => {
        const [x] = three;
        await store.replaceCollection(collection('p'), three);
        const addedAt = (await store.article('x'))?.addedAt;
        expect(await store.replaceCollection(collection('p'), [article('x', ['1', '2 edited']), ...three.slice(1)])).toEqual({ added: 0, changed: 1, removed: 0 });
        await store.replaceCollection(collection('p'), [article('x', ['1', '2 edited'], { author: 'Found later' }), ...three.slice(1)]);
        const revisions = await store.revisions('x');
        expect(revisions.map(({ article: former }) => former.paragraphs.map(({ text }) => text))).toEqual([['1', '2 edited'], ['1', '2']]);
        expect(revisions[1]?.article).toEqual({ ...bareArticle(x ?? article('', [])), paragraphs: x?.paragraphs });
        expect(revisions[0]?.sequence).toBeGreaterThan(revisions[1]?.sequence ?? Infinity);
        expect(await store.revisions('y')).toEqual([]);
        expect((await store.article('x'))?.addedAt).toBe(addedAt);
      });

      it('keeps no revision of an article that only moved on its page', async () => {
        await store.replaceCollection(collection('p'), three);
        const moved = three.map((each, place) => ({ ...each, origin: { file: 'page.txt', line: place + 40 } }));
        await store.replaceCollection(collection('p'), [article('new', ['0']), ...moved]);
        expect(await store.revisions('x')).toEqual([]);
        expect(await store.article('y')).toMatchObject({ position: 2, origin: { line: 41 } });
      });

      it('removes what is not there any more, its revisions and text too', async () => {
        await store.replaceCollection(collection('p'), three);
        await store.replaceCollection(collection('p'), [article('x', ['changed']), ...three.slice(1)]);
        expect(await store.replaceCollection(collection('p'), three.slice(1))).toEqual({ added: 0, changed: 0, removed: 1 });
        expect(await store.article('x')).toBeNull();
        expect(await store.revisions('x')).toEqual([]);
        expect(await store.paragraphs(['x.a', 'x.b'])).toEqual([]);
        await store.replaceCollection(collection('p'), three);
        expect(await store.revisions('x')).toEqual([]);
      });

      it('removes a collection with its articles; an unknown one is no mistake', async () => {
        await store.replaceCollection(collection('p'), three);
        await store.replaceCollection(collection('q'), [article('other', ['5'])]);
        expect(await store.removeCollection('p')).toEqual({ added: 0, changed: 0, removed: 3 });
        expect(await store.collections()).toEqual([collection('q')]);
        const sequence = await store.sequence();
        await store.removeCollection('never there');
        expect(await store.sequence()).toBe(sequence);
      });

      it('moves an article between collections without losing its history', async () => {
        const [x, y, z] = three as [typeof three[0], typeof three[0], typeof three[0]];
        await store.replaceCollection(collection('p'), [x, y]);
        await store.replaceCollection(collection('q'), [z]);
        const addedAt = (await store.article('x'))?.addedAt;
        await store.replaceCollection(collection('p'), [article('x', ['edited']), y]);
        const swap = { replace: [{ collection: collection('p'), articles: [z, y] }, { collection: collection('q'), articles: [article('x', ['edited'])] }], remove: [] };
        expect(await store.update(swap)).toEqual({ added: 0, changed: 0, removed: 0 });
        expect(await store.article('x')).toMatchObject({ collection: 'q', addedAt });
        expect(await store.revisions('x')).toHaveLength(1);
        await store.update({ replace: [{ collection: collection('r'), articles: [y, z] }], remove: ['p'] });
        expect((await store.articlesOf('r')).map(({ id }) => id)).toEqual(['y', 'z']);
      });

      it('is all or nothing', async () => {
        await store.replaceCollection(collection('p'), three);
        const before = await Promise.all([store.sequence(), store.articlesOf('p'), store.collections(), store.changes(0, 100)]);
        const clash = article('new', ['6'], { paragraphs: [1, 2].map((number) => ({ id: 'new.a', number, kind: 'prose', text: '6' })) });
        await expect(store.replaceCollection(collection('p', 'two'), [article('x', ['edited']), clash])).rejects.toThrow();
        await expect(store.replaceCollection(collection('p', 'two'), [article('n', []), article('n', [])])).rejects.toThrow();
        expect(await Promise.all([store.sequence(), store.articlesOf('p'), store.collections(), store.changes(0, 100)])).toEqual(before);
      });

      it('points a revision at its article for as long as that is there', async () => {
        const version = article('x2', ['other text'], { revisionOf: 'x' });
        await store.replaceCollection(collection('p'), [version, article('x', ['1'])]);
        expect(await store.article('x2')).toMatchObject({ revisionOf: 'x' });
        await store.replaceCollection(collection('q'), [version]);
        await store.removeCollection('p');
        expect(await store.article('x2')).toMatchObject({ revisionOf: null });
      });
    });

    describe('finding', () => {
      beforeEach(async () => {
        await store.replaceCollection(collection('a.txt'), [
          article('a1', ['1'], { title: 'Iraq – “what next”?', publisher: 'VICE UK', category: 'Iraq' }),
          article('a2', ['2'], { title: 'The end in Iraq', publisher: 'The Hill', publisherAlias: 'TheHill', category: 'Iraq' }),
        ]);
        await store.replaceCollection(collection('b.txt'), [
          article('b1', ['3'], { title: 'Émigrés leave Iraq, next stop Berlin', publisher: 'THE HILL', category: null }),
          article('b2', ['4'], { title: 'Weather', publisher: null, category: 'Économie' }),
          article('b3', ['5'], { title: 'Weather again', publisher: 'The Hill', category: null }),
        ]);
      });
      const byline = async (...authors: (string | null)[]): Promise<void> => {
        await store.replaceCollection(collection('c.txt'), authors.map((author, place) => article(`c${place}`, ['6'], { author })));
      };
      const ids = (articles: readonly { id: string }[]): string[] => articles.map(({ id }) => id);

      it('lists by collection and place, page by page', async () => {
        const pages: string[][] = [];
        let cursor: string | null = null;
        do {
          const page: Awaited<ReturnType<Store['list']>> = await store.list({}, { cursor, limit: 2 });
          pages.push(ids(page.articles));
          cursor = page.cursor;
        } while (cursor !== null);
        expect(pages).toEqual([['a1', 'a2'], ['b1', 'b2'], ['b3']]);
        expect(await store.list({}, { limit: 5 })).toMatchObject({ cursor: null });
      });

      it('filters by folded publisher, alias and category', async () => {
        const list = async (filter: Parameters<Store['list']>[0]): Promise<string[]> => ids((await store.list(filter, { limit: 10 })).articles);
        expect(await list({ publisher: 'the hill' })).toEqual(['a2', 'b1', 'b3']);
        expect(await list({ publisher: 'thehill' })).toEqual(['a2']);
        expect(await list({ publisher: 'The Hill', category: 'IRAQ' })).toEqual(['a2']);
        expect(await list({ category: 'economie' })).toEqual(['b2']);
        expect(await list({ publisher: 'Nobody' })).toEqual([]);
      });

      it('counts spellings of one name as one, shown as most write it', async () => {
        expect(await store.publishers()).toEqual([{ name: 'The Hill', articles: 3 }, { name: 'VICE UK', articles: 1 }]);
        expect(await store.categories()).toEqual([{ name: 'Iraq', articles: 2 }, { name: 'Économie', articles: 1 }]);
      });

      it('lists authors each by themselves, most articles first, spellings of one as one', async () => {
        await byline('Jane Doe and John Roe', 'JANE DOE', 'Jane Doe', 'José Núñez, Jane Doe and 王小明', null, 'Doe, Doe');
        expect(await store.authors()).toEqual([{ name: 'Jane Doe', articles: 4 }, { name: 'Doe', articles: 1 }, { name: 'John Roe', articles: 1 }, { name: 'José Núñez', articles: 1 }, { name: '王小明', articles: 1 }]);
      });

      it('filters by folded author, alone or among others, with the other conditions', async () => {
        await byline('Jane Doe and John Roe', 'jane doe', 'John Roe', null);
        expect(ids((await store.list({ author: 'jane DOE' }, { limit: 10 })).articles)).toEqual(['c0', 'c1']);
        expect([...(await store.ids({ author: 'John Roe' }))].sort()).toEqual(['c0', 'c2']);
        expect((await store.latest({ author: 'John Roe', publisher: 'the hill' }, 5)).total).toBe(2);
        expect((await store.latest({ author: 'John Roe', publisher: 'VICE UK' }, 5)).total).toBe(0);
        for (const author of ['Doe', 'Jane', 'Jane Doe and John Roe', '', '%']) expect(await store.ids({ author })).toEqual([]);
      });

      it('knows the authors of this moment after every write', async () => {
        await byline('Jane Doe');
        expect(await store.authors()).toEqual([{ name: 'Jane Doe', articles: 1 }]);
        await byline('John Roe', 'Jane Doe');
        expect([...(await store.authors())].map(({ name }) => name).sort()).toEqual(['Jane Doe', 'John Roe']);
        expect(await store.ids({ author: 'Jane Doe' })).toEqual(['c1']);
        await store.removeCollection('c.txt');
        expect([await store.authors(), await store.ids({ author: 'Jane Doe' })]).toEqual([[], []]);
      });

      it('filters by date: any reading fits, bounds are included, open ones are open, and undated articles are counted', async () => {
        const readings = ['2021-08-12T17:33', '2021-12-08T17:33'];
        await store.replaceCollection(collection('d.txt'), [
          article('d0', ['7'], { published: stated('2021-05-01T23:59+02:00'), author: 'Jane Doe' }),
          article('d1', ['8'], { published: { value: null, readings, certainty: 'ambiguous', asWritten: '08/12/2021 - 17:33' } }),
          article('d2', ['9'], { published: { ...(stated('2021-12-08') ?? { value: null, readings: [], asWritten: '' }), certainty: 'inferred' } }),
        ]);
        const within = async (from: string | null, to: string | null): Promise<string[]> => [...(await store.ids({ published: { from, to } }))].sort();
        expect(await within('2021-05-01', '2021-05-01')).toEqual(['d0']);
        expect(await within('2021-05-02', '2021-08-11')).toEqual([]);
        expect(await within('2021-08-12', '2021-08-12')).toEqual(['d1']);
        expect(await within('2021-12-08', null)).toEqual(['d1', 'd2']);
        expect(await within(null, '2021-08-12')).toEqual(['d0', 'd1']);
        expect(await within(null, null)).toEqual(['d0', 'd1', 'd2']);
        expect(ids((await store.list({ published: { from: null, to: '2021-05-01' } }, { limit: 10 })).articles)).toEqual(['d0']);
        expect((await store.latest({ published: { from: '2021-12-01', to: null } }, 5)).total).toBe(2);
        expect(await store.undated({ published: { from: '2021-01-01', to: null } })).toBe(5);
        expect(await store.undated({ publisher: 'the hill' })).toBe(3);
        expect(await store.undated({ author: 'Jane Doe' })).toBe(0);
      });

      it('finds titles by their start, then by a part, then by their words', async () => {
        expect(ids(await store.findByTitle('IRAQ', 10))).toEqual(['a1', 'b1', 'a2']);
        expect(ids(await store.findByTitle('iraq - "what', 10))).toEqual(['a1']);
        expect(ids(await store.findByTitle('iraq next', 10))).toEqual(['b1', 'a1']);
        expect(ids(await store.findByTitle('emigres berlin', 10))).toEqual(['b1']);
        expect(ids(await store.findByTitle('weather', 1))).toEqual(['b2']);
        expect(ids(await store.findByTitle('100%_', 10))).toEqual([]);
        expect(await store.findByTitle('?!', 10)).toEqual([]);
      });
    });

    describe('the latest', () => {
      it('go by stated dates when every article states one', async () => {
        await store.replaceCollection(collection('p'), [
          article('old', ['1'], { published: stated('2020-01-01') }),
          article('new', ['2'], { published: stated('2022-05-05T10:00') }),
          article('mid', ['3'], { published: stated('2021-01-01') }),
        ]);
        const latest = await store.latest({}, 2);
        expect(latest).toMatchObject({ basis: 'stated', total: 3, dated: 3, collection: null });
        expect(latest.articles.map(({ id }) => id)).toEqual(['new', 'mid']);
      });

      it('go by the page when one date is missing or ambiguous, and all stand on one page', async () => {
        const ambiguous = { value: null, readings: ['2021-08-12', '2021-12-08'], certainty: 'ambiguous', asWritten: '08/12/2021' } as const;
        await store.replaceCollection(collection('p'), [article('x', ['1']), article('y', ['2'], { published: stated('2021-01-01') }), article('z', ['3'], { published: ambiguous })]);
        const latest = await store.latest({}, 5);
        expect(latest).toMatchObject({ basis: 'page', total: 3, dated: 1, collection: 'p' });
        expect(latest.articles.map(({ id }) => id)).toEqual(['x', 'y', 'z']);
      });

      it('go by when they were added otherwise; the filter decides which of the three', async () => {
        await store.replaceCollection(collection('b'), [article('b1', ['1'], { publisher: 'B' }), article('b2', ['2'], { publisher: 'B' })]);
        await new Promise((resolve) => setTimeout(resolve, 5));
        await store.replaceCollection(collection('z'), [article('z1', ['3'], { publisher: 'Z', published: stated('2021-01-01') })]);
        const latest = await store.latest({}, 5);
        expect(latest.basis).toBe('added');
        expect(latest.articles.map(({ id }) => id)).toEqual(['z1', 'b1', 'b2']);
        expect(await store.latest({ publisher: 'b' }, 5)).toMatchObject({ basis: 'page', collection: 'b' });
        expect(await store.latest({ publisher: 'z' }, 5)).toMatchObject({ basis: 'stated' });
      });
    });

    describe('changes', () => {
      it('give an edited paragraph once, in its newest state, and moved numbers with it', async () => {
        await store.replaceCollection(collection('p'), [article('x', ['1', '2']), article('y', ['3'])]);
        const since = await store.sequence();
        await store.replaceCollection(collection('p'), [article('x', ['1', 'edited']), article('y', ['3'])]);
        await store.replaceCollection(collection('p'), [article('x', ['1', 'edited again']), article('y', ['3'])]);
        const changes = await store.changes(since, 10);
        expect(changes.upserts.map(({ id, text }) => [id, text])).toEqual([['x.b', 'edited again']]);
        expect(changes).toMatchObject({ removals: [], more: false, sequence: await store.sequence() });
      });

      it('give every paragraph of an article whose title changed', async () => {
        await store.replaceCollection(collection('p'), [article('x', ['1', '2'])]);
        const since = await store.sequence();
        await store.replaceCollection(collection('p'), [article('x', ['1', '2'], { title: 'Corrected' })]);
        expect((await store.changes(since, 10)).upserts.map(({ id, title }) => [id, title])).toEqual([['x.a', 'Corrected'], ['x.b', 'Corrected']]);
      });

      it('give removed paragraphs until they come back', async () => {
        await store.replaceCollection(collection('p'), [article('x', ['1', '2'])]);
        const since = await store.sequence();
        await store.replaceCollection(collection('p'), [article('x', ['1'])]);
        expect(await store.changes(since, 10)).toMatchObject({ upserts: [], removals: ['x.b'] });
        await store.removeCollection('p');
        expect(await store.changes(since, 10)).toMatchObject({ upserts: [], removals: ['x.b', 'x.a'] });
        await store.replaceCollection(collection('p'), [article('x', ['1'])]);
        expect(await store.changes(since, 10)).toMatchObject({ upserts: [{ id: 'x.a' }], removals: ['x.b'] });
      });

      it('reach the newest sequence even when no paragraph was touched', async () => {
        await store.replaceCollection(collection('p'), [article('x', ['1'])]);
        const since = await store.sequence();
        await store.replaceCollection(collection('p'), [article('x', ['1'], { origin: { file: 'page.txt', line: 7 } })]);
        const sequence = await store.sequence();
        expect(sequence).toBeGreaterThan(since);
        expect(await store.changes(since, 10)).toEqual({ sequence, upserts: [], removals: [], more: false });
      });

      it('let a follower that reads in batches of any size hold what the store holds', async () => {
        const texts = fc.array(fc.constantFrom('p', 'q', 'r', 's'), { maxLength: 4 });
        const pages = fc.dictionary(fc.constantFrom('x', 'y', 'z'), texts, { maxKeys: 3 });
        let since = 0;
        const mirror = new Map<string, string>();
        await fc.assert(
          fc.asyncProperty(pages, fc.integer({ min: 1, max: 5 }), async (page, batch) => {
            await store.replaceCollection(collection('p'), Object.entries(page).map(([id, paragraphs]) => article(id, paragraphs)));
            let changes: Changes;
            do {
              changes = await store.changes(since, batch);
              expect(changes.upserts.length + changes.removals.length).toBeLessThanOrEqual(batch);
              for (const id of changes.removals) mirror.delete(id);
              for (const { id, text } of changes.upserts) mirror.set(id, text);
              since = changes.sequence;
            } while (changes.more);
            const held = (await store.articlesOf('p')).flatMap(({ paragraphs }) => paragraphs.map(({ id, text }): [string, string] => [id, text]));
            expect(new Map(mirror)).toEqual(new Map(held));
          }),
          { numRuns: 60 },
        );
      });
    });

    it('does not take for the latest what was fetched last of a site\'s past', async () => {
      await store.replaceCollection(collection('page.txt'), [article('undated', ['U'])]);
      await store.replaceCollection(collection('https://a.example/'), [article('new', ['N'], { published: stated('2021-12-07') })]);
      await store.replaceCollection(collection('https://a.example/?p=1'), [article('old', ['O'], { published: stated('2010-01-01') })]);
      await store.replaceCollection(collection('old.txt'), [article('file', ['F'], { published: stated('2009-01-01') })]);
      expect((await store.latest({}, 5)).articles.map(({ id }) => id)).toEqual(['file', 'undated', 'new', 'old']);
    });

    it('lists all collections, or those of some ids', async () => {
      for (const id of ['b.txt', 'a.txt', 'c.txt']) await store.replaceCollection(collection(id, `of ${id}`), []);
      expect((await store.collections()).map(({ id }) => id)).toEqual(['a.txt', 'b.txt', 'c.txt']);
      expect(await store.collections(['c.txt', 'nothing', 'a.txt'])).toEqual([collection('a.txt', 'of a.txt'), collection('c.txt', 'of c.txt')]);
      expect(await store.collections([])).toEqual([]);
    });

    describe('what is gone from its site', () => {
      it('says so until it is found again, without a change that an index must follow', async () => {
        await store.replaceCollection(collection('page.txt'), [article('x', ['X']), article('y', ['Y'])]);
        const sequence = await store.sequence();
        await store.setGone(['x', 'nothing'], '2026-01-02T03:04:05.000Z');
        await store.setGone(['x'], '2026-02-02T03:04:05.000Z');
        expect((await store.articles(['x', 'y'])).map(({ gone }) => gone)).toEqual(['2026-01-02T03:04:05.000Z', undefined]);
        expect(await store.sequence()).toBe(sequence);
        await store.replaceCollection(collection('page.txt', 'two'), [article('x', ['X, edited']), article('y', ['Y'])]);
        expect((await store.article('x'))?.gone).toBe('2026-01-02T03:04:05.000Z');
        await store.setGone(['x'], null);
        expect((await store.article('x'))?.gone).toBeUndefined();
      });
    });

    describe('its origins', () => {
      const record = (id: string, listed: OriginRecord['listed'] = 'added'): OriginRecord => ({
        id, listed, kind: 'feed', every: 60, fill: 100, document: `${id}/feed/`, etag: '"1"', lastModified: null, lastSuccess: '2026-01-02T03:04:05.000Z', lastTry: null,
        nextTry: null, problem: { kind: 'dns', message: 'No such host.', remedy: 'Check it.', retryAt: null, since: '2026-01-02T03:04:05.000Z', failures: 2 },
        shown: 10, filling: { by: 'pages', next: null, last: null, done: 3 }, suspects: ['x'],
      });
      const ended = 2 ** 22 + 1;

      it('are given back as they were saved, listed ones first, in the order in which they came', async () => {
        for (const each of [record('https://b.example'), record('https://a.example'), record('https://c.example', 'origins.yaml')]) await store.origins.save(each);
        await store.origins.save({ ...record('https://b.example'), problem: null });
        expect(await store.origins.list()).toEqual([record('https://c.example', 'origins.yaml'), { ...record('https://b.example'), problem: null }, record('https://a.example')]);
        expect(await store.origins.get('https://a.example')).toEqual(record('https://a.example'));
        expect(await store.origins.change('https://a.example', (was) => ({ ...was, fill: 7 }))).toMatchObject({ fill: 7 });
        expect(await store.origins.change('https://nothing.example', (was) => was)).toBeNull();
        await store.origins.remove('https://a.example');
        expect(await store.origins.get('https://a.example')).toBeNull();
      });

      it('have one process at work on each', async () => {
        await store.origins.save(record('https://a.example'));
        expect(await store.origins.claim('https://a.example', process.pid, 60_000)).toBe(true);
        expect(await store.origins.claim('https://a.example', process.ppid, 60_000)).toBe(false);
        expect(await store.origins.claim('https://a.example', process.pid, 60_000)).toBe(true);
        expect([...(await store.origins.claimed())]).toEqual(['https://a.example']);
        await store.origins.release('https://a.example', process.ppid);
        expect(await store.origins.claim('https://a.example', process.ppid, 60_000)).toBe(false);
        await store.origins.release('https://a.example', process.pid);
        expect(await store.origins.claim('https://a.example', process.ppid, 60_000)).toBe(true);
      });

      it('are taken over from a process that has ended, or has not been heard of for its time', async () => {
        await store.origins.save(record('https://a.example'));
        expect(await store.origins.claim('https://a.example', ended, 60_000)).toBe(true);
        expect([...(await store.origins.claimed())]).toEqual([]);
        expect(await store.origins.claim('https://a.example', process.ppid, -1)).toBe(true);
        expect(await store.origins.claim('https://a.example', process.pid, 60_000)).toBe(true);
        expect(await store.origins.claim('https://nothing.example', process.pid, 60_000)).toBe(false);
      });

      it('keep their documents', async () => {
        await store.origins.save(record('https://a.example'));
        const document = { url: 'https://a.example/1', etag: null, lastModified: 'Mon, 05 Jan 2026 00:00:00 GMT', listedAs: '2026-01-05' };
        await store.origins.saveDocument('https://a.example', { ...document, listedAs: null });
        await store.origins.saveDocument('https://a.example', document);
        expect(await store.origins.documents('https://a.example')).toEqual([document]);
        await store.replaceCollection(collection('https://a.example'), [article('x', ['X'])]);
        await store.replaceCollection(collection(document.url), [article('y', ['Y'], { alsoAt: [copyOf('y', 'https://a.example', 1)] })]);
        await store.setGone(['y'], '2026-01-02T03:04:05.000Z');
        expect(await store.origins.counts('https://a.example')).toEqual({ articles: 2, gone: 1 });
        await store.origins.remove('https://a.example');
        expect(await store.origins.documents('https://a.example')).toEqual([]);
      });
    });
  });
}
