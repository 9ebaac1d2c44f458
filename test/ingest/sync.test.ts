import { rename, symlink } from 'node:fs/promises';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { IngestCounts } from '../../src/ingest/ingest.ts';
import { syncFolder } from '../../src/ingest/sync.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { TestFolder } from './folder.ts';
import { tiny } from './parsed.ts';

let folder: TestFolder;
let state: TestFolder;
let store: Store;
beforeEach(async () => {
  [folder, state] = [await TestFolder.make(), await TestFolder.make()];
  store = await openSqliteStore(state.at('store.sqlite'));
});
afterEach(async () => {
  await store.close();
  await Promise.all([folder.remove(), state.remove()]);
});

const page = (...articles: readonly (readonly string[])[]): string => `tiny\n${articles.map(([title = '', ...texts]) => `# ${title}\n${texts.join('\n')}\n`).join('')}`;
const sync = async (): Promise<IngestCounts> => syncFolder(store, folder.path, [tiny]);
const counts = async (): Promise<[number, number, number]> => {
  const { added, changed, removed } = await sync();
  return [added, changed, removed];
};

/** All that the store says of the archive, without what depends on when it was read. */
async function contents(of: Store): Promise<unknown[]> {
  const { articles } = await of.list({}, { limit: 1_000 });
  return Promise.all(
    articles.map(async ({ id, title, collection, position, origin, alsoAt: copies, revisionOf }) => {
      const texts = (await of.paragraphsOf(id)).map(({ text }) => text);
      const first = revisionOf === null ? null : ((await of.article(revisionOf))?.origin ?? 'nowhere');
      const alsoAt = copies.map((copy) => [copy.place, copy.origin, copy.paragraphs?.map(({ text }) => text)]);
      return { title, collection, position, origin, alsoAt, first, texts };
    }),
  );
}

