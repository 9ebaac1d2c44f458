import { gzipSync } from 'node:zlib';
import { readdir } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Format } from '../../src/ingest/format.ts';
import { gatherItems } from '../../src/ingest/items.ts';
import { readFile } from '../../src/ingest/read.ts';
import { TestFolder } from './folder.ts';
import { tiny } from './parsed.ts';
import { headersOf, zipped } from './zipped.ts';

let folder: TestFolder;
beforeEach(async () => { folder = await TestFolder.make(); });
afterEach(async () => { await folder.remove(); });

interface Outcome {
  readonly articles: readonly string[];
  readonly warnings: readonly string[];
  readonly failed: boolean;
}

async function outcome(zip: Uint8Array, formats: readonly Format[] = [tiny]): Promise<Outcome & { readonly showsAll: boolean }> {
  const read = await readFile({ name: 'in/all.zip', path: await folder.write('all.zip', zip) }, formats);
  if (read.state === 'unchanged') throw new Error('nothing was known of it');
  if (read.state === 'unusable') return { articles: [], warnings: [`${read.warning.where} ${read.warning.what}`], failed: true, showsAll: false };
  const { articles, warnings } = await gatherItems(read.items);
  return {
    articles: articles.map(({ title, origin }) => `${title} ${'file' in origin ? `${origin.file}:${origin.line ?? ''}` : ''}`),
    warnings: warnings.map(({ where, what }) => `${where} ${what}`), failed: read.failed(), showsAll: read.showsAll(),
  };
}

const page = (title: string): string => `tiny\n# ${title}\nSome text of ${title}.\n`;
const expectOnly = async (zip: Uint8Array, articles: readonly string[], warnings: readonly RegExp[], failed: boolean): Promise<void> => {
  const found = await outcome(zip);
  expect({ articles: found.articles, failed: found.failed }).toEqual({ articles, failed });
  expect(found.warnings).toEqual(warnings.map((pattern) => expect.stringMatching(pattern) as unknown));
};

describe('A zip of articles', () => {
  it.each([true, false])('gives those of all members in order of name, each by its own format and place (compressed: %s)', async (compress) => {
    const other: Format = { ...tiny, name: 'other', accepts: ({ text }) => text.startsWith('other'), parse: ({ name, text }) => tiny.parse({ name, text: text.replace('other', 'tiny') }) };
    const zip = await zipped({ 'b.txt': page('B'), 'a/z.other': page('Z').replace('tiny', 'other'), 'a/c.txt': `${page('C')}!\n` }, { compress });
    expect(await outcome(zip, [tiny, other])).toEqual({
      articles: ['C in/all.zip/a/c.txt:2', 'Z in/all.zip/a/z.other:2', 'B in/all.zip/b.txt:2'], warnings: ['in/all.zip/a/c.txt:4 is odd'], failed: false, showsAll: true,
    });
  });

  it('leaves out what is never an article, and names what is no text or of no format', async () => {
    const never = ['README.md', 'x/LICENSE', 'x/names.yaml', '.hidden', 'x/.git/config', '__MACOSX/._a.txt', '__MACOSX/a.txt'];
    const zip = await zipped({ ...Object.fromEntries(never.map((name) => [name, page(name)])), 'a.txt': page('A'), 'picture.png': Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), 'list.txt': 'a shopping list' });
    await expectOnly(zip, ['A in/all.zip/a.txt:2'], [/^in\/all\.zip\/list\.txt:1 .*no known format/u, /^in\/all\.zip\/picture\.png:1 .*not text/u], false);
  });

  it('reads members that are gzip, under their own places', async () => {
    let shown = '';
    const watching: Format = { ...tiny, accepts: (file) => ((shown = file.name), tiny.accepts(file)) };
    const zip = await zipped({ 'a.xml.gz': gzipSync(`${page('A')}!\n`) });
    expect(await outcome(zip, [watching])).toMatchObject({ articles: ['A in/all.zip/a.xml.gz:2'], warnings: ['in/all.zip/a.xml.gz:4 is odd'], failed: false });
    expect(shown).toBe('in/all.zip/a.xml');
  });

  it('says nothing of what is missing when a member shows only its newest articles', async () => {
    const feed: Format = { ...tiny, onlyNewest: true };
    expect(await outcome(await zipped({ 'a.txt': page('A') }), [feed])).toMatchObject({ failed: false, showsAll: false });
  });

  it('may be empty, which is told', async () => {
    await expectOnly(await zipped({}), [], [/^in\/all\.zip:1 .*holds no file/u], false);
  });
});

