import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageLines } from '../../../src/ingest/page/lines.ts';
import { parsePage } from '../../../src/ingest/page/parse.ts';
import { splitPage } from '../../../src/ingest/page/split.ts';
import { randomPage } from './random-page.ts';
import { DECOYS, LINES, NAVIGATION, PHRASES, SENTENCES } from './random-parts.ts';

describe('random pages', () => {
  it('give back the articles that they were made of', () => {
    fc.assert(
      fc.property(randomPage, ({ text, category, articles, strays }) => {
        const parsed = parsePage({ name: 'page.txt', text });
        const read = parsed.articles.map((article, place) => ({
          title: article.title,
          publisher: article.publisher,
          alias: article.publisherAlias,
          section: article.section,
          author: article.author,
          readings: article.published?.readings ?? [],
          credits: article.credits,
          url: article.url,
          paragraphs: article.paragraphs.map(({ kind, text: words }, number) => ({ kind: articles[place]?.paragraphs[number]?.kind === null ? null : kind, text: words })),
        }));
        expect(read).toEqual(articles);
        for (const article of parsed.articles) expect(article.category).toBe(category);
        const warnings = parsed.warnings.map(({ what }) => what);
        for (const stray of strays) expect(warnings).toContain(`belongs to no article: ${stray}`);
      }),
      { numRuns: 500 },
    );
  });
});

/** Blocks of the kinds that a page is made of, in any order. */
const anyBlock = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
  fc.constantFrom(...DECOYS, ...SENTENCES, ...PHRASES, ...NAVIGATION, ...LINES),
);
const anyPage = fc.array(fc.tuple(anyBlock, fc.constantFrom('\n', '\n\n', '\r\n\r\n'))).map((blocks) => blocks.flat().join(''));

/** All white space and invisible signs taken out, so that only words are compared. */
function squash(text: string): string {
  return text.replace(/[\s\u00AD\u200B-\u200F\u2060\uFEFF\u202A-\u202E\u2066-\u2069]+/gu, '');
}

/** No line may vanish: each is in one part of the page, what no article holds is warned of, and paragraphs are their lines. */
function expectNothingLost(text: string): void {
  const parsed = parsePage({ name: 'page.txt', text });
  const page = pageLines('page.txt', text);
  const { heading, articles, strays } = splitPage(page);
  const times = new Array<number>(page.lines.length).fill(0);
  const parts = [heading, ...strays, ...articles.flatMap(({ head, body, footer, link }) => [head, body, footer, link])];
  for (const part of parts) for (let line = part?.start ?? 0; line < (part?.end ?? 0); line++) times[line] = (times[line] ?? 0) + 1;
  page.lines.forEach((line, place) => {
    if (page.nextFilled[place] === place) expect(times[place], `line ${place + 1}: ${line}`).toBe(1);
  });
  const warned = new Set(parsed.warnings.map(({ where }) => where));
  for (const stray of strays) for (let line = stray.start; line < stray.end; line++) expect(warned).toContain(`page.txt:${line + 1}`);
  parsed.articles.forEach((article, place) => {
    const { head, body } = articles[place] ?? { head: null, body: { start: 0, end: 0 } };
    expect(squash(article.paragraphs.map((paragraph) => paragraph.text).join(''))).toBe(squash(page.lines.slice(body.start, body.end).join('')));
    const named = [article.title, article.publisherAlias, article.section, article.publisher].join('');
    // Only separators of a header are in none of its parts, and their order is not kept.
    expect(lettersOf(named)).toBe(lettersOf(head?.text ?? ''));
  });
}

function lettersOf(text: string): string {
  return (text.match(/[\p{L}\p{M}\p{N}]/gu) ?? []).sort().join('');
}

describe('No line is lost', () => {
  it('of any text', () => {
    fc.assert(fc.property(anyPage, expectNothingLost), { numRuns: 400 });
  });

  it('of random pages', () => {
    fc.assert(fc.property(randomPage, ({ text }) => { expectNothingLost(text); }), { numRuns: 100 });
  });

  it('of sample pages and of the archive', async () => {
    const samples = fileURLToPath(new URL('../../samples/pages/', import.meta.url));
    const files = (await readdir(samples)).filter((name) => name.endsWith('.txt')).map((name) => samples + name);
    for (const file of [...files, fileURLToPath(new URL('../../../data/iraq.txt', import.meta.url))]) expectNothingLost(await readFile(file, 'utf8'));
  });
});
