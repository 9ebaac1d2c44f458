import fc from 'fast-check';

/** An article as a random page states it. */
export interface KnownArticle {
  readonly title: string;
  readonly publisher: string;
  readonly alias: string | null;
  readonly section: string | null;
  readonly author: string | null;
  readonly readings: readonly string[];
  readonly paragraphs: readonly string[];
}

export interface RandomPage {
  readonly text: string;
  readonly category: string | null;
  readonly articles: readonly KnownArticle[];
}

const pick = <T>(...values: T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const maybe = <T>(value: fc.Arbitrary<T>, freq = 2): fc.Arbitrary<T | null> => fc.option(value, { freq });

const TITLES = [
  ['Troops', 'leave', 'the', 'northern', 'base', 'after', 'seven', 'years'],
  ['Why', 'Baghdad’s', 'rivers', 'are', 'running', 'dry'],
  ['‘We', 'will', 'not', 'go', 'back’:', 'families', 'in', 'the', 'camps', 'speak'],
  ['PM', 'survives', 'drone', 'attack,', 'no', 'arrests', 'made'],
  ['Explainer:', 'what', 'the', 'oil', 'law', 'would', 'change'],
  ['1,200', 'mines', 'cleared', 'in', 'a', 'single', 'week'],
  ['Is', 'the', 'dollar', 'peg', 'about', 'to', 'break?'],
  ['العراق', 'يعلن', 'انتهاء', 'المهمة', 'القتالية', 'للتحالف'],
  ['Иракские', 'войска', 'заняли', 'город', 'на', 'севере'],
  ['イラク戦争の記憶をたどる旅'],
  ['Museum', 'reopens', '—', 'and', 'the', 'city', 'with', 'it'],
  ['*Exclusive*', 'How', 'a', 'militia', 'runs', 'a', 'bank'],
];
const PUBLISHERS = ['Al Jazeera English', 'The Hill', 'VICE UK', 'ReliefWeb', 'FRANCE 24', 'bbc.com', 'Yahoo!', 'الجزيرة', '朝日新聞', 'Коммерсантъ', 'iNews', 'U.S. News & World Report', '+972 Magazine', 'n-tv.de', 'Asharq Al-Awsat'];
const SENTENCES = [
  'Officials said the talks would go on until the spring, and that no date had been set.',
  'The river fell by two metres: the lowest mark since records began.',
  'Nobody was hurt, but a wall of the house came down.',
  '“We saw the lights and ran,” said a shopkeeper who gave his name only as Abbas.',
  'It was signed on 5 May 2020 in Paris and never ratified.',
  'Last week the ministry said that it would pay all wages by Thursday.',
  'By Thursday the queues had gone.',
  'On 7 November 2021 rockets fell on the airport.',
  'The text reads *as is*, with ~~marks~~, `code` and <@123> in it.',
  'في بغداد قال مسؤولون إن المحادثات مستمرة حتى الربيع المقبل.',
  'Переговоры продолжатся весной, сообщили в министерстве.',
  '政府は春まで協議を続けると発表した。',
  'The note said: nothing will change.',
  'Was it worth it? She thinks so.',
];
const DECOYS = [
  'Quoted headline of the day – BBC News', 'More:', 'See also: the oil law explained', 'Read the rest here:\nSomething else entirely – Reuters', 'Key facts:', '- Item of a list – with a dash',
  'What comes next', '## A heading in marks', 'Archive for the ‘Other’ Category', '> quoted – Line',
];
const PHRASES = ['More:', 'Excerpt from:', 'See original here:', 'Read the rest here:', 'Originally posted here:', 'Go here to see the original:', 'Quelle:', 'المزيد:', '続きを読む：', 'Lire la suite :', 'Here’s the link:'];
const BYLINES: readonly (readonly [string, string])[] = [
  ['By Jane Doe', 'Jane Doe'], ['by Jane Doe and John Roe', 'Jane Doe and John Roe'], ['By Ludwig van der Berg, Staff Writer', 'Ludwig van der Berg'],
  ['Written by Zena Al-Ahmad', 'Zena Al-Ahmad'], ['By محمد علي', 'محمد علي'], ['By A. B. Ó Briain, C. Roe and D. van Dam', 'A. B. Ó Briain, C. Roe and D. van Dam'],
];
const BIOS: readonly (readonly [string, string])[] = [
  ['Eric R. Mandel is director of the Middle East Political Information Network (MEPIN).', 'Eric R. Mandel'],
  ['Sara Lindqvist writes about the region for several newspapers. She lives in Malmö.', 'Sara Lindqvist'],
  ['Tom Baxter and Ann-Marie Quist are fellows at the Institute of Rivers.', 'Tom Baxter and Ann-Marie Quist'],
];
/** Date lines on their own, and openings of a first paragraph, with their readings. */
const DATE_LINES: readonly (readonly [string, readonly string[]])[] = [
  ['Issued on: 08/12/2021 - 17:33', ['2021-08-12T17:33', '2021-12-08T17:33']], ['Published: 7 December 2021', ['2021-12-07']], ['Date: 25/12/2021', ['2021-12-25']],
  ['Posted on December 7, 2021', ['2021-12-07']], ['Published: 07/07/2021 Updated: 9 July 2021', ['2021-07-07']], ['Updated: 9 July 2021', []], ['Baghdad, 7 December 2021', ['2021-12-07']],
];
const OPENINGS: readonly (readonly [string, readonly string[]])[] = [
  ['Baghdad, 07 December 2021 ', ['2021-12-07']], ['LONDON, Dec 7, 2021 (Reuters) - ', ['2021-12-07']], ['(Erbil) 7 December 2021 – ', ['2021-12-07']], ['On 7 December 2021 ', []], ['Yesterday, ', []],
];

const DASHES = [' – ', ' - ', ' — ', ' ― ', ' − ', ' -- '];
const prose = fc.tuple(fc.shuffledSubarray(SENTENCES, { minLength: 1, maxLength: 5 }), pick(' ', ' ', '\n')).map(([parts, glue]) => parts.join(glue));

function aliasOf(publisher: string): string[] {
  return [publisher.replaceAll(' ', ''), `The ${publisher.replace(/^The /u, '')}`, publisher.includes('.') ? publisher.toUpperCase() : `${publisher.replaceAll(' ', '').toUpperCase()}.com`];
}

interface Draft {
  readonly known: KnownArticle;
  readonly header: string;
  readonly footer: string | null;
}

const details = fc.record({
  publisher: pick(...PUBLISHERS),
  alias: maybe(fc.nat(2), 4),
  aliasBar: pick(' | ', ' · ', ' – '),
  section: maybe(pick('World', 'Middle East', 'CATEGORY'), 4),
  dash: pick(...DASHES),
  body: fc.array(prose, { minLength: 1, maxLength: 6 }),
  decoys: fc.array(fc.tuple(fc.nat(6), pick(...DECOYS)), { maxLength: 3 }),
  byline: maybe(pick(...BYLINES), 4),
  bio: maybe(pick(...BIOS), 4),
  dateLine: maybe(pick(...DATE_LINES), 4),
  opening: maybe(pick(...OPENINGS), 4),
  phrase: pick(...PHRASES),
  layout: pick('\n', ' ', '\n\n', '\n'),
  footerDash: pick(...DASHES),
  lostQuotes: fc.boolean(),
  hasFooter: fc.integer({ min: 0, max: 9 }).map((roll) => roll > 1),
});

type Details = typeof details extends fc.Arbitrary<infer T> ? T : never;

function draft(words: readonly string[], from: Details, category: string | null): Draft {
  const { publisher, dash } = from;
  const alias = from.alias === null ? null : (aliasOf(publisher)[from.alias] ?? null);
  const section = from.section === 'CATEGORY' ? category : words.length < 3 ? null : from.section;
  const title = words.join(' ');
  const header = title + (alias === null ? '' : from.aliasBar + alias) + (section === null ? '' : dash + section) + dash + publisher;
  const paragraphs = [...from.body];
  const [opening] = paragraphs;
  if (from.opening !== null && opening !== undefined) paragraphs[0] = from.opening[0] + opening;
  // Only a footer can tell what looks like a header from one.
  if (from.hasFooter) for (const [place, decoy] of from.decoys) if (place > 0) paragraphs.splice(place, 0, decoy);
  if (from.bio !== null) paragraphs.push(from.bio[0]);
  if (from.dateLine !== null) paragraphs.unshift(from.dateLine[0]);
  if (from.byline !== null) paragraphs.unshift(from.byline[0]);
  const stated = from.dateLine !== null && from.dateLine[1].length > 0 ? from.dateLine[1] : (from.opening?.[1] ?? []);
  const repeated = header.replaceAll(dash, from.footerDash).replaceAll(/[‘’]/gu, from.lostQuotes ? '' : "'");
  return {
    known: { title, publisher, alias, section, author: from.byline?.[1] ?? from.bio?.[1] ?? null, readings: stated, paragraphs },
    header,
    footer: from.hasFooter ? from.phrase + from.layout + repeated : null,
  };
}

const HEADINGS: readonly (readonly [string | null, string | null])[] = [
  ['Archive for the ‘Iraq’ Category', 'Iraq'], ['Tag Archives: Iraq', 'Iraq'], ['Posts Tagged “Iraq”', 'Iraq'], ['Iraq', 'Iraq'], ['العراق', 'العراق'],
  ['Author: Jane Doe', null], ['Archive for December, 2021', null], [null, null],
];

export const randomPage: fc.Arbitrary<RandomPage> = fc
  .tuple(fc.shuffledSubarray(TITLES, { minLength: 1, maxLength: 7 }), fc.array(details, { minLength: 7, maxLength: 7 }), pick(...HEADINGS), pick('\n', '\r\n'), pick('', '\n', '\n\n \n'), pick('\n\n', '\n\n\n', '\n \t\n'))
  .map(([titles, many, [heading, category], lineEnd, end, gap]) => {
    const drafts = titles.map((title, place) => draft(title, many[place] as Details, category));
    const blocks = drafts.flatMap(({ known, header, footer }) => [header, ...known.paragraphs, ...(footer === null ? [] : [footer])]);
    const text = [...(heading === null ? [] : [heading]), ...blocks].join(gap) + end;
    return { text: text.replaceAll('\n', lineEnd), category, articles: drafts.map(({ known }) => known) };
  });
