import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Embedder } from '../../src/semantic/embedder.ts';
import { eraseVectors } from '../../src/semantic/erase.ts';
import { fill } from '../../src/semantic/fill.ts';
import { pack } from '../../src/semantic/packed.ts';
import { vectorFile } from '../../src/semantic/places.ts';
import { openVectors } from '../../src/semantic/vectors-file.ts';
import type { Vectors } from '../../src/semantic/vectors.ts';
import { tryLock } from '../../src/store/lock.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { article, collection } from '../store/articles.ts';
import { Concepts } from '../support/concepts.ts';

const LONG = 'The ferry left the harbour at dawn with forty people, most of them workers of the plant on the other shore, and a crew of six who knew the straits well. '
  + 'By noon nobody had heard of it, and two boats of the coast guard were sent out along the coast to look for it in what had become a heavy sea with rain.';

let folder: string;
let store: Store;
let storeFile: string;
let vectors: Vectors;
let embedder: Concepts;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backfile-vectors-'));
  storeFile = join(folder, 'store.sqlite');
  store = await openSqliteStore(storeFile);
  embedder = new Concepts();
  vectors = await open();
});

afterEach(async () => {
  vectors.close();
  await store.close();
  await rm(folder, { recursive: true });
});

async function open(by: Embedder = embedder, storeId?: string): Promise<Vectors> {
  return openVectors(vectorFile(storeFile), { storeId: storeId ?? (await store.identity()), embedderId: by.id, dimensions: by.dimensions });
}

const put = async (...articles: readonly [id: string, texts: readonly string[]][]): Promise<unknown> => store.replaceCollection(collection('page.txt'), articles.map(([id, texts]) => article(id, texts)));
const read = async (by: Embedder = embedder): Promise<number> => (await fill(store, vectors, vectorFile(storeFile), by)).read;
/** All there is: what belongs to which paragraph. */
async function held(of: Vectors = vectors): Promise<Map<string, Buffer>> {
  const ids = (await store.changes(0, 10_000)).upserts.map(({ id }) => id);
  return new Map(of.byParagraphs(ids).map(({ paragraph, passages }) => [paragraph, Buffer.from(passages)]));
}

describe('making vectors', () => {
  it('gives each paragraph one of the whole, and a long one another for each of its parts', async () => {
    await put(['a', ['Short.', LONG]]);
    expect(await read()).toBe(2);
    const [short, long] = [...(await held()).values()];
    const one = 12 + embedder.dimensions;
    expect([short?.length, long?.length]).toEqual([one, 3 * one]);
    expect(vectors.sequence()).toBe(await store.sequence());
  });

  it('is the same from scratch and bit by bit, whatever was edited, removed and put back', async () => {
    await put(['a', ['One.', 'Two.']], ['b', [LONG]]);
    await read();
    await put(['a', ['One.', 'Two, edited.']], ['c', ['New here.']]);
    await read();
    await put(['c', ['New here.']], ['b', [LONG, 'With an end.']], ['a', ['One.']]);
    await read();
    const fresh = await openVectors(join(folder, 'fresh.vectors'), { storeId: await store.identity(), embedderId: embedder.id, dimensions: embedder.dimensions });
    await fill(store, fresh, join(folder, 'fresh.vectors'), embedder);
    expect(await held()).toEqual(await held(fresh));
    expect(vectors.count()).toBe((await store.counts()).paragraphs);
    fresh.close();
  });

  it('reads nothing twice that is the same', async () => {
    await put(['a', ['One.', 'Two.']], ['b', [LONG]]);
    await read();
    const before = embedder.read;
    await put(['b', [LONG]], ['a', ['One.', 'Two.']]);
    expect(await read()).toBe(0);
    await put(['b', [LONG]], ['a', ['One.', 'Two!']]);
    expect(await read()).toBe(1);
    expect(embedder.read - before).toBe(1);
  });

  it('reads a paragraph again when its headline is another', async () => {
    await store.replaceCollection(collection('page.txt'), [{ ...article('a', ['One.']), title: 'Ferry sinks' }]);
    await read();
    const before = await held();
    await store.replaceCollection(collection('page.txt'), [{ ...article('a', ['One.']), title: 'Bridge opens' }]);
    await read();
    expect(await held()).not.toEqual(before);
  });

  it('goes on where it was broken off, at any paragraph', async () => {
    const texts = Array.from({ length: 90 }, (_, place) => `Paragraph number ${place} of the harbour's log.`);
    await put(['a', texts]);
    for (const after of [0, 1, 30, 31, 32, 33, 64]) {
      vectors.clear();
      const stop = new AbortController();
      let left = after;
      const slow: Embedder = { id: embedder.id, dimensions: embedder.dimensions, close: async () => embedder.close(), knows: () => true, embed: async (all) => {
        if (left-- <= 0) stop.abort();
        return embedder.embed(all);
      } };
      await fill(store, vectors, vectorFile(storeFile), slow, { signal: stop.signal });
      const kept = vectors.count();
      // Whole batches of 32 are kept; one whose last paragraph was just being read is whole.
      expect(kept).toBe(Math.floor((after + 1) / 32) * 32);
      const before = embedder.read;
      await read();
      expect(vectors.count()).toBe(90);
      expect(embedder.read - before).toBe(90 - kept);
    }
  });

  it('keeps what was made when the model fails, and tells how', async () => {
    await put(['a', Array.from({ length: 40 }, (_, place) => `Paragraph ${place}.`)]);
    let left = 35;
    const failing: Embedder = { id: embedder.id, dimensions: embedder.dimensions, close: async () => embedder.close(), knows: () => true, embed: async (all) => {
      if (left-- <= 0) throw new Error('out of order');
      return embedder.embed(all);
    } };
    await expect(read(failing)).rejects.toThrow('out of order');
    expect(vectors.count()).toBe(32);
    expect(await read()).toBe(8);
  });

  it('tells how far it is', async () => {
    await put(['a', Array.from({ length: 70 }, (_, place) => `Paragraph ${place}.`)]);
    const told: { done: number; total: number }[] = [];
    await fill(store, vectors, vectorFile(storeFile), embedder, { progress: (reach) => { told.push(reach); } });
    expect(told).toEqual([{ done: 32, total: 70 }, { done: 64, total: 70 }, { done: 70, total: 70 }]);
  });

  it('is left to another process that is at it', async () => {
    await put(['a', ['One.']]);
    const other = tryLock(`${vectorFile(storeFile)}.lock`);
    expect(await fill(store, vectors, vectorFile(storeFile), embedder)).toEqual({ read: 0, elsewhere: true });
    other?.release();
    expect(await fill(store, vectors, vectorFile(storeFile), embedder)).toEqual({ read: 1, elsewhere: false });
  });
});

