import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ingestPaths } from '../../src/ingest/ingest-paths.ts';
import type { IngestCounts } from '../../src/ingest/ingest.ts';
import { syncFolder } from '../../src/ingest/sync.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store, StoredArticle } from '../../src/store/store.ts';
import { TestFolder } from './folder.ts';
import { parsed, tiny } from './parsed.ts';

const linked = { ...tiny, parse: (file: Parameters<typeof tiny.parse>[0]) => ({ ...tiny.parse(file), articles: tiny.parse(file).articles.map((article) => ({ ...article, author: 'Guessed', attribution: 'By Guessed', url: `https://example.org/${article.title.toLowerCase().replaceAll(' ', '-')}/` })) }) };

let folder: TestFolder;
let store: Store;
beforeEach(async () => {
  folder = await TestFolder.make();
  store = await openSqliteStore(':memory:');
  await folder.write('a.txt', 'tiny\n# Ferry sinks\none\n# B\ntwo\n# C\nthree\n');
});
afterEach(async () => {
  await store.close();
  await folder.remove();
});

const sync = async (): Promise<IngestCounts> => syncFolder(store, folder.path, [linked]);
const correct = async (yaml: string): Promise<IngestCounts> => {
  await folder.write('corrections.yaml', yaml);
  return sync();
};
const titled = async (title: string): Promise<StoredArticle> => {
  const [article] = await store.findByTitle(title, 1);
  if (article === undefined) throw new Error(`There is no ${title}.`);
  return article;
};

describe('The owner’s corrections', () => {
  it('win over what the page says, by title, link or id, before and after the article is stored', async () => {
    await correct('- article: ferry SINKS\n  author: Jane Doe\n  date: 8 December 2021\n  publisher: Harbour News\n  section: Sea\n');
    expect(await titled('Ferry sinks')).toMatchObject({ author: 'Jane Doe', attribution: null, publisher: 'Harbour News', section: 'Sea', published: { value: '2021-12-08', certainty: 'stated' } });
    const { id } = await titled('C');
    expect(await correct(`- article: http://www.example.org/b\n  author: null\n- article: ${id}\n  title: Corrected\n`)).toMatchObject({ added: 0, changed: 3, removed: 0, warnings: [] });
    expect(await titled('B')).toMatchObject({ author: null });
    expect((await titled('Corrected')).id).toBe(id);
    expect(await titled('Ferry sinks')).toMatchObject({ author: 'Guessed', attribution: 'By Guessed', publisher: 'The Hill', published: null });
  });

  it('survive every ingest, and leave ids as they are', async () => {
    await correct('- article: B\n  title: Better\n  author: Jane Doe\n');
    const { id } = await titled('Better');
    await folder.write('a.txt', 'tiny\n# New\nzero\n# B\ntwo\nand more\n');
    expect(await sync()).toMatchObject({ added: 1, changed: 1, removed: 2 });
    expect(await titled('Better')).toMatchObject({ id, author: 'Jane Doe', asParsed: { title: 'B', author: 'Guessed' } });
    await folder.write('a.txt', 'tiny\n# B\ntwo\nand more\n');
    await sync();
    await folder.remove('corrections.yaml');
    expect(await sync()).toMatchObject({ changed: 1 });
    expect(await titled('B')).toMatchObject({ id, author: 'Guessed' });
    expect(await sync()).toMatchObject({ added: 0, changed: 0, removed: 0 });
  });

  it('hold for what comes in from elsewhere, and are told and taken back there as in the folder', async () => {
    await folder.write('in/d.txt', 'tiny\n# D\nfour\n');
    const archiveDir = folder.at('archive');
    const take = async (yaml: string): Promise<IngestCounts> => {
      await folder.write('archive/corrections.yaml', yaml);
      return ingestPaths(store, { inputs: [folder.at('in')], archiveDir, formats: [linked] });
    };
    const owner = '- article: D\n  author: Jane Doe\n';
    expect(await take(owner)).toMatchObject({ added: 1, changed: 0, warnings: [] });
    await folder.write('in/d.txt', 'tiny\n# D\nfour and more\n');
    const broken = await take('- article: [D\n');
    expect(broken.warnings.map(({ where }) => where)).toContain('corrections.yaml:2');
    expect(await take(owner)).toMatchObject({ added: 0, changed: 1, warnings: [] });
    expect(await titled('D')).toMatchObject({ author: 'Jane Doe' });
  });

  it('that cannot be understood are told with their line, once, and the rest holds', async () => {
    const { warnings } = await correct('- article: Nothing like it\n  author: X\n- article: B\n  colour: red\n  date: 08/12/2021\n  author: [1, 2]\n  section: Sea\n- author: Y\n- 7\n');
    expect(warnings.map(({ where }) => where).sort()).toEqual(['corrections.yaml:1', 'corrections.yaml:3', 'corrections.yaml:3', 'corrections.yaml:3', 'corrections.yaml:8', 'corrections.yaml:9']);
    expect(await titled('B')).toMatchObject({ section: 'Sea', author: 'Guessed' });
    expect((await sync()).warnings).toEqual([]);
  });

  it.each(['a: [b\n', 'just words\n', `a: &a [x]\nb: &b [${'*a,'.repeat(50)}]\nc: [${'*b,'.repeat(50)}]\n`, ''])('of no use are told, or nothing: %j', async (yaml) => {
    const { warnings } = await correct(yaml);
    expect(warnings).toHaveLength(yaml === '' ? 0 : 1);
    expect((await titled('B')).author).toBe('Guessed');
  });
});

it('a correction is no reason to take an article for another one', async () => {
  await correct('- article: B\n  title: C\n');
  expect((await store.counts()).articles).toBe(3);
  expect(parsed('C', []).title).toBe('C');
});