describe('Bringing the store in line with a folder', () => {
  it('reads all files once, then nothing until one changes', async () => {
    await folder.write('a.txt', page(['A', 'one', 'two']));
    await folder.write('in/b.txt', page(['B', 'three']));
    expect(await counts()).toEqual([2, 0, 0]);
    expect((await store.collections()).map(({ id }) => id)).toEqual(['a.txt', 'in/b.txt']);
    const sequence = await store.sequence();
    const unread = { ...tiny, parse: (): never => { throw new Error('was read again'); } };
    expect(await syncFolder(store, folder.path, [unread])).toMatchObject({ added: 0, changed: 0, removed: 0, warnings: [] });
    expect(await store.sequence()).toBe(sequence);
  });

  it('keeps ids through edits and keeps what was there before', async () => {
    await folder.write('a.txt', page(['A', 'one', 'two'], ['B', 'three']));
    await sync();
    const [a] = await store.articlesOf('a.txt');
    await folder.write('a.txt', page(['New', 'zero'], ['A', 'put in on top', 'one', 'two'], ['B', 'three']));
    expect(await counts()).toEqual([1, 1, 0]);
    const after = (await store.articlesOf('a.txt'))[1];
    expect(after?.id).toBe(a?.id);
    expect(after?.paragraphs.slice(1).map(({ id }) => id)).toEqual(a?.paragraphs.map(({ id }) => id));
    expect((await store.revisions(a?.id ?? ''))[0]?.article.paragraphs).toEqual(a?.paragraphs);
  });

  it('reads all again when the formats are others', async () => {
    await folder.write('a.txt', page(['A', 'one']));
    await sync();
    const better = { ...tiny, name: 'better', parse: (file: Parameters<typeof tiny.parse>[0]) => ({ ...tiny.parse(file), warnings: [{ where: 'a.txt:1', what: 'was read' }] }) };
    expect((await syncFolder(store, folder.path, [better, tiny])).warnings).toHaveLength(1);
  });

  it('removes the articles of a file that vanished', async () => {
    await folder.write('a.txt', page(['A', 'one']));
    await folder.write('b.txt', page(['B', 'two']));
    await sync();
    await folder.remove('a.txt');
    expect(await counts()).toEqual([0, 0, 1]);
    expect((await store.collections()).map(({ id }) => id)).toEqual(['b.txt']);
  });

  it('keeps ids and history of a file that was renamed and of an article that moved to another file', async () => {
    await folder.write('a.txt', page(['A', 'one', 'two'], ['B', 'three']));
    await folder.write('z.txt', page(['Z', 'last']));
    await sync();
    const before = await store.articlesOf('a.txt');
    await rename(folder.at('a.txt'), folder.at('renamed.txt'));
    expect(await counts()).toEqual([0, 0, 0]);
    expect((await store.articlesOf('renamed.txt')).map(({ id, paragraphs }) => [id, paragraphs])).toEqual(before.map(({ id, paragraphs }) => [id, paragraphs]));
    await folder.write('renamed.txt', page(['B', 'three']));
    await folder.write('z.txt', page(['Z', 'last'], ['A', 'one', 'two edited']));
    expect(await counts()).toEqual([0, 1, 0]);
    expect((await store.articlesOf('z.txt'))[1]?.id).toBe(before[0]?.id);
    expect(await store.revisions(before[0]?.id ?? '')).toHaveLength(1);
  });

  it('keeps, with a warning, what a file held that became unusable, and tries it again', async () => {
    await folder.write('a.txt', page(['A', 'one']));
    await folder.write('b.txt', page(['B', 'two']));
    await folder.write('in/c.txt', page(['C', 'three']));
    await sync();
    await folder.write('a.txt', Uint8Array.from([0, 0, 0]));
    await folder.write('b.txt', `${page(['B', 'two'])}!!!`);
    await folder.remove('in');
    await symlink('nowhere', folder.at('in'));
    for (let start = 1; start <= 2; start++) {
      const report = await sync();
      expect(report).toMatchObject({ added: 0, changed: 0, removed: 0 });
      expect(report.warnings.map(({ where }) => where).sort()).toEqual(['a.txt:1', 'b.txt:1', 'in:1']);
    }
    expect((await store.counts()).articles).toBe(3);
    await folder.write('a.txt', page(['A', 'mended']));
    expect(await counts()).toEqual([0, 1, 0]);
  });

  it('leaves an archive without articles to the caller', async () => {
    await folder.write('notes.txt', 'a list');
    const report = await sync();
    expect(report).toMatchObject({ added: 0, changed: 0, removed: 0 });
    expect(report.warnings[0]?.what).toContain('notes.txt');
    expect(await store.counts()).toEqual({ articles: 0, paragraphs: 0 });
  });

  it('leaves articles of other kinds of collections where they are, and is one with them where they say the same', async () => {
    await folder.write('a.txt', page(['A', 'one'], ['B', 'two']));
    await sync();
    const [a, b] = await store.articlesOf('a.txt');
    if (a === undefined || b === undefined) throw new Error('nothing was stored');
    await store.removeCollection('a.txt');
    const feed = [{ ...a, language: 'en', alsoAt: [], revisionOf: null }, { ...b, title: 'C', language: 'en', alsoAt: [], revisionOf: null }];
    await store.replaceCollection({ id: 'https://example.org/feed', fingerprint: 'x' }, feed);
    expect(await counts()).toEqual([1, 0, 0]);
    expect((await store.collections()).map(({ id }) => id)).toEqual(['a.txt', 'https://example.org/feed']);
    expect((await store.article(a.id))?.alsoAt.map(({ place }) => place.collection)).toEqual(['https://example.org/feed']);
    expect(await store.article(b.id)).toMatchObject({ title: 'C', collection: 'https://example.org/feed' });
    await folder.remove('a.txt');
    expect(await counts()).toEqual([0, 0, 1]);
    expect(await store.article(a.id)).toMatchObject({ collection: 'https://example.org/feed', alsoAt: [] });
  });
});

