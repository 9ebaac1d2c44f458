import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { claimOf } from '../../src/ingest/claim.ts';
import { heapFor } from '../../src/ingest/heap.ts';
import { TestFolder } from './folder.ts';
import { tiny } from './parsed.ts';
import { headersOf, zipped, type Members } from './zipped.ts';

let folder: TestFolder;
beforeEach(async () => { folder = await TestFolder.make(); });
afterEach(async () => { await folder.remove(); });

const largest = async (members: Members): Promise<number> => (await claimOf({ name: 'a.zip', path: await folder.write('a.zip', await zipped(members)) }, [tiny], 1)).bytes;
const page = 'tiny\n# A\nSome text.\n';

describe('The largest text in a zip', () => {
  it('is as large as the zip says', async () => {
    expect(await largest({ 'a.txt': page, 'b.txt': page.repeat(3) })).toBe(page.length * 3);
    expect(await largest({})).toBe(0);
  });

  it('is not known when a member is gzip, whatever it is called', async () => {
    for (const name of ['b.txt.gz', 'b.txt', 'z']) expect(await largest({ 'a.txt': page, [name]: gzipSync(page) })).toBe(Infinity);
  });

  it('is told in spite of a damaged member', async () => {
    const bytes = await zipped({ 'a.txt': page.repeat(2), 'b.txt': page });
    bytes.fill(0, headersOf(bytes, 'b.txt').local, headersOf(bytes, 'b.txt').local + 4);
    expect((await claimOf({ name: 'a.zip', path: await folder.write('a.zip', bytes) }, [tiny], 1)).bytes).toBe(page.length * 2);
  });

  it('gives an ingest the heap of a large page where it is not known', async () => {
    const known = await folder.write('known.zip', await zipped({ 'a.txt': page }));
    const unknown = await folder.write('unknown.zip', await zipped({ 'a.txt': gzipSync(page.repeat(300_000)) }));
    expect(await heapFor([unknown], [tiny])).toBeGreaterThan(await heapFor([known], [tiny]));
    const tooFew = await folder.write('small.zip', await zipped({ 'a.txt.gz': gzipSync(page) }));
    expect(await heapFor([tooFew], [tiny])).toBe(await heapFor([known], [tiny]));
  });
});
