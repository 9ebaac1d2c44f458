import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { follow } from '../../src/search/follow.ts';
import fts5 from '../../src/search/indexes/fts5.ts';
import type { Index } from '../../src/search/port.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { TestFolder } from '../ingest/folder.ts';
import { article, collection } from '../store/articles.ts';
import { testIndex } from './index-contract.ts';

testIndex('fts5', async () => fts5.open(null));

describe('fts5 in the store’s file', () => {
  let folder: TestFolder;
  let store: Store;
  let index: Index;
  const open = async (): Promise<Index> => fts5.open({ storeFile: folder.at('store.sqlite'), storeId: await store.identity() });
  const ask = async (term: string, of = index): Promise<string[]> => {
    return (await of.candidates({ terms: [{ term, text: 1, headline: 1 }], required: [], excluded: [], articles: null, limit: 10 })).map(({ id }) => id);
  };
  const put = async (...texts: readonly string[]): Promise<void> => { await store.replaceCollection(collection('page.txt', texts.join()), [article('x', texts)]); };

  beforeEach(async () => {
    folder = await TestFolder.make();
    store = await openSqliteStore(folder.at('store.sqlite'));
    await put('the ferry left', 'the captain slept');
    index = await open();
    await follow(index, store);
  });
  afterEach(async () => {
    await index.close();
    await store.close();
    await folder.remove();
  });

  it('is there when opened again, and has nothing to follow', async () => {
    const again = await open();
    expect(await again.appliedSequence()).toBe(await store.sequence());
    expect(await follow(again, store)).toBe(0);
    expect(await ask('ferri', again)).toEqual(['x.a']);
    await again.close();
  });

  it('shows one connection what another wrote, in candidates, statistics and spellings', async () => {
    const reader = await open();
    expect(await reader.similar('ferr', 1, 5)).toEqual([{ term: 'ferri', distance: 1, kind: 'fuzzy' }]);
    await put('the zeppelin left', 'the captain slept', 'a new one');
    await follow(index, store);
    expect(await ask('zeppelin', reader)).toEqual(['x.a']);
    expect(await ask('ferri', reader)).toEqual([]);
    expect(await reader.statistics(['zeppelin', 'ferri'])).toMatchObject({ paragraphs: 3, text: { df: [1, 0] } });
    expect(await reader.similar('ferr', 1, 5)).toEqual([]);
    expect((await reader.similar('zepelin', 1, 5))[0]?.term).toBe('zeppelin');
    await reader.close();
  });

  it('is made anew where its tables were made by other rules, and leaves the store alone', async () => {
    await index.close();
    const db = new DatabaseSync(folder.at('store.sqlite'));
    db.exec("UPDATE fts_state SET analysis = '0/0'");
    db.close();
    index = await open();
    expect(await index.appliedSequence()).toBe(0);
    expect(await ask('ferri')).toEqual([]);
    expect(await follow(index, store)).toBe(2);
    expect(await ask('ferri')).toEqual(['x.a']);
    expect(await store.counts()).toEqual({ articles: 1, paragraphs: 2 });
  });

  it.each(['DROP TABLE fts_terms', 'DROP TABLE fts_words', 'DROP TABLE fts_languages; DROP TABLE fts_rows', 'DELETE FROM fts_state', 'DROP TABLE fts_state; CREATE TABLE fts_state (analysis TEXT)'])('is made anew after %s', async (sql) => {
    await index.close();
    const db = new DatabaseSync(folder.at('store.sqlite'));
    db.exec(sql);
    db.close();
    index = await open();
    expect(await follow(index, store)).toBe(2);
    expect(await ask('ferri')).toEqual(['x.a']);
    expect((await index.statistics(['ferri'])).text.df).toEqual([1]);
  });

  it('reads its words again after it could not', async () => {
    const db = new DatabaseSync(folder.at('store.sqlite'));
    db.exec('ALTER TABLE fts_terms RENAME TO elsewhere');
    await expect(index.similar('feri', 1, 5)).rejects.toThrow();
    db.exec('ALTER TABLE elsewhere RENAME TO fts_terms');
    db.close();
    expect(await index.similar('ferr', 1, 5)).toEqual([{ term: 'ferri', distance: 1, kind: 'fuzzy' }]);
  });

  it('opens while another process writes the store', async () => {
    const writer = new DatabaseSync(folder.at('store.sqlite'));
    writer.exec('BEGIN IMMEDIATE');
    const reader = await open();
    expect(await ask('ferri', reader)).toEqual(['x.a']);
    await reader.close();
    writer.exec('ROLLBACK');
    writer.close();
  });
});