describe('Repeats across the files of a folder', () => {
  const places = async (): Promise<unknown[]> => (await store.list({}, { limit: 10 })).articles.map((article) => [article, ...article.alsoAt].map(({ origin }) => ('file' in origin ? origin.file : origin.url)));

  it('a duplicate in another file is a further origin of the first, and no second article', async () => {
    await folder.write('b.txt', page(['A', 'It’s one']));
    await sync();
    await folder.write('c.txt', page(['A', "It's one"]));
    expect(await counts()).toEqual([0, 0, 0]);
    expect(await places()).toEqual([['b.txt', 'c.txt']]);
    await folder.remove('c.txt');
    await sync();
    expect(await places()).toEqual([['b.txt']]);
  });

  it('when the first goes, its duplicate takes its place under the same id, in its own words', async () => {
    await folder.write('b.txt', page(['A', 'It’s one']));
    await folder.write('c.txt', page(['A', "It's one"]));
    await sync();
    const id = (await store.articlesOf('b.txt'))[0]?.id ?? '';
    await folder.write('b.txt', page(['Other', 'text']));
    await sync();
    expect(await store.article(id)).toMatchObject({ collection: 'c.txt', origin: { file: 'c.txt' }, alsoAt: [] });
    expect((await store.paragraphsOf(id)).map(({ text }) => text)).toEqual(["It's one"]);
  });

  it('when the first goes and the file of its duplicate cannot be read, the article stays as it is stored', async () => {
    await folder.write('b.txt', page(['A', 'one']));
    await folder.write('c.txt', page(['C', 'three'], ['A', 'one']));
    await sync();
    const id = (await store.articlesOf('b.txt'))[0]?.id ?? '';
    await folder.remove('b.txt');
    await folder.write('c.txt', Uint8Array.from([0]));
    await sync();
    expect(await store.article(id)).toMatchObject({ collection: 'c.txt', origin: { file: 'c.txt', line: 4 } });
    expect((await store.articlesOf('c.txt')).map(({ title }) => title)).toEqual(['C', 'A']);
  });

  it('another text is a revision, with a warning, and stops being one when the first goes', async () => {
    await folder.write('b.txt', page(['A', 'one']));
    await sync();
    await folder.write('c.txt', page(['A', 'two']));
    expect((await sync()).warnings.map(({ where }) => where)).toEqual(['c.txt:2']);
    const first = (await store.articlesOf('b.txt'))[0]?.id;
    const second = (await store.articlesOf('c.txt'))[0]?.id ?? '';
    expect(await store.article(second)).toMatchObject({ revisionOf: first });
    await folder.remove('b.txt');
    await sync();
    expect(await store.article(second)).toMatchObject({ revisionOf: null });
  });

  it('step by step gives what reading the same folder at once gives', async () => {
    const article = fc.tuple(fc.constantFrom('A', 'B', 'C'), fc.constantFrom('one', 'two', "It's", 'It’s'));
    const change = fc.tuple(fc.constantFrom('a.txt', 'b.txt', 'c.txt'), fc.option(fc.array(article, { maxLength: 3 }), { freq: 4 }));
    const present = new Set<string>();
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
        for (const [name, articles] of changes) {
          if (articles !== null) await folder.write(name, page(...articles));
          else if (present.has(name)) await folder.remove(name);
          if (articles === null) present.delete(name);
          else present.add(name);
        }
        await sync();
        const anew = await openSqliteStore(':memory:');
        await syncFolder(anew, folder.path, [tiny]);
        expect(await contents(store)).toEqual(await contents(anew));
        await anew.close();
        const ids = (await store.list({}, { limit: 100 })).articles.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 60 },
    );
  });
});

it('What a feed no longer shows stays, behind what it shows', async () => {
  const feed = { ...tiny, onlyNewest: true };
  const titles = async (): Promise<string[]> => (await store.articlesOf('feed.txt')).map(({ title }) => title);
  await folder.write('feed.txt', page(['B', 'two'], ['A', 'one']));
  await syncFolder(store, folder.path, [feed]);
  await folder.write('feed.txt', page(['D', 'four'], ['C', 'three'], ['B', 'two edited']));
  expect(await syncFolder(store, folder.path, [feed])).toMatchObject({ added: 2, changed: 1, removed: 0 });
  expect(await titles()).toEqual(['D', 'C', 'B', 'A']);
  await folder.write('feed.txt', page(['E', 'five']));
  await syncFolder(store, folder.path, [feed]);
  expect(await titles()).toEqual(['E', 'D', 'C', 'B', 'A']);
});
