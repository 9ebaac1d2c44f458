import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/archive/article.ts';
import { cite } from '../../../src/archive/citation.ts';
import { reply, type Quote, type Reply } from '../../../src/command.ts';
import { readCustomId } from '../../../src/hosts/discord/custom-ids.ts';
import { escapeText } from '../../../src/hosts/discord/escape.ts';
import { fit, LIMITS } from '../../../src/hosts/discord/limits.ts';
import { renderFault, renderReply } from '../../../src/hosts/discord/render.ts';
import { OPERATOR } from '../../../src/command.ts';
import { checkBody } from '../../support/discord-schema.ts';
import { asParsed, draw, MARKUP } from './markdown.ts';

const text = (maxLength: number): fc.Arbitrary<string> =>
  fc.oneof(fc.string({ unit: 'grapheme', maxLength }), fc.array(fc.constantFrom(...MARKUP), { maxLength: maxLength / 2 }).map((pieces) => pieces.join('')));
const nullable = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value);

const article: fc.Arbitrary<Article> = fc.record({
  id: fc.string({ minLength: 1, maxLength: 10 }),
  title: text(600),
  publisher: nullable(text(300)),
  publisherAlias: fc.constant(null),
  section: fc.constant(null),
  author: nullable(text(500)),
  published: fc.constant(null),
  url: nullable(fc.oneof(fc.webUrl(), text(60), fc.constant('javascript:alert(1)'))),
  category: fc.constant(null),
  attribution: fc.constant(null),
  credits: fc.constant([]),
  origin: fc.constant({ file: 'a.txt', line: 1 }),
});

const quote: fc.Arbitrary<Quote> = fc.tuple(article, text(350), fc.boolean()).map(([source, body, cut]) => {
  const excerpt = body.slice(0, 350).toWellFormed() || 'x';
  // Words of some scripts touch: so do their marks.
  const marks = [...excerpt.matchAll(/\w{1,3}/gu)].map(({ 0: word, index }) => [index, index + word.length] as const);
  return { excerpt: { text: excerpt, marks, cut: { start: cut, end: cut } }, paragraph: { id: `${source.id}.p`, number: 1, kind: 'prose', text: excerpt }, article: source, citation: cite(source), also: cut ? [{ article: source, paragraph: { id: 'b.p', number: 2 } }] : [] };
});

const anyReply: fc.Arbitrary<Reply> = fc
  .record({
    heading: text(6_000).filter((heading) => heading.trim() !== ''),
    lead: nullable(text(3_000)),
    notice: nullable(text(3_000)),
    stage: nullable(text(50).filter((stage) => stage !== '')),
    quotes: fc.array(quote, { maxLength: 12 }),
    facts: fc.array(fc.record({ label: fc.constantFrom('Title', 'Cite'), text: text(2_000).filter((fact) => fact.trim() !== '') }), { maxLength: 30 }),
    actions: fc.array(fc.record({ label: fc.constantFrom('Source 1', 'x'.repeat(200)), command: fc.constant('source'), options: fc.record({ article: text(120) }) }), { maxLength: 40 }),
  })
  .map((parts) => reply({ ...parts, data: {} }));

function total(embeds: ReturnType<typeof renderReply>['embeds']): number {
  return embeds.reduce((sum, { title = '', description = '', footer, fields = [] }) => {
    return sum + title.length + description.length + (footer?.text.length ?? 0) + fields.reduce((all, { name, value }) => all + name.length + value.length, 0);
  }, 0);
}

