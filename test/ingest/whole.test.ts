import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Format } from '../../src/ingest/format.ts';
import { HeapTooSmall, LARGE } from '../../src/ingest/heap.ts';
import { readFile } from '../../src/ingest/read.ts';
import { syncFolder } from '../../src/ingest/sync.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { TestFolder } from './folder.ts';
import { tiny } from './parsed.ts';
import { headersOf, zipped, type Members } from './zipped.ts';

let folder: TestFolder;
beforeEach(async () => { folder = await TestFolder.make(); });
afterEach(async () => { await folder.remove(); });

/** The same, read as a stream. */
const streamed: Format = { name: 'streamed', description: tiny.description, accepts: tiny.accepts, async *stream({ chunks }) { for await (const chunk of chunks) if (chunk === '') yield { leftOut: 'nothing' }; } };

async function whole(name: string, bytes: string | Uint8Array, formats: readonly Format[] = [tiny]): Promise<number> {
  const read = await readFile({ name, path: await folder.write(name, bytes) }, formats);
  if (read.state !== 'read') throw new Error(`${name} is ${read.state}`);
  return read.whole;
}

const largest = async (members: Members): Promise<number> => whole('a.zip', await zipped(members));
const page = 'tiny\n# A\nSome text.\n';
/** Of more than a page that is read whole with a small heap. */
const large = page + 'A line.\n'.repeat(600_000);

describe('The largest text in a zip', () => {
  it('is as large as the zip says', async () => {
    expect(await largest({ 'a.txt': page, 'b.txt': page.repeat(3) })).toBe(page.length * 3);
    expect(await largest({})).toBe(0);
    expect(await largest({ 'a.txt': page, 'b.txt': large })).toBe(large.length);
  });

  it('is not known when a member is gzip, whatever it is called', async () => {
    for (const name of ['b.txt.gz', 'b.txt', 'z']) expect(await largest({ 'a.txt': page, [name]: gzipSync(large) })).toBe(Infinity);
  });

  it('is told in spite of a damaged member', async () => {
    const bytes = await zipped({ 'a.txt': page.repeat(2), 'b.txt': page });
    bytes.fill(0, headersOf(bytes, 'b.txt').local, headersOf(bytes, 'b.txt').local + 4);
    expect(await whole('a.zip', bytes)).toBe(page.length * 2);
  });

  it('gives an ingest the heap of a large page where it is not known', async () => {
    expect(await largest({ 'a.txt': page })).toBeLessThan(LARGE);
    expect(await largest({ 'a.txt': gzipSync(large) })).toBeGreaterThan(LARGE);
    expect(await largest({ 'a.txt.gz': gzipSync(page) })).toBeLessThan(LARGE);
  });

  it('does not count where it is read as a stream, or not at all', async () => {
    for (const member of [large, gzipSync(large)]) expect(await whole('a.zip', await zipped({ 'a.txt': member }), [streamed])).toBe(0);
    expect(await largest({ 'a.txt': large.slice(1) })).toBe(0);
  });
});

it('A file must be held whole where its format reads it so, packed or not', async () => {
  for (const bytes of [large, gzipSync(large)]) {
    expect(await whole('a.txt', bytes)).toBe(large.length);
    expect(await whole('a.txt', bytes, [streamed])).toBe(0);
  }
  expect(await whole('a.txt', 'Of no known format.')).toBe(0);
});

it('An ingest whose changed file does not fit into memory stops before it writes; one that did not change is not counted', async () => {
  const store = await openSqliteStore(folder.at('store.sqlite'));
  const sync = async (mostWhole?: number): Promise<number> => (await syncFolder(store, folder.at('in'), [tiny], { mostWhole })).added;
  await folder.write('in/a.txt', page);
  await folder.write('in/b.txt', page.replace('A', 'B') + page);
  await expect(sync(page.length)).rejects.toBeInstanceOf(HeapTooSmall);
  expect(await store.counts()).toMatchObject({ articles: 0 });
  expect(await sync()).toBe(2);
  expect(await sync(page.length)).toBe(0);
  await store.close();
});
