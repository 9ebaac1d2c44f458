import { Readable } from 'node:stream';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { PARAGRAPH_KINDS, type Origin, type Published } from '../../src/archive/article.ts';
import { exportLine, type ExportedArticle, type ExportedCopy } from '../../src/ingest/exported.ts';
import { gatherItems } from '../../src/ingest/items.ts';
import { readLines } from '../../src/ingest/json-lines/read.ts';

const text = fc.oneof(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'binary' }), fc.constantFrom('"', '\\', '\n', '\u2028', '__proto__', '</script>')).map((written) => written.toWellFormed().replaceAll('\0', ''));
const filled = text.map((written) => written.trim()).filter((written) => written !== '');
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { nil: null });
const day = fc.date({ min: new Date('1500-01-01'), max: new Date('2199-12-31'), noInvalidDate: true });
const published: fc.Arbitrary<Published> = fc.oneof(
  fc.tuple(day, text).map(([date, asWritten]): Published => ({ value: date.toISOString().slice(0, 10), readings: [date.toISOString().slice(0, 10)], certainty: 'stated', asWritten })),
  fc.tuple(day, day, text).map(([one, other, asWritten]): Published => ({ value: null, readings: [one.toISOString(), other.toISOString()].sort(), certainty: 'ambiguous', asWritten })),
);
const origin: fc.Arbitrary<Origin> = fc.oneof(fc.record({ file: text, line: maybe(fc.integer({ min: 1 })) }), fc.record({ url: fc.webUrl(), line: fc.constant(null) }));
const fields = fc.record({
  title: text, publisher: maybe(text), publisherAlias: maybe(text), section: maybe(text), author: maybe(text), published: maybe(published), url: maybe(fc.webUrl()),
  category: maybe(text), attribution: maybe(text), credits: fc.array(text, { maxLength: 3 }), origin,
});
const kindAndText = fc.record({ kind: fc.constantFrom(...PARAGRAPH_KINDS), text: filled });
const copy: fc.Arbitrary<ExportedCopy> = fc.tuple(fields, maybe(text), maybe(fc.array(kindAndText, { maxLength: 3 }))).map(([known, key, paragraphs]) => ({ ...known, key, paragraphs }));
const id = fc.stringMatching(/^[a-z0-9]{10}$/u);
const exported: fc.Arbitrary<ExportedArticle> = fc.tuple(id, fields, fc.array(kindAndText, { maxLength: 5 }), maybe(text), day, fc.array(copy, { maxLength: 3 })).map(([own, known, paragraphs, key, added, alsoAt]) => ({
  id: own, ...known, paragraphs: paragraphs.map((paragraph, place) => ({ id: `${own}-${place + 1}`, number: place + 1, ...paragraph })), language: 'de', addedAt: added.toISOString(), key, alsoAt,
}));

const read = (chunks: Iterable<string>, longest?: number): ReturnType<typeof gatherItems> => gatherItems(readLines({ name: 'a.jsonl', chunks: Readable.from(chunks) }, longest));

describe('An exported archive', () => {
  it('comes in as it went out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(exported, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 500 }), async (articles, size) => {
        const written = articles.map((article) => `${exportLine(article)}\n`).join('');
        const pieces = Array.from({ length: Math.ceil(written.length / size) }, (_, place) => written.slice(place * size, (place + 1) * size));
        const { articles: back, warnings } = await read(pieces);
        expect(warnings).toEqual([]);
        expect(back).toEqual(articles.flatMap(({ id: own, paragraphs, language, addedAt, key, alsoAt, ...known }) => {
          const texts = paragraphs.map((paragraph) => ({ kind: paragraph.kind, text: paragraph.text }));
          const keyed = (name: string | null): object => (name === null ? {} : { key: name });
          return [
            { ...known, ...keyed(key), paragraphs: texts, exported: { id: own, paragraphIds: paragraphs.map((paragraph) => paragraph.id), language, addedAt } },
            ...alsoAt.map(({ key: other, paragraphs: others, ...rest }) => ({ ...rest, ...keyed(other), paragraphs: others ?? texts })),
          ];
        }));
      }),
      { numRuns: 150 },
    );
  });

  it('is written with the fields in one order, the mark of its version first, whatever order they had', () => {
    const [article] = fc.sample(exported, 1);
    if (article === undefined) throw new Error('No article was made.');
    const turned = Object.fromEntries(Object.entries(article).reverse()) as unknown as ExportedArticle;
    expect(exportLine(turned)).toBe(exportLine(article));
    expect(exportLine(article)).toMatch(/^\{"backfile":1,"id":"/u);
    expect(exportLine(article)).not.toContain('\n');
  });

  it('names the field that is wrong', async () => {
    const [article] = fc.sample(exported.filter(({ alsoAt }) => alsoAt.length > 0), 1);
    if (article === undefined) throw new Error('No article was made.');
    const { warnings, articles } = await read([exportLine({ ...article, alsoAt: article.alsoAt.map((each) => ({ ...each, credits: [1] as unknown as string[] })) })]);
    expect(articles).toEqual([]);
    expect(warnings).toEqual([{ where: 'a.jsonl:1', what: 'the article was not read: its field “alsoAt[0].credits” must be a list of texts' }]);
  });
});

describe('JSON Lines', () => {
  it('passes over a line above the limit without keeping it, and reads the next', async () => {
    function* pieces(): Generator<string> {
      yield '{"text":"';
      for (let count = 0; count < 2_000; count++) yield 'x'.repeat(100_000);
      yield '"}\n{"title":"Next","text":"Read."}\n';
    }
    const before = process.memoryUsage().heapUsed;
    const { articles, warnings } = await read(pieces(), 1_000_000);
    expect(articles.map(({ title, origin: from }) => [title, from.line])).toEqual([['Next', 2]]);
    expect(warnings.map(({ where }) => where)).toEqual(['a.jsonl:1']);
    // 200 MB went through.
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(100e6);
  });

  it('is not brought down by nesting', async () => {
    const deep = `{"text":"Text.","a":${'['.repeat(100_000)}${']'.repeat(100_000)}}`;
    const { articles } = await read([`${deep}\n${'['.repeat(100_000)}\n{"text":${deep}}\n{"text":"Last."}\n`]);
    expect(articles.at(-1)?.paragraphs.map((paragraph) => paragraph.text)).toEqual(['Last.']);
  });

  it('reads nothing into a field called __proto__', async () => {
    await read(['{"text":"Text.","__proto__":{"polluted":true},"constructor":{"prototype":{"polluted":true}}}\n']);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });
});
