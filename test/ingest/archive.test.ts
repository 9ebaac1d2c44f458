import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { dryRun } from '../../src/ingest/dry-run.ts';
import { loadFormats } from '../../src/ingest/formats.ts';
import { TestFolder } from './folder.ts';

const data = fileURLToPath(new URL('../../data', import.meta.url));

describe('The archive in data/', () => {
  it('gives exactly its five articles, whatever else lies in the folder', async () => {
    const { articles } = await dryRun([data], await loadFormats());
    expect(articles.map(({ publisher, paragraphs, origin }) => [publisher, paragraphs.length, 'file' in origin ? origin.file : null])).toEqual([
      ['Al Jazeera English', 19, 'iraq.txt'],
      ['The Hill', 16, 'iraq.txt'],
      ['VICE UK', 21, 'iraq.txt'],
      ['ReliefWeb', 5, 'iraq.txt'],
      ['FRANCE 24', 4, 'iraq.txt'],
    ]);
    expect(articles.map(({ duplicateOf }) => duplicateOf)).toEqual([null, null, null, null, null]);
  });

  it('gives the same five beside documents that look like pages', async () => {
    const folder = await TestFolder.make();
    const page = await readFile(`${data}/iraq.txt`);
    for (const name of ['iraq.txt', 'README.md', 'README', 'LICENSE.txt', 'feeds.yaml', '.iraq.txt']) await folder.write(name, page);
    const { articles, warnings } = await dryRun([folder.path], await loadFormats());
    expect(articles.map(({ duplicateOf }) => duplicateOf)).toEqual([null, null, null, null, null]);
    expect(warnings.filter(({ where }) => !where.startsWith('iraq.txt:'))).toEqual([]);
    await folder.remove();
  });

  it('names the author of the second, and the dates that are written in the fourth and the fifth', async () => {
    const { articles } = await dryRun([data], await loadFormats());
    expect(articles[1]?.author).toBe('Eric R. Mandel');
    expect(articles[3]?.published).toMatchObject({ value: '2021-12-07', certainty: 'stated' });
    expect(articles[4]?.published).toMatchObject({ value: null, certainty: 'ambiguous' });
  });
});
