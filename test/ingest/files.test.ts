import { truncate, symlink, writeFile } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { listFiles, MAX_FILE_BYTES } from '../../src/ingest/files.ts';
import { readSources } from '../../src/ingest/sources.ts';
import { TestFolder } from './folder.ts';
import { tiny } from './parsed.ts';

let folder: TestFolder;
beforeEach(async () => { folder = await TestFolder.make(); });
afterEach(async () => { await folder.remove(); });

const names = async (): Promise<string[]> => (await listFiles(folder.path)).files.map(({ name }) => name);

describe('The files of a folder', () => {
  it('are listed with those of folders in it, by name', async () => {
    for (const name of ['b.txt', 'a/z.txt', 'a/b/c.txt', 'a.txt']) await folder.write(name, 'x');
    expect(await names()).toEqual(['a.txt', 'a/b/c.txt', 'a/z.txt', 'b.txt']);
  });

  it('leave out what is never an article, in any folder and spelling', async () => {
    for (const name of ['README', 'README.md', 'readme.txt', 'LICENSE', 'License.md', 'feeds.yaml', 'x.YML', '.hidden', '.git/config.txt', 'in/README.md', 'in/page.txt']) {
      await folder.write(name, 'x');
    }
    expect(await names()).toEqual(['in/page.txt']);
  });

  it('are found behind links that stay in it, and a link in a circle ends', async () => {
    await folder.write('in/page.txt', 'x');
    await symlink('..', folder.at('in/up'));
    await symlink('page.txt', folder.at('in/same.txt'));
    expect(await names()).toEqual(['in/page.txt', 'in/same.txt']);
  });

  it('are not those behind links that lead out of it, which are named', async () => {
    const other = await TestFolder.make();
    await other.write('secret.txt', 'x');
    await folder.write('page.txt', 'x');
    await symlink(other.path, folder.at('out'));
    await symlink(other.at('secret.txt'), folder.at('secret.txt'));
    const { files, unreadable, warnings } = await listFiles(folder.path);
    expect(files.map(({ name }) => name)).toEqual(['page.txt']);
    expect(unreadable).toEqual(['out', 'secret.txt']);
    expect(warnings.map(({ where, what }) => `${where} ${what}`)).toEqual([expect.stringMatching(/^out:1 .*leads out/u), expect.stringMatching(/^secret\.txt:1 .*leads out/u)]);
    await other.remove();
  });

  it('are those of its target when it is itself a link, whose own links may stay in there', async () => {
    await folder.write('real/page.txt', 'x');
    await symlink('page.txt', folder.at('real/same.txt'));
    await symlink('real', folder.at('link'));
    await symlink('real/page.txt', folder.at('one'));
    expect((await listFiles(folder.at('link'))).files.map(({ name }) => name)).toEqual(['page.txt', 'same.txt']);
    expect((await listFiles(folder.at('one'))).files).toEqual([{ name: 'one', path: folder.at('one') }]);
  });

  it('are told on one line each, whatever they are called', async () => {
    await folder.write('a\nb:7.txt', 'x');
    await folder.write('c\r\u2028d/e.txt', 'x');
    await writeFile(Buffer.concat([Buffer.from(folder.at('f')), Buffer.from([0xff]), Buffer.from('.txt')]), 'x');
    const { files, unreadable, warnings } = await listFiles(folder.path);
    expect(files.map(({ name }) => name)).toEqual(['a%0Ab:7.txt', 'c%0D%E2%80%A8d/e.txt']);
    expect(unreadable).toEqual(['f\uFFFD.txt']);
    expect(warnings.map(({ where, what }) => `${where} ${what}`)).toEqual([expect.stringMatching(/^f\uFFFD\.txt:1 .*not UTF-8/u)]);
  });

  it('are each listed once, where two would be told by one name', async () => {
    await folder.write('a\nb.txt', 'x');
    await folder.write('a%0Ab.txt', 'x');
    const { files, warnings } = await listFiles(folder.path);
    expect(files).toHaveLength(1);
    expect(warnings[0]?.what).toContain('two files');
  });

  it('that cannot be reached are named in a warning', async () => {
    await symlink('nowhere', folder.at('broken.txt'));
    const { unreadable, warnings } = await listFiles(folder.path);
    expect(unreadable).toEqual(['broken.txt']);
    expect(warnings.map(({ where }) => where)).toEqual(['broken.txt:1']);
  });
});

describe('Reading a folder', () => {
  it('passes over what is not text, of no format, or too large, and names it', async () => {
    await folder.write('a.txt', 'tiny\n# A\none\n!\n');
    await folder.write('b.bin', Uint8Array.from([0, 1, 2]));
    await folder.write('c.txt', 'a shopping list');
    await truncate(await folder.write('d.txt', 'tiny\n'.repeat(100_000)), MAX_FILE_BYTES + 1);
    await folder.write('e.txt', 'tiny\n# E\n!!!\n');
    await folder.write('f.txt', 'tiny\n# F\ntwo\n');
    const { articles, warnings } = await readSources([folder.path], [tiny]);
    expect(articles.map(({ title, origin }) => [title, origin])).toEqual([['A', { file: 'a.txt', line: 2 }], ['F', { file: 'f.txt', line: 2 }]]);
    expect(warnings.map(({ where, what }) => `${where} ${what}`)).toEqual([
      'a.txt:4 is odd',
      expect.stringMatching(/^b\.bin:1 .*not text/u),
      expect.stringMatching(/^c\.txt:1 .*no known format \(tiny\)/u),
      expect.stringMatching(/^d\.txt:1 .*256 MiB/u),
      expect.stringMatching(/^e\.txt:1 .*a defect in the format/u),
    ]);
  });

  it('gives the first format that accepts a file the whole of it', async () => {
    await folder.write('a.txt', 'tiny\r\n# A\r\none\r\n');
    const greedy = { ...tiny, name: 'other', accepts: () => true, parse: () => ({ articles: [], warnings: [] }) };
    expect((await readSources([folder.path], [tiny, greedy])).articles).toHaveLength(1);
    expect((await readSources([folder.path], [greedy, tiny])).articles).toHaveLength(0);
  });
});

describe('Reading one file', () => {
  it('takes it whatever it is called, under its base name', async () => {
    const path = await folder.write('in/README.md', 'tiny\n# A\none\n');
    expect((await readSources([path], [tiny])).articles).toMatchObject([{ origin: { file: 'README.md', line: 2 } }]);
  });

  it.each([
    ['is missing', async () => folder.at('missing.txt'), /no file or folder .*missing\.txt/u],
    ['lies below a file', async () => `${await folder.write('page.txt', 'x')}/more.txt`, /no file or folder/u],
    ['is no text', async () => folder.write('b.bin', Uint8Array.from([0])), /b\.bin is not text/u],
  ])('is the user\'s mistake when it %s', async (_, make, message) => {
    await expect(readSources([await make()], [tiny])).rejects.toMatchObject({ type: 'user', message: expect.stringMatching(message) as string });
  });

  it('warns when no format knows it', async () => {
    const { articles, warnings } = await readSources([await folder.write('c.txt', 'a list')], [tiny]);
    expect(articles).toEqual([]);
    expect(warnings[0]?.what).toContain('c.txt');
  });
});
