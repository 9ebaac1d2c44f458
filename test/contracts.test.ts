import { writeFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { TestArchive } from './support/test-archive.ts';

/** The JSON that scripts rely on, key for key: a key too many or too few fails. */
const origin = z.union([z.strictObject({ file: z.string(), line: z.int().positive().nullable() }), z.strictObject({ url: z.string(), line: z.null() })]);
const iso = z.string().regex(/^\d{4}-\d{2}-\d{2}(?:T\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:?\d{2})?)?$/u);
const published = z.discriminatedUnion('certainty', [
  z.strictObject({ value: iso, readings: z.tuple([iso]), certainty: z.enum(['stated', 'inferred']), asWritten: z.string() }),
  z.strictObject({ value: z.null(), readings: z.array(iso).min(2), certainty: z.literal('ambiguous'), asWritten: z.string() }),
]);
const articleKeys = {
  id: z.string().min(1), title: z.string(), publisher: z.string().nullable(), publisherAlias: z.string().nullable(), section: z.string().nullable(), author: z.string().nullable(),
  published: published.nullable(), url: z.string().nullable(), category: z.string().nullable(), attribution: z.string().nullable(), credits: z.array(z.string()), origin,
};
const article = z.strictObject(articleKeys);
const paragraph = z.strictObject({ id: z.string().min(1), number: z.int().positive(), kind: z.enum(['prose', 'caption', 'bio', 'byline', 'dateline', 'subheading']), text: z.string().min(1) });
const citation = z.looseObject({ id: z.string(), type: z.string(), title: z.string() });
const mark = z.tuple([z.int(), z.int()]);
const quote = z.strictObject({
  excerpt: z.strictObject({ text: z.string().min(1), marks: z.array(mark), cut: z.strictObject({ start: z.boolean(), end: z.boolean() }) }),
  paragraph, article, citation, also: z.array(z.strictObject({ articleId: z.string(), paragraphId: z.string() })),
});
const day = z.iso.date().nullable();
const limits = z.strictObject({ from: day, to: day, publisher: z.string().nullable(), category: z.string().nullable(), author: z.string().nullable() });
const search = z.strictObject({
  query: z.string(), confidence: z.enum(['answer', 'unsure', 'absent']), score: z.number(), missing: z.array(z.string()), didYouMean: z.string().nullable(), notice: z.string().nullable(),
  stage: z.string(), limits, quotes: z.array(quote),
});
const latest = z.strictObject({ limits, order: z.strictObject({ basis: z.enum(['page', 'stated', 'added']), text: z.string() }), articles: z.array(z.strictObject({ ...articleKeys, opening: z.string() })) });
const source = z.strictObject({
  article, paragraphs: z.array(paragraph), citation, styles: z.strictObject({ apa: z.string(), mla: z.string(), chicago: z.string(), bibtex: z.string(), ris: z.string(), csl: z.string() }),
  changed: z.strictObject({ at: z.iso.datetime(), revisions: z.int().positive() }).nullable(), formerParagraph: paragraph.extend({ until: z.iso.datetime() }).nullable(),
});
const matches = z.strictObject({ matches: z.array(article).min(2) });
const ingest = z.strictObject({
  articles: z.array(z.strictObject({ ...articleKeys, paragraphs: z.array(paragraph), duplicateOf: z.int().min(0).nullable() })),
  warnings: z.array(z.strictObject({ where: z.string().regex(/^.+:\d+$/u), what: z.string() })),
});

const story = (title: string, ...paragraphs: string[]): string => `${title}\n\n${paragraphs.join('\n\n')}\n\nMore:\n${title}\n\n`;
const FERRY = story('A ferry sinks in the bay – The Gazette', 'The ferry sank at noon near the harbour.', 'Nobody was hurt, the harbour master said.');
const PAGE = `Archive for the ‘Harbour’ Category\n\n${FERRY}${story('The harbour is dredged again – The Post', 'By Jane Doe', 'Published: 7 December 2021', 'Dredging of the harbour began at dawn.')}${story('Who pays for the harbour wall? – Daily News – DailyNews.com', 'Issued on: 08/12/2021 - 17:33', 'The harbour wall costs two million.')}`;

