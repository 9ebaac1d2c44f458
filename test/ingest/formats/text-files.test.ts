import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { GLANCE, type Format } from '../../../src/ingest/format.ts';
import { loadFormats } from '../../../src/ingest/formats.ts';
import { decodeText } from '../../../src/ingest/text.ts';
import { randomPage } from '../page/random-page.ts';

const formats = await loadFormats();
const claims = (text: string, name = 'a.txt'): string[] => formats.filter((format: Format) => format.accepts({ name, text })).map((format) => format.name);

describe('A text file', () => {
  it('is a saved page whatever its articles, as long as headers or footers show them', () => {
    fc.assert(fc.property(randomPage, ({ text, articles }) => { if (articles.length > 0) expect(claims(text)).toEqual(['blog-page']); }), { numRuns: 150 });
  });

  it('is a saved page also without any of its footers, or half of its headers', async () => {
    const page = decodeText(await readFile(new URL('../../../data/iraq.txt', import.meta.url)))?.text ?? '';
    const blocks = page.split(/\n{2,}/u);
    const isFooter = (block: string): boolean => /^[^\n]{1,60}:\n[^\n]+$/u.test(block);
    const isHeader = (block: string): boolean => / [–-] [^.\n]{1,40}$/u.test(block) && !isFooter(block);
    expect(blocks.filter(isFooter).length).toBeGreaterThan(3);
    expect(blocks.filter(isHeader).length).toBeGreaterThan(3);
    expect(claims(blocks.filter((block) => !isFooter(block)).join('\n\n').slice(0, GLANCE))).toEqual(['blog-page']);
    // Every second one: a footer without any header to repeat is a line like others.
    let headers = 0;
    expect(claims(blocks.filter((block) => !isHeader(block) || ++headers % 2 === 0).join('\n\n').slice(0, GLANCE))).toEqual(['blog-page']);
  });

  it('is claimed by one format, whatever it holds', async () => {
    const folder = fileURLToPath(new URL('../../samples/formats/plain-text/', import.meta.url));
    const samples = await Promise.all((await readdir(folder)).filter((name) => /\.te?xt$/u.test(name)).map(async (name) => readFile(folder + name, 'utf8')));
    const texts = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.tuple(fc.constantFrom(...samples), fc.nat({ max: 600 })).map(([sample, end]) => sample.slice(end)), fc.constantFrom('', '{', '---\n', '---\na: b\n---\n', '[1]', '<p>', '<!-- a -->', '{"text":"a"}', '{"title":"a"}', '+++\n\n+++\nText.'));
    fc.assert(fc.property(texts, (text) => { expect(claims(text)).toHaveLength(1); }), { numRuns: 500 });
  });
});
