import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { dryRun } from '../../../src/ingest/dry-run.ts';
import { loadFormats } from '../../../src/ingest/formats.ts';

/**
 * What a sample page says, written by hand: a string is a prose paragraph, an object one of another kind; `published` is
 * a date, or all readings of an ambiguous one; what is not named is null or empty. `line` is where the header stands.
 */
interface ExpectedArticle {
  readonly title: string;
  readonly publisher: string | null;
  readonly alias?: string;
  readonly section?: string;
  readonly author?: string;
  readonly published?: string | readonly string[];
  readonly url?: string;
  readonly category?: string;
  readonly credits?: readonly string[];
  readonly duplicateOf?: number;
  readonly line: number;
  readonly paragraphs: readonly (string | Readonly<Record<string, string>>)[];
}

interface ExpectedPage {
  readonly articles: readonly ExpectedArticle[];
  /** Lines that a warning names; a line of this list may have several. */
  readonly warnings: readonly number[];
}

const folder = fileURLToPath(new URL('../../samples/pages/', import.meta.url));
const names = (await readdir(folder)).filter((name) => name.endsWith('.txt'));

describe('A sample page', () => {
  it.each(names)('%s gives its articles', async (name) => {
    const expected = JSON.parse(await readFile(folder + name.replace(/txt$/u, 'json'), 'utf8')) as ExpectedPage;
    const { articles, warnings } = await dryRun([folder + name], await loadFormats());
    expect(
      articles.map((article) => ({
        title: article.title,
        publisher: article.publisher,
        alias: article.publisherAlias,
        section: article.section,
        author: article.author,
        published: article.published === null ? [null] : [article.published.value, ...article.published.readings],
        url: article.url,
        category: article.category,
        credits: article.credits,
        duplicateOf: article.duplicateOf,
        line: 'line' in article.origin ? article.origin.line : null,
        paragraphs: article.paragraphs.map(({ kind, text }) => [kind, text]),
      })),
    ).toEqual(
      expected.articles.map((article) => ({
        title: article.title,
        publisher: article.publisher,
        alias: article.alias ?? null,
        section: article.section ?? null,
        author: article.author ?? null,
        published: published(article.published),
        url: article.url ?? null,
        category: article.category ?? null,
        credits: article.credits ?? [],
        duplicateOf: article.duplicateOf ?? null,
        line: article.line,
        paragraphs: article.paragraphs.flatMap((paragraph) => (typeof paragraph === 'string' ? [['prose', paragraph]] : Object.entries(paragraph))),
      })),
    );
    const lines = warnings.map(({ where }) => Number(/:(\d+)$/u.exec(where)?.[1]));
    expect([...new Set(lines)].sort((a, b) => a - b)).toEqual(expected.warnings);
  });
});

/** The value, null unless there is one reading alone, then all readings. */
function published(date: string | readonly string[] | undefined): (string | null)[] {
  if (date === undefined) return [null];
  return typeof date === 'string' ? [date, date] : [null, ...date];
}
