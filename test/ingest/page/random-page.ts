import fc from 'fast-check';
import { BIOS, BYLINES, CAPTIONS, DASHES, DATE_LINES, DECOYS, HEADINGS, NAVIGATION, OPENINGS, PHRASES, SENTENCES } from './random-parts.ts';
import { publisher, titles } from './random-names.ts';

/** A paragraph; its kind is null where a line could be read as more than one. */
export interface KnownParagraph {
  readonly kind: string | null;
  readonly text: string;
}

/** An article as a random page states it. */
export interface KnownArticle {
  readonly title: string;
  readonly publisher: string;
  readonly alias: string | null;
  readonly section: string | null;
  readonly author: string | null;
  readonly readings: readonly string[];
  readonly credits: readonly string[];
  readonly url: string | null;
  readonly paragraphs: readonly KnownParagraph[];
}

export interface RandomPage {
  readonly text: string;
  readonly category: string | null;
  readonly articles: readonly KnownArticle[];
  /** Lines that belong to no article. */
  readonly strays: readonly string[];
}

const MOST_ARTICLES = 7;

const pick = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
/** Null every second time. */
const maybe = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(value, { freq: 2 });

const prose = fc.tuple(fc.shuffledSubarray(SENTENCES, { minLength: 1, maxLength: 5 }), pick(' ', ' ', '\n')).map(([parts, glue]) => parts.join(glue));

const details = fc.record({
  publisher,
  alias: maybe(fc.nat(2)),
  aliasBar: pick(' | ', ' · ', ' – '),
  section: maybe(pick('World', 'Middle East', 'Arts & Culture', 'CATEGORY')),
  dash: pick(...DASHES),
  body: fc.array(prose, { minLength: 1, maxLength: 6 }),
  captions: fc.array(fc.tuple(fc.nat(6), pick(...CAPTIONS)), { maxLength: 2 }),
  decoys: fc.array(fc.tuple(fc.nat(6), pick(...DECOYS)), { maxLength: 3 }),
  byline: maybe(pick(...BYLINES)),
  bio: maybe(pick(...BIOS)),
  dateLine: maybe(pick(...DATE_LINES)),
  dateFirst: fc.boolean(),
  opening: maybe(pick(...OPENINGS)),
  phrase: pick(...PHRASES),
  layout: pick('\n', ' ', '\n\n', '\n', '\n \n'),
  footerDash: pick(...DASHES),
  footerQuotes: pick('‘’“”', `''""`, '', '`´«»'),
  hasFooter: fc.integer({ min: 0, max: 9 }).map((roll) => roll > 1),
  url: maybe(pick('https://example.org/a?b=c#d', 'http://نموذج.example/1')),
  navigation: maybe(pick(...NAVIGATION)),
});

type Details = typeof details extends fc.Arbitrary<infer T> ? T : never;

/** A line of one article that is the header of another, alone or behind a phrase. */
const quotation = fc.record({ by: fc.nat(MOST_ARTICLES - 1), of: fc.nat(MOST_ARTICLES - 1), place: fc.integer({ min: 1, max: 6 }), phrase: pick('', 'See also: ', 'Related:\n') });
type Quotation = typeof quotation extends fc.Arbitrary<infer T> ? T : never;

interface Draft {
  readonly known: KnownArticle;
  readonly blocks: readonly string[];
  readonly strays: readonly string[];
}

function aliasOf(name: string, form: number): string {
  const joined = name.replaceAll(' ', '');
  return [joined, `The ${name.replace(/^The /u, '')}`, name.includes('.') ? name.toUpperCase() : `${joined.toUpperCase()}.com`][form] ?? joined;
}

function headerOf(title: string, from: Details, category: string | null): Pick<KnownArticle, 'alias' | 'section'> & { readonly header: string } {
  const alias = from.alias === null ? null : aliasOf(from.publisher, from.alias);
  const enough = title.split(' ').filter((word) => /[\p{L}\p{N}]/u.test(word)).length >= 3;
  const section = from.section === 'CATEGORY' ? category : enough ? from.section : null;
  const header = title + (alias === null ? '' : from.aliasBar + alias) + (section === null ? '' : from.dash + section) + from.dash + from.publisher;
  return { alias, section, header };
}

