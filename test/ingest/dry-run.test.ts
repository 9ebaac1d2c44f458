import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dryRun } from '../../src/ingest/dry-run.ts';
import { TestFolder } from './folder.ts';
import { tiny } from './parsed.ts';

let folder: TestFolder;
beforeEach(async () => { folder = await TestFolder.make(); });
afterEach(async () => { await folder.remove(); });

describe('A dry run', () => {
  it('reports every article with its paragraphs, in order, and which repeat an earlier one', async () => {
    await folder.write('a.txt', 'tiny\n# A\none\ntwo\n# B\nthree\n');
    await folder.write('b.txt', 'tiny\n# A\none\ntwo\n# A\nanother\n');
    const { articles, warnings } = await dryRun([folder.path], [tiny]);
    expect(articles.map(({ title, duplicateOf, paragraphs }) => [title, duplicateOf, paragraphs.length])).toEqual([['A', null, 2], ['B', null, 1], ['A', 0, 2], ['A', null, 1]]);
    expect(articles[2]).toMatchObject({ id: articles[0]?.id, paragraphs: articles[0]?.paragraphs, origin: { file: 'b.txt', line: 2 } });
    expect(new Set(articles.map(({ id }) => id)).size).toBe(3);
    expect(warnings.map(({ where }) => where)).toEqual(['b.txt:5']);
  });

  it('gives JSON with exactly the fields that are documented', async () => {
    const path = await folder.write('a.txt', 'tiny\n# A\none\n');
    const report: unknown = JSON.parse(JSON.stringify(await dryRun([path], [tiny])));
    const { articles } = report as { articles: { id: string; paragraphs: { id: string }[] }[] };
    expect(Object.keys(report as object)).toEqual(['articles', 'warnings']);
    expect(Object.keys(articles[0] ?? {})).toEqual([
      'id', 'title', 'publisher', 'publisherAlias', 'section', 'author', 'published', 'url', 'category', 'attribution', 'credits', 'origin', 'paragraphs', 'duplicateOf',
    ]);
    expect(articles[0]?.paragraphs).toEqual([{ id: `${articles[0]?.id ?? ''}.${articles[0]?.paragraphs[0]?.id.split('.')[1] ?? ''}`, number: 1, kind: 'prose', text: 'one' }]);
  });
});
