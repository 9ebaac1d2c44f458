import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pageLines } from '../../../src/ingest/page/lines.ts';
import { parsePage } from '../../../src/ingest/page/parse.ts';
import { splitPage } from '../../../src/ingest/page/split.ts';
import { randomPage } from './random-page.ts';

describe('random pages', () => {
  it('give back the articles that they were made of', () => {
    fc.assert(
      fc.property(randomPage, ({ text, category, articles }) => {
        const parsed = parsePage({ name: 'page.txt', text });
        const read = parsed.articles.map((article) => ({
          title: article.title,
          publisher: article.publisher,
          alias: article.publisherAlias,
          section: article.section,
          author: article.author,
          readings: article.published.readings,
          paragraphs: article.paragraphs.map((paragraph) => paragraph.text),
        }));
        expect(read).toEqual(articles);
        for (const article of parsed.articles) expect(article.category).toBe(category);
      }),
      { numRuns: 500 },
    );
  });
});

/** Blocks of the kinds that a page is made of, in any order. */
const anyBlock = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ maxLength: 60 }),
  fc.constantFrom('More:', 'A title of four – The Times', 'A title of four - The Times', 'More: A title of four – The Times', 'Another title – BBC', 'Read here:\nAnother title – BBC', 'Text goes on here.', 'Photo: Jane Doe/AP', 'By Jane Doe', 'Published: 31/02/2021', 'Baghdad, 7 December 2021', 'riot police of', '« Older posts', 'Jane Doe is a writer.', '–', ' – ', ':', 'a: b: c', '\u200B', 'Archive for the ‘X’ Category'),
);

describe('any text', () => {
  it('is parsed without an exception, and every line is in one place or named by a warning', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(anyBlock, fc.constantFrom('\n', '\n\n', '\r\n\r\n'))), (blocks) => {
        const text = blocks.flat().join('');
        const parsed = parsePage({ name: 'page.txt', text });
        const page = pageLines('page.txt', text);
        const { heading, articles, strays } = splitPage(page);
        const places = new Array<number>(page.lines.length).fill(0);
        const mark = (start: number, end: number): void => {
          for (let line = start; line < end; line++) places[line] = (places[line] ?? 0) + 1;
        };
        if (heading !== null) mark(heading.start, heading.end);
        for (const { head, body, footer, link } of articles) {
          mark(head.start, head.end);
          mark(body.start, body.end);
          if (footer !== null) mark(footer.start, footer.end);
          if (link !== null) mark(link.start, link.end);
        }
        for (const stray of strays) mark(stray.start, stray.end);
        page.lines.forEach((line, place) => {
          if (page.nextFilled[place] === place) expect(places[place], `line ${place + 1}: ${line}`).toBe(1);
        });
        const warned = new Set(parsed.warnings.map(({ where }) => where));
        for (const stray of strays) for (let line = stray.start; line < stray.end; line++) expect(warned).toContain(`page.txt:${line + 1}`);
        parsed.articles.forEach((article, place) => {
          const lines = articles[place]?.body ?? { start: 0, end: 0 };
          const squash = (piece: string): string => piece.replace(/[\s\u00AD\u200B-\u200F\u2060\uFEFF\u202A-\u202E\u2066-\u2069]+/gu, '');
          expect(squash(article.paragraphs.map((paragraph) => paragraph.text).join(''))).toBe(squash(page.lines.slice(lines.start, lines.end).join('')));
        });
      }),
      { numRuns: 500 },
    );
  });

  it.each([
    ['one-line blocks', 'A short paragraph without anything special in it, ending with a stop.\n\n'],
    ['headers', 'A title of some words – The Times\n\n'],
    ['phrases', 'More:\n\n'],
    ['footers', 'More: A title of some words – The Times\n\n'],
    ['articles', 'A title of some words – The Times\n\nText of it.\n\nMore:\nA title of some words – The Times\n\n'],
    ['colons', 'a: b: c: d: e: f\n'],
    ['one line', 'Jane Doe and John Roe, Ali Khan - '],
    ['capitals', 'By Jane Doe And John Roe And '],
    ['dashes', ' – – - '],
    ['unfinished captions', 'riot police of\n\n'],
  ])('of two megabytes of %s is parsed in seconds', (_, unit) => {
    const text = unit.repeat(Math.ceil(2_000_000 / unit.length));
    const start = performance.now();
    parsePage({ name: 'page.txt', text });
    expect(performance.now() - start).toBeLessThan(8_000);
  });
});