let kept: TestArchive;
beforeAll(async () => {
  kept = await TestArchive.make([]);
  await writeFile(kept.at('data', 'a.txt'), PAGE);
  await writeFile(kept.at('data', 'b.txt'), FERRY);
});
afterAll(async () => { await kept.remove(); });

const json = async <T extends z.ZodType>(schema: T, ...args: string[]): Promise<z.infer<T>> => schema.parse(await kept.answer(args));

describe('JSON on the command line has exactly the documented keys', () => {
  it('search', async () => {
    const { query, quotes } = search.parse(await kept.printed(['search', 'who paid for the harbour wall', '--limit', '4']));
    expect(query).toBe('who paid for the harbour wall');
    expect(quotes).toHaveLength(4);
    expect(new Set(quotes.map(({ article: { published: date } }) => date?.certainty ?? null))).toEqual(new Set([null, 'stated', 'ambiguous']));
    for (const { excerpt: { text, marks }, paragraph: whole } of quotes) {
      expect(whole.text).toContain(text);
      let before = 0;
      for (const [start, end] of marks) {
        expect(start).toBeGreaterThanOrEqual(before);
        expect(end).toBeGreaterThan(start);
        before = end;
      }
      expect(before).toBeLessThanOrEqual(text.length);
    }
  });

  it('search, when nothing is found or dates leave articles out', async () => {
    expect(await json(search, 'search', 'volcano')).toMatchObject({ confidence: 'absent', missing: ['volcano'], quotes: [], notice: null });
    const { notice, quotes, limits: read } = await json(search, 'search', 'harbour', '--after', '2021-12-01', '--before', '2021-12-31');
    expect(read).toEqual({ from: '2021-12-01', to: '2021-12-31', publisher: null, category: null, author: null });
    expect(notice).toContain('1 undated article left out');
    expect(new Set(quotes.map(({ article: { publisher } }) => publisher))).toEqual(new Set(['DailyNews.com', 'The Post']));
  });

  it('latest', async () => {
    const { order, articles } = await json(latest, 'latest', '--count', '3');
    expect(order.basis).toBe('page');
    expect(articles.map(({ published: date }) => date?.certainty ?? null)).toEqual([null, 'stated', 'ambiguous']);
    expect(articles[0]?.opening).toBe('The ferry sank at noon near the harbour.');
    expect(articles.every(({ opening }) => opening !== '')).toBe(true);
    expect((await json(latest, 'latest', '--publisher', 'the post')).order.basis).toBe('stated');
  });

  it('source, of one article and of several that fit', async () => {
    const { article: found, paragraphs, styles } = await json(source, 'source', 'dredged');
    expect(found).toMatchObject({ publisher: 'The Post', author: 'Jane Doe', category: 'Harbour', published: { value: '2021-12-07', readings: ['2021-12-07'], certainty: 'stated' } });
    expect(paragraphs.map(({ number }) => number)).toEqual(paragraphs.map((_, place) => place + 1));
    expect(styles.apa).toContain('Doe, J. (2021, December 7).');
    expect((await json(matches, 'source', 'harbour')).matches).toHaveLength(2);
  });

  it('ingest, with a repeat in another file', async () => {
    const { articles, warnings } = await json(ingest, 'ingest', kept.at('data'), '--dry-run');
    expect(articles.map(({ duplicateOf }) => duplicateOf)).toEqual([null, null, null, 0]);
    expect(articles[2]).toMatchObject({ publisher: 'DailyNews.com', publisherAlias: 'Daily News', published: { value: null, readings: ['2021-08-12T17:33', '2021-12-08T17:33'], certainty: 'ambiguous', asWritten: '08/12/2021 - 17:33' } });
    expect(warnings).toHaveLength(1);
  });
});