describe('A bad zip', () => {
  const good = { 'a.txt': page('A'), 'z.txt': page('Z') };
  const both = ['A in/all.zip/a.txt:2', 'Z in/all.zip/z.txt:2'];

  it.each(['../../evil.txt', '/etc/evil1.txt', 'C:\\evil123.txt', 'x\\..\\evil.txt', 'c:evil1234.txt', 'evil\0.txt.htm', 'in/../evil.txt'])('that names a member %j: only that one is passed over, and nothing is written', async (name) => {
    const safe = 'x'.repeat(name.length);
    await expectOnly(await zipped({ ...good, [safe]: page('Evil') }, { names: { [safe]: name } }), both, [/^in\/all\.zip\/\S+:1 .*passed over/u], false);
    expect(await readdir(folder.path)).toEqual(['all.zip']);
  });

  it('whose names hold line breaks keeps every place on one line', async () => {
    await expectOnly(await zipped({ 'a_b.txt': `${page('A')}!\n` }, { names: { 'a_b.txt': 'a\nb.txt' } }), ['A in/all.zip/a%0Ab.txt:2'], [/^in\/all\.zip\/a%0Ab\.txt:4 is odd$/u], false);
  });

  it.each<[string, (bytes: Buffer, at: ReturnType<typeof headersOf>) => void, RegExp]>([
    ['is encrypted', (bytes, { local, central }) => { bytes[local + 6] = 1; bytes[central + 8] = 1; }, /encrypted/u],
    ['is packed in an unknown way', (bytes, { local, central }) => { bytes[local + 8] = 14; bytes[central + 10] = 14; }, /method that is not known \(14\)/u],
    ['does not fit its checksum', (bytes, { central }) => { bytes.writeUInt32LE(1, central + 16); }, /checksum/u],
    ['is damaged', (bytes, { local }) => { bytes.fill(0xff, local + 35, local + 45); }, /m\.txt cannot be read/u],
    ['has no header', (bytes, { local }) => { bytes.fill(0, local, local + 4); }, /cannot be read/u],
    ['says that it is larger', (bytes, { central }) => { bytes.writeUInt32LE(99_999, central + 24); }, /less than it says/u],
    ['says that it is smaller', (bytes, { central }) => { bytes.writeUInt32LE(3, central + 24); }, /more than it says/u],
    ['stands beyond the end', (bytes, { central }) => { bytes.writeUInt32LE(0x7fff_ffff, central + 42); }, /cannot be read/u],
    ['stands where another does', (bytes, { central }) => { bytes.writeUInt32LE(0, central + 42); }, /shares its bytes/u],
  ])('one member of which %s still gives the others', async (_, damage, warning) => {
    const bytes = await zipped({ 'a.txt': page('A'), 'm.txt': page('M').repeat(20), 'z.txt': page('Z') });
    damage(bytes, headersOf(bytes, 'm.txt'));
    await expectOnly(bytes, both, [warning], true);
  });

  it('that holds a link does not take the target\'s name for a text', async () => {
    const bytes = await zipped({ ...good, 'm.txt': page('M') });
    bytes.writeUInt32LE((0o120_777 << 16) >>> 0, headersOf(bytes, 'm.txt').central + 38);
    await expectOnly(bytes, both, [/m\.txt:1 .*is a link/u], false);
  });

  it('that holds archives does not look into them', async () => {
    await expectOnly(await zipped({ ...good, 'inner.zip': await zipped(good), 'renamed.txt': await zipped(good) }), both, [/inner\.zip:1 .*archive in an archive/u, /renamed\.txt:1 .*not text/u], false);
  });

  it('that holds a name twice gives the later one', async () => {
    const bytes = await zipped({ 'a.txt': page('Old'), 'b.txt': page('New') }, { names: { 'b.txt': 'a.txt' } });
    await expectOnly(bytes, ['New in/all.zip/a.txt:2'], [/a\.txt:1 .*twice/u], false);
  });

  it('whose directory breaks off gives what was named before', async () => {
    const bytes = await zipped({ 'a.txt': page('A'), 'm.txt': page('M'), 'z.txt': page('Z') });
    bytes.fill(0, headersOf(bytes, 'm.txt').central, headersOf(bytes, 'm.txt').central + 4);
    await expectOnly(bytes, [both[0] ?? ''], [/^in\/all\.zip:1 .*directory is damaged/u], true);
  });

  it.each<[string, (bytes: Buffer) => Buffer, RegExp]>([
    ['that is cut short', (bytes) => bytes.subarray(0, -30), /damaged zip/u],
    ['that claims more members than it has', (bytes) => (bytes.writeUInt16LE(9, bytes.length - 12), bytes), /./u],
  ])('%s is told as a whole', async (_, damage, warning) => {
    const found = await outcome(damage(await zipped(good)));
    expect(found.failed).toBe(true);
    expect(found.warnings.join()).toMatch(warning);
  });

  it.each([['[Content_Types].xml', /Office/u], ['mimetype', /e-book/u]])('that is another kind of file by its %s is not taken for an archive', async (name, warning) => {
    await expectOnly(await zipped({ [name]: 'x', ...good }), [], [warning], true);
  });

  it('that is a bomb gives the others, and is not unpacked', async () => {
    const bomb = Buffer.alloc(70 * 2 ** 20, 'tiny\n# A\n');
    await expectOnly(await zipped({ ...good, 'bomb.txt': bomb, 'bomb.txt.gz': gzipSync(bomb) }), both, [/bomb\.txt:1 .*200 times/u, /bomb\.txt\.gz:1 .*200 times/u], true);
  });

  it('whose members together are a bomb stops', async () => {
    const part = gzipSync(Buffer.alloc(30 * 2 ** 20, 'a shopping list\n'));
    const zip = await zipped(Object.fromEntries(Array.from({ length: 8 }, (_, place) => [`${place}.gz`, part])));
    const found = await outcome(zip);
    expect(found).toMatchObject({ articles: [], failed: true });
    expect(found.warnings.at(-1)).toMatch(/^in\/all\.zip:1 .*200 times/u);
    expect(found.warnings.length).toBeLessThan(8);
  });
});
