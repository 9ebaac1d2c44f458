import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NearPassages } from '../../src/semantic/near.ts';
import type { Made } from '../../src/semantic/vector-records.ts';
import { openVectors } from '../../src/semantic/vectors-file.ts';
import type { Vectors } from '../../src/semantic/vectors.ts';
import { Random } from '../../src/measure/random.ts';

const DIMENSIONS = 96;
const random = new Random(11);
let folder: string;
let vectors: Vectors;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backfile-near-'));
  vectors = await open();
});

afterEach(async () => {
  vectors.close();
  await rm(folder, { recursive: true });
});

const open = async (): Promise<Vectors> => openVectors(join(folder, 'store.vectors'), { storeId: 'store', embedderId: 'chance', dimensions: DIMENSIONS });
const unit = (vector: Float32Array): Float32Array => vector.map((value) => value / Math.hypot(...vector));
const byChance = (): Float32Array => unit(Float32Array.from({ length: DIMENSIONS }, () => random.next() - 0.5));
/** A vector of roughly that cosine with another. */
const like = (other: Float32Array, cosine: number): Float32Array => {
  const noise = byChance();
  return unit(other.map((value, place) => cosine * value + Math.sqrt(1 - cosine ** 2) * (noise[place] ?? 0)));
};
const dot = (one: Float32Array, other: Float32Array): number => one.reduce((sum, value, place) => sum + value * (other[place] ?? 0), 0);
const made = (place: number, ...all: readonly Float32Array[]): Made => ({ paragraph: `p${place}`, article: `a${Math.floor(place / 10)}`, hash: new Uint8Array(16), passages: all.map((vector, part) => ({ start: part, end: part + 1, vector })) });
const ALL = { also: [], articles: null, limit: 10 } as const;

describe('what is near to a question', () => {
  it('is what comparing with everything finds', () => {
    const all = Array.from({ length: 3_000 }, () => byChance());
    const question = byChance();
    // Some that are about what is asked, more or less.
    for (let place = 0; place < 40; place++) all[place * 70] = like(question, 0.3 + 0.015 * place);
    vectors.apply({ made: all.map((vector, place) => made(place, vector)), removals: [], sequence: 1, erasures: 0 });
    const best = all.map((vector, place) => ({ id: `p${place}`, cosine: dot(vector, question) })).sort((a, b) => b.cosine - a.cosine).slice(0, 20);
    const { near, usual } = new NearPassages(vectors).near(question, { ...ALL, limit: 20 });
    expect(near.filter(({ id }) => best.some((one) => one.id === id)).length).toBeGreaterThanOrEqual(19);
    expect(near[0]?.id).toBe(best[0]?.id);
    expect(near[0]?.likeness).toBeCloseTo(best[0]?.cosine ?? 0, 1);
    expect(near.map(({ likeness }) => likeness)).toEqual(near.map(({ likeness }) => likeness).sort((a, b) => b - a));
    expect(Math.abs(usual - all.reduce((sum, vector) => sum + dot(vector, question), 0) / all.length)).toBeLessThan(0.03);
  });

  it('of a paragraph in parts counts the whole and the nearest part', () => {
    const question = byChance();
    const [whole, far, close] = [like(question, 0.5), byChance(), like(question, 0.9)];
    vectors.apply({ made: [made(0, whole, far, close), made(1, whole)], removals: [], sequence: 1, erasures: 0 });
    const { near } = new NearPassages(vectors).near(question, ALL);
    expect(near.map(({ id, passage }) => [id, passage])).toEqual([['p0', { start: 2, end: 3 }], ['p1', null]]);
    expect(near[0]?.likeness).toBeCloseTo((dot(question, whole) + dot(question, close)) / 2, 1);
    expect(near[1]?.likeness).toBeCloseTo(dot(question, whole), 1);
  });

  it('keeps to the articles asked for, few or many, and leaves out the one excepted', () => {
    const question = byChance();
    const all = Array.from({ length: 4_000 }, (_, place) => made(place, place < 100 ? like(question, 0.8) : byChance()));
    vectors.apply({ made: all, removals: [], sequence: 1, erasures: 0 });
    const near = new NearPassages(vectors);
    const articleOf = (id: string): string => `a${Math.floor(Number(id.slice(1)) / 10)}`;
    const few = new Set(['a50', 'a51']);
    expect(near.near(question, { ...ALL, articles: few, limit: 100 }).near).toHaveLength(20);
    const many = new Set(Array.from({ length: 3_000 }, (_, place) => `a${place + 5}`));
    const found = near.near(question, { ...ALL, articles: many }).near.map(({ id }) => articleOf(id));
    expect(found).toHaveLength(10);
    expect(found.every((article) => many.has(article) && Number(article.slice(1)) < 10)).toBe(true);
    expect(near.near(question, { ...ALL, limit: 100, except: 'a3' }).near.map(({ id }) => articleOf(id))).not.toContain('a3');
    expect(near.near(question, { ...ALL, articles: new Set() }).near).toEqual([]);
  });

  it('compares what words found, wherever that stands', () => {
    const question = byChance();
    vectors.apply({ made: Array.from({ length: 600 }, (_, place) => made(place, place === 599 ? like(question, -0.9) : like(question, 0.6))), removals: [], sequence: 1, erasures: 0 });
    const near = new NearPassages(vectors);
    const { near: found } = near.near(question, { ...ALL, also: ['p599', 'not there'] });
    expect(found).toHaveLength(11);
    expect(found.at(-1)?.id).toBe('p599');
    expect(near.near(question, { ...ALL, also: ['p599', 'p3'], limit: 0 }).near.map(({ id }) => id)).toEqual(['p3', 'p599']);
  });

  it('follows what this and other processes add and remove', async () => {
    const question = byChance();
    const near = new NearPassages(vectors);
    expect(near.near(question, ALL)).toEqual({ near: [], usual: 0 });
    const other = await open();
    other.apply({ made: [made(0, like(question, 0.9)), made(1, like(question, 0.7))], removals: [], sequence: 1, erasures: 0 });
    expect(near.near(question, ALL).near.map(({ id }) => id)).toEqual(['p0', 'p1']);
    other.apply({ made: [made(2, like(question, 0.8)), made(1, like(question, 0.95))], removals: ['p0'], sequence: 2, erasures: 0 });
    expect(near.near(question, ALL).near.map(({ id }) => id)).toEqual(['p1', 'p2']);
    other.clear();
    expect(near.near(question, ALL).near).toEqual([]);
    other.apply({ made: [made(3, like(question, 0.5))], removals: [], sequence: 3, erasures: 0 });
    expect(near.near(question, ALL).near.map(({ id }) => id)).toEqual(['p3']);
    other.close();
  });

  it('is the same at every time, and does not fail on vectors of zeros', () => {
    const question = byChance();
    vectors.apply({ made: Array.from({ length: 900 }, (_, place) => made(place, place % 3 === 0 ? new Float32Array(DIMENSIONS) : byChance())), removals: [], sequence: 1, erasures: 0 });
    expect(new NearPassages(vectors).near(question, ALL)).toEqual(new NearPassages(vectors).near(question, ALL));
  });
});
