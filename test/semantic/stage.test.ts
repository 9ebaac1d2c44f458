import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { article, collection } from '../store/articles.ts';
import { StagedStore } from './staged-store.ts';

let at: StagedStore;

beforeEach(async () => {
  at = await StagedStore.open();
});

afterEach(async () => {
  await at.close();
});

describe('comparing by meaning in a process of its own', () => {
  it('answers once all paragraphs are read, and tells how far that is', async () => {
    const told: unknown[] = [];
    await at.start('', { progress: (reach) => { told.push(reach); } });
    expect(at.stage.state()).toEqual({ model: 'stand-in', state: 'starting', done: 0, total: 0, why: null });
    expect(await at.best('the vessel sank')).toBe('starting');
    await at.stage.open();
    expect(at.stage.state()).toMatchObject({ state: 'reading', done: 0, total: 3 });
    expect(await at.best('the vessel sank')).toBe('reading');
    await at.stage.follow();
    expect(at.stage.state()).toEqual({ model: 'stand-in', state: 'ready', done: 3, total: 3, why: null });
    expect(await at.best('the vessel sank')).toBe('a.a');
    expect(await at.best('who opened a bridge')).toBe('b.a');
    expect(told.at(-1)).toEqual({ done: 3, total: 3 });
  });

  it('keeps to articles, compares what words found, and tells what is usual', async () => {
    await at.started();
    const { near: found, usual, level } = await at.near({ question: 'the vessel sank', articles: new Set(['b']) });
    expect(found.map(({ id }) => id)).toEqual(['b.a']);
    expect(usual).toBeTypeOf('number');
    // Three short paragraphs give no question that could tell.
    expect(level).toBeNull();
    expect((await at.near({ question: 'the vessel sank', also: ['b.a'], limit: 1 })).near.map(({ id }) => id)).toEqual(['a.a', 'b.a']);
  });

  it('learns what is usual where there is enough to learn from', async () => {
    const text = (place: number): string => `Number ${'abcdefghijklmnop'.charAt(place)} of these reports tells of the harbour, the market and all that was bought and sold there, and of whoever came by in those days.`;
    await at.store.replaceCollection(collection('page.txt'), Array.from({ length: 16 }, (_, place) => article(`r${place}`, [text(place)])));
    await at.started();
    expect((await at.near({ question: 'the harbour' })).level).toBeGreaterThan(0.2);
  });

  it('follows what is stored and removed', async () => {
    await at.started();
    await at.store.replaceCollection(collection('page.txt'), [article('b', ['A bridge was opened.']), article('c', ['A vessel of another kind sank.'])]);
    await at.stage.follow();
    expect(await at.best('the vessel sank')).toBe('c.a');
    expect(at.stage.state()).toMatchObject({ done: 2, total: 2 });
  });

  it('makes the first question wait where it is asked but once', async () => {
    await at.start('', { waits: true });
    expect(await at.best('the vessel sank')).toBe('a.a');
    expect(at.stage.state()).toMatchObject({ state: 'ready', done: 3, total: 3 });
  });

  it('finds all done at the next start, and leaves no log behind', async () => {
    await at.started();
    await at.stage.close();
    expect((await readdir(at.folder)).filter((name) => /vectors-(?:wal|shm)/u.test(name))).toEqual([]);
    await at.start();
    await at.stage.open();
    expect(at.stage.state()).toMatchObject({ state: 'ready', done: 3, total: 3 });
  });
});
