import { copyFile, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Embedder } from '../../src/semantic/embedder.ts';
import { eraseVectors } from '../../src/semantic/erase.ts';
import { fill } from '../../src/semantic/fill.ts';
import { NearPassages } from '../../src/semantic/near.ts';
import { pack } from '../../src/semantic/packed.ts';
import { vectorFile } from '../../src/semantic/places.ts';
import { Sketches } from '../../src/semantic/sketches.ts';
import { VECTOR_FILE } from '../../src/semantic/schema.ts';
import { isUnreadable, openVectors } from '../../src/semantic/vectors-file.ts';
import type { Vectors } from '../../src/semantic/vectors.ts';
import { damaged, foreign, older } from '../../src/store/sqlite-faults.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { article, collection } from '../store/articles.ts';
import { Concepts } from '../support/concepts.ts';
import { StagedStore } from './staged-store.ts';

const ALL = { also: [], articles: null, limit: 1_000 } as const;
let folder: string;
let file: string;
let store: Store;
const concepts = new Concepts();

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backfile-shared-'));
  file = join(folder, 'store.sqlite');
  store = await openSqliteStore(file);
});

afterEach(async () => {
  await store.close();
  await rm(folder, { recursive: true });
});

const put = async (id: string, texts: readonly string[]): Promise<unknown> => store.replaceCollection(collection(`${id}.txt`), [article(id, texts)]);
const open = async (by: Embedder = concepts): Promise<Vectors> => openVectors(vectorFile(file), { storeId: await store.identity(), embedderId: by.id, dimensions: by.dimensions });
const read = async (vectors: Vectors, by: Embedder = concepts): Promise<unknown> => fill(store, vectors, vectorFile(file), by);
async function idsNear(near: NearPassages, question: string, asked: Parameters<NearPassages['near']>[1] = ALL): Promise<string[]> {
  const [vector = new Float32Array()] = await concepts.embed([question]);
  return near.near(vector, asked).near.map(({ id }) => id);
}
/** Does something while a text that holds `word` is read. */
function meanwhile(word: string, act: () => Promise<unknown>): Embedder {
  return { id: concepts.id, dimensions: concepts.dimensions, knows: () => true, close: async () => undefined, embed: async (texts) => {
    if (texts.some((text) => text.includes(word))) await act();
    return concepts.embed(texts);
  } };
}