/** The header as another hand would write it. */
function respelt(header: string, { dash, footerDash, footerQuotes }: Details): string {
  const quotes = footerQuotes.split('');
  return header.replaceAll(dash, footerDash).replaceAll(/[‘’“”]/gu, (quote) => quotes['‘’“”'.indexOf(quote)] ?? '');
}

function bodyOf(from: Details, quoted: readonly (readonly [number, string])[], own: number): KnownParagraph[] {
  const [opening] = from.opening ?? [''];
  const paragraphs: KnownParagraph[] = from.body.map((text, place) => ({ kind: 'prose', text: place === 0 ? opening + text : text }));
  for (const [place, [, text]] of from.captions) if (place > 0) paragraphs.splice(place, 0, { kind: 'caption', text: text.replace('#', String(own)) });
  // Only a footer can tell what looks like a header from one.
  if (from.hasFooter) {
    for (const [place, text] of [...from.decoys, ...quoted]) if (place > 0) paragraphs.splice(place, 0, { kind: null, text: text.replace('#', String(own)) });
  }
  if (from.bio !== null) paragraphs.push({ kind: 'bio', text: from.bio[0] });
  const top: KnownParagraph[] = [];
  if (from.byline !== null) top.push({ kind: 'byline', text: from.byline[0] });
  if (from.dateLine !== null) top.push({ kind: 'dateline', text: from.dateLine[0] });
  return [...(from.dateFirst ? top.reverse() : top), ...paragraphs];
}

function draft(title: string, from: Details, quoted: readonly (readonly [number, string])[], own: number, category: string | null): Draft {
  const { header, alias, section } = headerOf(title, from, category);
  const paragraphs = bodyOf(from, quoted, own);
  const footer = from.hasFooter ? [from.phrase + from.layout + respelt(header, from), ...(from.url === null ? [] : [from.url])] : [];
  const strays = from.hasFooter && from.navigation !== null ? [from.navigation] : [];
  return {
    known: {
      title, alias, section, publisher: from.publisher,
      author: from.byline?.[1] ?? from.bio?.[1] ?? null,
      readings: from.dateLine !== null && from.dateLine[1].length > 0 ? from.dateLine[1] : (from.opening?.[1] ?? []),
      credits: [...new Set(paragraphs.flatMap(({ kind, text }) => (kind === 'caption' ? CAPTIONS.filter(([, caption]) => caption.replace('#', String(own)) === text).map(([credit]) => credit) : [])))],
      url: from.hasFooter ? from.url : null,
      paragraphs: paragraphs.map(({ kind, text }) => ({ kind, text: kind === 'caption' ? text.replace('\n\n', ' ') : text })),
    },
    blocks: [header, ...paragraphs.map(({ text }) => text), ...footer, ...strays],
    strays,
  };
}

export const randomPage: fc.Arbitrary<RandomPage> = fc
  .tuple(titles(MOST_ARTICLES), fc.array(details, { minLength: MOST_ARTICLES, maxLength: MOST_ARTICLES }), pick(...HEADINGS), pick('\n', '\r\n'), pick('', '\n', '\n\n \n'), pick('\n\n', '\n\n\n', '\n \t\n'), pick('', '\uFEFF'), fc.array(quotation, { maxLength: 2 }))
  .map(([drawn, many, [heading, category], lineEnd, end, gap, mark, quotations]) => {
    const at = (place: number): Details => many[place] as Details;
    const headers = drawn.map((title, place) => headerOf(title, at(place), category).header);
    // An earlier article's header behind a phrase would be its footer, word for word, if it has none of its own: nobody could tell.
    const isFooter = ({ by, of, phrase }: Quotation): boolean => phrase !== '' && of < by && !at(of).hasFooter;
    const quotedBy = (place: number): (readonly [number, string])[] =>
      quotations.flatMap((each: Quotation) => (each.by === place && each.of !== place && !isFooter(each) && headers[each.of] !== undefined ? [[each.place, each.phrase + (headers[each.of] ?? '')] as const] : []));
    const drafts = drawn.map((title, place) => draft(title, at(place), quotedBy(place), place, category));
    const text = mark + [...(heading === null ? [] : [heading]), ...drafts.flatMap(({ blocks }) => blocks)].join(gap) + end;
    return { text: text.replaceAll('\n', lineEnd), category, articles: drafts.map(({ known }) => known), strays: drafts.flatMap(({ strays }) => strays) };
  });