describe('replies on Discord', () => {
  it('stay inside every limit, whatever they hold', () => {
    fc.assert(
      fc.property(anyReply, (any) => {
        const body = renderReply(any, OPERATOR);
        expect(total(body.embeds)).toBeLessThanOrEqual(LIMITS.embedTotal);
        checkBody({ method: 'POST', path: '/interactions/1/t/callback', body: { type: 4, data: body } });
        const ids = body.components.flatMap((row) => row.components.map((button) => button.custom_id));
        expect(new Set(ids).size).toBe(ids.length);
      }),
      { numRuns: 300 },
    );
  });

  it('show each excerpt as it is stored: drawn, only the marks are bold', () => {
    fc.assert(
      fc.property(quote, (any) => {
        const [, embed] = renderReply(reply({ heading: 'q', quotes: [any], data: {} }), OPERATOR).embeds;
        const { text: drawn, markup } = draw(embed?.description ?? '');
        const { cut, text: stored } = any.excerpt;
        expect(markup).toEqual([]);
        expect(drawn).toBe(asParsed(`${cut.start ? '… ' : ''}${stored}${cut.end ? ' …' : ''}`));
      }),
      { numRuns: 500 },
    );
  });

  it('hold five quotes of the greatest length, under the longest titles and sources', () => {
    const words = 'Regarding certain developments observed throughout neighbouring districts '.repeat(20);
    const text = words.slice(0, 350);
    const marks = [...text.matchAll(/\w+/gu)].slice(0, 20).map(({ 0: word, index }) => [index, index + word.length] as const);
    const long: Article = {
      id: 'x', title: words.slice(0, 600), publisher: words.slice(0, 900), publisherAlias: null, section: null, author: words.slice(0, 900), published: null, url: null,
      category: null, attribution: null, credits: [], origin: { file: 'a.txt', line: 1 },
    };
    const one: Quote = { excerpt: { text, marks, cut: { start: true, end: true } }, paragraph: { id: 'x.p', number: 1_000, kind: 'prose', text }, article: long, citation: cite(long), also: [{ article: long, paragraph: { id: 'y.p', number: 2 } }] };
    const body = renderReply(reply({ heading: words.slice(0, 300), notice: '12,000 undated articles left out: a date limit can only keep articles whose date is known.', stage: 'words · minisearch', quotes: [one, one, one, one, one], data: {} }), OPERATOR);
    expect(body.embeds).toHaveLength(6);
    expect(total(body.embeds)).toBeLessThanOrEqual(LIMITS.embedTotal);
    for (const { description = '' } of body.embeds.slice(1)) expect(draw(description).text).toBe(`… ${text} …`);
  });

  it('say how many quotes did not fit', () => {
    const title = '*'.repeat(600);
    const [one] = fc.sample(quote, 1);
    if (one === undefined) throw new Error('no sample');
    const big: Quote = { ...one, article: { ...one.article, title, publisher: 'p'.repeat(2_000) }, excerpt: { text: '*'.repeat(350), marks: [], cut: { start: true, end: true } } };
    const body = renderReply(reply({ heading: 'q', quotes: Array.from({ length: 9 }, () => big), data: {} }), OPERATOR);
    const left = 9 - (body.embeds.length - 1);
    expect(body.embeds.length).toBeGreaterThan(3);
    expect(body.embeds[0]?.description).toBe(`${left} quotes more did not fit into one message.`);
  });

  it('set apart what runs from right to left, add nothing else, and leave excerpts as they are', () => {
    const piece = fc.constantFrom('السلام', 'שלום', 'The Hill', 'Δ', '٢٠٢١', ' – ', '\u202E', '\u2067', '\u2068', '\u2069', '(', '7');
    const some = fc.array(piece, { minLength: 1, maxLength: 6 }).map((pieces) => pieces.join(''));
    const bare = (shown: string): string => shown.replace(/[\u2068\u2069]/gu, '');
    fc.assert(
      fc.property(quote, some, some, some, some, (any, title, publisher, author, body) => {
        const source: Article = { ...any.article, title, publisher, author, url: null };
        const one: Quote = { ...any, article: source, also: [], excerpt: { text: body, marks: [], cut: { start: false, end: false } } };
        const [, embed] = renderReply(reply({ heading: 'q', quotes: [one], data: {} }), OPERATOR).embeds;
        expect(draw(embed?.description ?? '').text).toBe(body);
        expect(bare(embed?.title ?? '')).toBe(bare(escapeText(`1. ${title}`)));
        expect(bare(embed?.footer?.text ?? '')).toBe(bare(`${publisher} · by ${author} · undated · paragraph 1 · link not preserved`));
        // Whoever takes each part as one finds the bot's own words in their order.
        expect((embed?.footer?.text ?? '').split(' · ').at(-2)).toBe('paragraph 1');
        for (const part of [title, publisher, author]) if (/[\u0590-\u05FF\u0620-\u064A]/u.test(part)) expect(`${embed?.title ?? ''} ${embed?.footer?.text ?? ''}`).toContain(`\u2068${part}\u2069`);
      }),
      { numRuns: 300 },
    );
  });

  it('link only to web addresses', () => {
    const [one] = fc.sample(quote, 1);
    if (one === undefined) throw new Error('no sample');
    const withUrl = (url: string): string | undefined => renderReply(reply({ heading: 'q', quotes: [{ ...one, article: { ...one.article, url } }], data: {} }), OPERATOR).embeds[1]?.url;
    expect(withUrl('https://example.org/a')).toBe('https://example.org/a');
    expect(withUrl('javascript:alert(1)')).toBeUndefined();
  });

  it('carry actions that can be read back', () => {
    const action = { label: 'Source 1', command: 'source', options: { article: 'a&b=c ?' } };
    const [row] = renderReply(reply({ heading: 'q', actions: [action, action], data: {} }), OPERATOR).components;
    expect(row?.components).toHaveLength(1);
    expect(readCustomId(row?.components[0]?.custom_id ?? '')).toEqual({ press: 'new', call: { command: 'source', options: { article: 'a&b=c ?' } } });
    expect(readCustomId('of an older kind')).toBeNull();
    expect(readCustomId('archive.refresh?')).toEqual({ press: 'new', call: { command: 'archive refresh', options: {} } });
    expect(readCustomId('~results?list=a&page=2')).toEqual({ press: 'inPlace', call: { command: 'results', options: { list: 'a', page: '2' } } });
    expect(readCustomId('!#b_-3')).toEqual({ press: 'share', call: { kept: 'b_-3' } });
  });

  it('tell errors inert and inside the limits too', () => {
    const body = renderFault({ message: '# @everyone '.repeat(2_000), remedy: '<@1>' });
    checkBody({ method: 'POST', path: '/interactions/1/t/callback', body: { type: 4, data: body } });
    expect(draw(body.embeds[0]?.description ?? '').markup).toEqual([]);
  });
});

describe('fit', () => {
  it('never exceeds the limit, keeps what fits, and never cuts a character in half', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), fc.integer({ min: 1, max: 40 }), (any, limit) => {
        const fitted = fit(any, limit);
        expect(fitted.length).toBeLessThanOrEqual(limit);
        expect(fitted.isWellFormed()).toBe(any.isWellFormed());
        if (any.length <= limit) expect(fitted).toBe(any);
        else expect(any.startsWith(fitted.slice(0, -1))).toBe(true);
      }),
    );
  });
});
