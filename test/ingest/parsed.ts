import { defineFormat, type ParsedArticle } from '../../src/ingest/format.ts';

/** A parsed article of plain prose; `overrides` say what a test is about. */
export function parsed(title: string, texts: readonly string[], overrides: Partial<ParsedArticle> = {}): ParsedArticle {
  return {
    title,
    publisher: 'The Hill',
    publisherAlias: null,
    section: null,
    author: null,
    published: null,
    url: null,
    category: null,
    attribution: null,
    credits: [],
    origin: { file: 'page.txt', line: 1 },
    paragraphs: texts.map((text) => ({ kind: 'prose', text })),
    ...overrides,
  };
}

/**
 * A format of its own, so that these tests do not depend on any real one: a file begins with `tiny`; `# Title`
 * begins an article, every other line is a paragraph, `!` warns, `!!!` is a defect of the format.
 */
export const tiny = defineFormat({
  name: 'tiny',
  description: 'Articles for tests',
  accepts: ({ text }) => text.startsWith('tiny\n'),
  parse({ name, text }) {
    const articles: { title: string; line: number; texts: string[] }[] = [];
    const warnings: { where: string; what: string }[] = [];
    for (const [place, line] of text.split('\n').entries()) {
      if (line === '!!!') throw new RangeError('a defect in the format');
      if (line.startsWith('# ')) articles.push({ title: line.slice(2), line: place + 1, texts: [] });
      else if (line === '!') warnings.push({ where: `${name}:${place + 1}`, what: 'is odd' });
      else if (line !== '') articles.at(-1)?.texts.push(line);
    }
    return { articles: articles.map(({ title, line, texts }) => parsed(title, texts, { origin: { file: name, line } })), warnings };
  },
});
