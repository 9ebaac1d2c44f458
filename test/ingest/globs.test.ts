import { mkdir, symlink } from 'node:fs/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { findPaths } from '../../src/ingest/globs.ts';
import { runBackfile } from '../support/process.ts';
import { TestFolder } from './folder.ts';

let folder: TestFolder;
beforeEach(async () => {
  folder = await TestFolder.make();
  for (const name of ['a.xml', 'b.xml', 'c.txt', 'in/d.xml', 'in/deep/e.xml', 'README.xml', '.hidden.xml', 'in/names.yaml', '[x].xml']) await folder.write(name, 'x');
});
afterEach(async () => { await folder.remove(); });

const found = async (...words: string[]): Promise<string[]> => (await findPaths(words, folder.path)).paths.map((path) => path.slice(folder.path.length + 1));

describe('A pattern in place of a path', () => {
  it.each<[string, string[]]>([
    ['*.xml', ['[x].xml', 'a.xml', 'b.xml']],
    ['**/*.xml', ['[x].xml', 'a.xml', 'b.xml', 'in/d.xml', 'in/deep/e.xml']],
    ['{a,in/d}.xml', ['a.xml', 'in/d.xml']],
    ['?.txt', ['c.txt']],
    ['in/*', ['in/d.xml', 'in/deep']],
  ])('%s names what fits it, but what is never an article', async (pattern, expected) => {
    expect(await found(pattern)).toEqual(expected);
  });

  it('names a folder instead of all that is in it', async () => {
    expect(await found('**')).toEqual(['']);
    expect(await found('i*/**')).toEqual(['in']);
  });

  it('may be absolute, or lead upwards', async () => {
    expect(await found(folder.at('*.txt'))).toEqual(['c.txt']);
    expect((await findPaths(['../*.txt'], folder.at('in'))).paths).toEqual([folder.at('c.txt')]);
  });

  it('is a path where that is there', async () => {
    expect(await found('[x].xml')).toEqual(['[x].xml']);
  });

  it('names each once, with paths beside it', async () => {
    expect(await found('c.txt', '?.txt', 'nowhere.txt')).toEqual(['c.txt', 'nowhere.txt']);
  });

  it('that finds nothing is the user\'s mistake', async () => {
    for (const pattern of ['*.pdf', 'nowhere/**', '[', '*.yaml']) {
      await expect(findPaths([pattern], folder.path)).rejects.toMatchObject({ type: 'user', message: `Nothing fits the pattern ${pattern}.` });
    }
  });

  it('is taken by the command line, in a dry run and for real', async () => {
    const page = 'A ferry sinks in the bay – The Gazette\n\nThe ferry sank at noon.\n\nMore:\nA ferry sinks in the bay – The Gazette\n';
    await folder.write('in/deep/page.txt', page);
    for (const flags of [['--dry-run'], []]) {
      const { code, stdout } = await runBackfile(['ingest', folder.at('in/**/*.txt'), '--json', ...flags], { STATE_DIR: folder.at('state'), ARCHIVE_DIR: folder.at('in/deep') });
      expect(code).toBe(0);
      expect((JSON.parse(stdout) as { articles: { title: string }[] }).articles.map(({ title }) => title)).toEqual(['A ferry sinks in the bay']);
    }
  });

  it('does not follow links out of where it looks', async () => {
    const other = await TestFolder.make();
    await other.write('secret.xml', 'x');
    await mkdir(folder.at('links'));
    await symlink(other.at('secret.xml'), folder.at('links/out.xml'));
    await symlink(other.path, folder.at('links/out'));
    await symlink('../a.xml', folder.at('links/up.xml'));
    await folder.write('links/own.xml', 'x');
    const { paths, warnings } = await findPaths(['links/*'], folder.path);
    expect(paths).toEqual([folder.at('links/own.xml')]);
    expect(warnings.map(({ where }) => where)).toEqual(['out', 'out.xml', 'up.xml'].map((name) => `${folder.at(`links/${name}`)}:1`));
    await other.remove();
  });
});