describe('a file of vectors that several processes use', () => {
  it('holds nothing of an article that is erased while it is read', async () => {
    await put('a', ['A secret.', 'Another.']);
    await put('b', ['Stays.']);
    const vectors = await open();
    let isErased = false;
    await read(vectors, meanwhile('secret', async () => {
      if (isErased) return;
      isErased = true;
      await store.purge('a');
      await eraseVectors(file, 'a');
    }));
    expect(await idsNear(new NearPassages(vectors), 'anything')).toEqual(['b.a']);
    expect(vectors.sequence()).toBe(await store.sequence());
    const [vector = new Float32Array()] = await concepts.embed(['Title of a – The Hill\nA secret.']);
    const kept = Buffer.from(pack([{ start: 0, end: 9, vector }]).subarray(12));
    const files = await Promise.all((await readdir(folder)).filter((name) => name.includes('.vectors')).map(async (name) => readFile(join(folder, name))));
    expect(files.some((one) => one.includes(kept))).toBe(false);
    vectors.close();
  });

  it('takes in what is stored while the last of it is read', async () => {
    await put('a', ['One.']);
    const vectors = await open();
    let isStored = false;
    await read(vectors, meanwhile('One', async () => {
      if (isStored) return;
      isStored = true;
      await put('b', ['Two.']);
    }));
    expect(vectors.count()).toBe(2);
    expect(vectors.sequence()).toBe(await store.sequence());
    vectors.close();
  });

  it('is no use to one whose model another has replaced in it, who is told so', async () => {
    await put('a', ['One.']);
    const [vectors, other] = [await open(), new Concepts([], 'other')];
    await read(vectors);
    const near = new NearPassages(vectors);
    expect(await idsNear(near, 'one')).toEqual(['a.a']);
    const others = await open(other);
    await read(others, other);
    await expect(idsNear(near, 'one')).rejects.toThrow(/another model/u);
    await put('b', ['Two.']);
    await expect(read(vectors)).rejects.toThrow(/another model/u);
    expect(others.count()).toBe(1);
    vectors.close();
    others.close();
  });

  it('is made anew over a store that was put back as it was and has grown since', async () => {
    await put('a', ['One.']);
    await store.close();
    await copyFile(file, join(folder, 'copy'));
    store = await openSqliteStore(file);
    const vectors = await open();
    await put('b', ['Two.', 'Three.', 'Four.']);
    await read(vectors);
    await store.close();
    for (const end of ['-wal', '-shm']) await rm(`${file}${end}`, { force: true });
    await copyFile(join(folder, 'copy'), file);
    store = await openSqliteStore(file);
    for (const id of ['c', 'd', 'e']) await put(id, [`About ${id}.`]);
    await read(vectors);
    expect((await idsNear(new NearPassages(vectors), 'anything')).sort()).toEqual(['a.a', 'c.a', 'd.a', 'e.a']);
    vectors.close();
  });

  it('remembers what is usual, as long as the model is the same', async () => {
    const vectors = await open();
    vectors.keepLevel({ value: 0.6, of: 100 });
    const again = await open();
    expect(again.level()).toEqual({ value: 0.6, of: 100 });
    again.close();
    const other = await open(new Concepts([], 'other'));
    expect(other.level()).toBeNull();
    other.close();
    vectors.close();
  });

  it('is followed by a process that has missed much', async () => {
    const texts = (round: number): string[] => Array.from({ length: 300 }, (_, place) => `Round ${round}, number ${place}.`);
    await put('a', texts(0));
    const vectors = await open();
    await read(vectors);
    const [near, sketches] = [new NearPassages(vectors), new Sketches(vectors)];
    const countSketches = (): number => { sketches.follow(); return sketches.count; };
    expect(await idsNear(near, 'round')).toHaveLength(300);
    expect(countSketches()).toBe(300);
    const other = await open();
    for (let round = 1; round < 4; round++) {
      await put('a', texts(round).slice(0, 200));
      await read(other);
    }
    expect((await idsNear(near, 'round')).sort()).toEqual((await idsNear(new NearPassages(other), 'round')).sort());
    expect(countSketches()).toBe(200);
    other.clear();
    await read(other);
    expect(await idsNear(near, 'round')).toHaveLength(200);
    expect(countSketches()).toBe(200);
    other.close();
    vectors.close();
  });

  it('finds the nearest within articles that hold much', async () => {
    await store.replaceCollection(collection('many.txt'), Array.from({ length: 60 }, (_, place) => article(`m${place}`, Array.from({ length: 40 }, (__, number) => `Nothing of that, ${place} and ${number}.`))));
    await put('far', ['The vessel sank near the harbour.']);
    await put('near', Array.from({ length: 400 }, (_, place) => `The vessel sank in the harbour: ${place}.`));
    const vectors = await open();
    await read(vectors);
    const articles = new Set([...Array.from({ length: 60 }, (_, place) => `m${place}`), 'far']);
    const found = await idsNear(new NearPassages(vectors), 'the vessel sank in the harbour', { ...ALL, articles, limit: 5 });
    expect(found[0]).toBe('far.a');
    expect(found).toHaveLength(5);
    expect(found.some((id) => id.startsWith('near.'))).toBe(false);
    vectors.close();
  });
});

describe('a file that the disk has spoilt', () => {
  it('is not held to be the vectors\' when it is the store\'s', () => {
    const names = { ...VECTOR_FILE, called: 'store' };
    expect([damaged('x', VECTOR_FILE), damaged('x', names), foreign('x', VECTOR_FILE), older('x', 1, 2, VECTOR_FILE)].map(isUnreadable)).toEqual([true, false, true, true]);
  });

  it('is made anew when that shows only as it is read', async () => {
    const at = await StagedStore.open();
    const vectors = vectorFile(join(at.folder, 'store.sqlite'));
    const texts = Array.from({ length: 2_500 }, (_, place) => `${'The vessel sank in the harbour at dawn and nobody was saved. '.repeat(6)} Number ${place}.`);
    await at.store.replaceCollection(collection('many.txt'), Array.from({ length: 50 }, (_, place) => article(`m${place}`, texts.slice(50 * place, 50 * place + 50))));
    const padding = await openVectors(vectors, { storeId: await at.store.identity(), embedderId: 'stand-in', dimensions: 64 });
    const passages = Array.from({ length: 60 }, (_, place) => ({ start: place, end: place + 1, vector: new Float32Array(64).fill(0.125) }));
    padding.apply({ made: Array.from({ length: 5_000 }, (_, place) => ({ paragraph: `x${place}`, article: 'x', hash: new Uint8Array(16), passages })), removals: [], sequence: 0, erasures: 0 });
    padding.close();
    const { size } = await stat(vectors);
    expect(size).toBeGreaterThan(16 * 1024 * 1024);
    const bytes = await readFile(vectors);
    // In the middle: when it is opened, its first pages and the ends of its tables are looked at.
    bytes.fill(0xab, Math.floor(0.4 * size), Math.floor(0.5 * size));
    await writeFile(vectors, bytes);
    await at.started();
    await at.best('the vessel sank');
    await vi.waitFor(async () => { expect(await at.stage.follow()).toMatchObject({ elsewhere: false, done: 2_503 }); }, { timeout: 15_000 });
    expect(at.stage.state()).toMatchObject({ done: 2_503, total: 2_503, why: null });
    expect(await at.best('prices rose again')).toBe('a.b');
    await at.close();
  });
});