describe('the file of vectors', () => {
  it('is for its owner alone', async () => {
    expect((await stat(vectorFile(storeFile))).mode & 0o077).toBe(0);
  });

  it('is made anew for another model, another store, and after damage', async () => {
    await put(['a', ['One.', 'Two.']]);
    await read();
    vectors.close();
    vectors = await open(new Concepts([], 'another'));
    expect([vectors.count(), vectors.sequence()]).toEqual([0, 0]);
    vectors.close();
    vectors = await open();
    await read();
    vectors.close();
    vectors = await open(embedder, 'another store');
    expect(vectors.count()).toBe(0);
    vectors.close();
    for (const damage of ['no database at all'.repeat(400), '']) {
      for (const end of ['-wal', '-shm']) await rm(`${vectorFile(storeFile)}${end}`, { force: true });
      await writeFile(vectorFile(storeFile), damage);
      vectors = await open();
      expect(await read()).toBe(2);
      vectors.close();
    }
    vectors = await open();
    expect(vectors.count()).toBe(2);
  });

  it('is made anew over a store that was put back from a copy', async () => {
    await put(['a', ['One.']]);
    await store.copyTo(join(folder, 'copy.sqlite'));
    await put(['a', ['One.', 'Two.', 'Three.']]);
    await put(['a', ['One.', 'Two.']]);
    await read();
    await store.close();
    store = await openSqliteStore(join(folder, 'copy.sqlite'));
    await read();
    expect([...(await held()).keys()]).toHaveLength(1);
    expect(vectors.count()).toBe(1);
  });

  it('holds nothing of an erased article any more, nor does its log', async () => {
    const secret = 'Zanzibar quinine zeppelin xylophone.';
    await put(['a', ['One.', secret]], ['b', ['Stays.']]);
    await read();
    const [vector = new Float32Array()] = await embedder.embed([`Title of a – The Hill\n${secret}`]);
    const bytes = Buffer.from(pack([{ start: 0, end: secret.length, vector }]).subarray(12));
    const isThere = async (): Promise<boolean> => {
      const files = (await readdir(folder)).filter((name) => name.includes('.vectors'));
      return (await Promise.all(files.map(async (name) => (await readFile(join(folder, name))).includes(bytes)))).some(Boolean);
    };
    expect(await isThere()).toBe(true);
    await eraseVectors(storeFile, 'a');
    expect(await isThere()).toBe(false);
    expect(vectors.count()).toBe(1);
    vectors.close();
    await eraseVectors(storeFile, 'never there');
    await rm(vectorFile(storeFile));
    await eraseVectors(storeFile, 'a');
    // One that nobody can read holds nothing that could be told apart: it goes.
    await writeFile(vectorFile(storeFile), 'damaged'.repeat(900));
    await eraseVectors(storeFile, 'a');
    expect((await readdir(folder)).some((name) => name.endsWith('.vectors'))).toBe(false);
    vectors = await open();
  });
});
