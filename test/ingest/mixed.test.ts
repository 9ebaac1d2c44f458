import { cp, readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadFormats } from '../../src/ingest/formats.ts';
import { reportStored } from '../../src/ingest/report-stored.ts';
import { syncFolder } from '../../src/ingest/sync.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { TestFolder } from './folder.ts';

const SAMPLES = fileURLToPath(new URL('../samples/', import.meta.url));

/** Titles and texts that a sample is known to give, in its order. */
async function expectedOf(path: string): Promise<[string, string[]][]> {
  const { articles } = JSON.parse(await readFile(path, 'utf8')) as { articles: { title: string; paragraphs: (string | Record<string, string>)[] }[] };
  return articles.map(({ title, paragraphs }) => [title, paragraphs.map((paragraph) => (typeof paragraph === 'string' ? paragraph : (Object.values(paragraph)[0] ?? '')))]);
}

it('A folder with a sample of everything gives all their articles in one go, and nothing more the next time', async () => {
  const folder = await TestFolder.make();
  await cp(SAMPLES, folder.path, { recursive: true, filter: (path) => !path.endsWith('.json') || path.includes('/json-feed/') || path.includes('/json-lines/') });
  for (const name of await readdir(folder.path, { recursive: true })) if (name.endsWith('.expected.json')) await folder.remove(name);
  const store = await openSqliteStore(':memory:');
  const formats = await loadFormats();
  await syncFolder(store, folder.path, formats);
  const collections = (await store.collections()).map(({ id }) => id);
  expect(collections.length).toBeGreaterThan(80);
  for (const collection of collections) {
    const expected = await expectedOf(SAMPLES + (collection.startsWith('pages/') ? collection.replace(/txt$/u, 'json') : `${collection}.expected.json`));
    const found: [string, string[]][] = [];
    for await (const article of reportStored(store, [collection])) found.push([article.title, article.paragraphs.map(({ text }) => text)]);
    expect(found.map(([title]) => title), collection).toEqual(expected.map(([title]) => title));
    // An article that stands elsewhere too may be told in that place's words.
    const own = found.map(([, texts], place) => (texts.join() === expected[place]?.[1].join() ? 1 : 0));
    expect(own.filter((same) => same === 0).length, collection).toBeLessThanOrEqual(1 + own.length / 4);
  }
  const sequence = await store.sequence();
  expect(await syncFolder(store, folder.path, formats)).toMatchObject({ added: 0, changed: 0, removed: 0, warnings: [] });
  await store.setCorrections('');
  for (const { id } of await store.collections()) await store.begin(id);
  expect(await syncFolder(store, folder.path, formats)).toMatchObject({ added: 0, changed: 0, removed: 0 });
  expect(await store.sequence()).toBe(sequence);
  await store.close();
  await folder.remove();
});
