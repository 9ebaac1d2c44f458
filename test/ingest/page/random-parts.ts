/** What random pages are made of. A pair is what stands on the page and what it says. */

export const SENTENCES = [
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
  'The plan – if it is one – was drawn up in 1998.',
  'Published in 1961, the book sold out by 12 March 1962.',
];

/** What only looks like something else; `#` becomes the article's number. */
export const DECOYS = [
  'Quoted headline # of the day – BBC News', 'More:', 'See also: the oil law explained', 'Read the rest here:\nSomething else entirely – Reuters', 'Key facts:',
  '- Item of a list – with a dash', 'What comes next', '** A heading in marks', 'Archive for the ‘Other’ Category', '> quoted # – Line', 'Posted in the square | Yahoo – CNN', '1. First # – Second',
];

export const PHRASES = [
  'More:', 'Excerpt from:', 'See original here:', 'Read the rest here:', 'Originally posted here:', 'Go here to see the original:', 'Quelle:', 'المزيد:', '続きを読む：',
  'Lire la suite :', 'Here’s the link:', 'Via:', 'Continue reading at source:', '>>> *source*:', 'Weiter geht es (in voller Länge) hier:', 'Источник:',
];

export const BYLINES: readonly (readonly [string, string])[] = [
  ['By Jane Doe', 'Jane Doe'], ['by Jane Doe and John Roe', 'Jane Doe and John Roe'], ['By Ludwig van der Berg, Staff Writer', 'Ludwig van der Berg'],
  ['Written by Zena Al-Ahmad', 'Zena Al-Ahmad'], ['By محمد علي', 'محمد علي'], ['By A. B. Ó Briain, C. Roe and D. van Dam', 'A. B. Ó Briain, C. Roe and D. van Dam'],
  ['By Reuters Staff', 'Reuters Staff'], ['BY JANE DOE AND JOHN ROE', 'JANE DOE and JOHN ROE'], ['Por María Gómez y Juan Ruiz', 'María Gómez and Juan Ruiz'],
];

export const BIOS: readonly (readonly [string, string])[] = [
  ['Eric R. Mandel is director of the Middle East Political Information Network (MEPIN).', 'Eric R. Mandel'],
  ['Sara Lindqvist writes about the region for several newspapers. She lives in Malmö.', 'Sara Lindqvist'],
  ['Tom Baxter and Ann-Marie Quist are fellows at the Institute of Rivers.', 'Tom Baxter and Ann-Marie Quist'],
  ['Omar Said is a staff writer and the author of “The Long Road.”', 'Omar Said'],
];

/** Lines on their own and the readings of the date of first publication. */
export const DATE_LINES: readonly (readonly [string, readonly string[]])[] = [
  ['Issued on: 08/12/2021 - 17:33', ['2021-08-12T17:33', '2021-12-08T17:33']], ['Published: 7 December 2021', ['2021-12-07']], ['Date: 25/12/2021', ['2021-12-25']],
  ['Posted on December 7, 2021', ['2021-12-07']], ['Published: 07/07/2021 Updated: 9 July 2021', ['2021-07-07']], ['Updated: 9 July 2021', []], ['Baghdad, 7 December 2021', ['2021-12-07']],
  ['Last modified: 9 July 2021 | First published: 1 July 2021', ['2021-07-01']], ['Veröffentlicht am 7. März 2022', ['2022-03-07']], ['Published: 2 days ago', []], ['Published: 31/02/2021', []],
];

/** Openings of a first paragraph. */
export const OPENINGS: readonly (readonly [string, readonly string[]])[] = [
  ['Baghdad, 07 December 2021 ', ['2021-12-07']], ['LONDON, Dec 7, 2021 (Reuters) - ', ['2021-12-07']], ['(Erbil) 7 December 2021 – ', ['2021-12-07']], ['On 7 December 2021 ', []], ['Yesterday, ', []],
  ['NEW YORK, Dec. 07, 2021 (GLOBE NEWSWIRE) -- ', ['2021-12-07']], ['Geneva/Baghdad, 08/12/2021 – ', ['2021-08-12', '2021-12-08']], ['BAGHDAD (AP) — ', []],
];

/** The credit, then the caption; one is broken over two blocks. `#` becomes the article's number: no two articles have one caption. */
export const CAPTIONS: readonly (readonly [string, string])[] = [
  ['Jane Doe/AP', 'A street near gate #. Photo: Jane Doe/AP'],
  ['Khalil Dawood/Xinhua via Getty Images', 'Riot police stand in the vicinity of gate # following the\n\nmarch last month. Photo:Khalil Dawood/Xinhua via Getty Images'],
  ['AP Photo/Baderkhan Ahmad', 'Children walk through field #. (AP Photo/Baderkhan Ahmad)'],
];

/** A page's heading and the category it names. */
export const HEADINGS: readonly (readonly [string | null, string | null])[] = [
  ['Archive for the ‘Iraq’ Category', 'Iraq'], ['Tag Archives: Iraq', 'Iraq'], ['Posts Tagged “Iraq”', 'Iraq'], ['Iraq', 'Iraq'], ['العراق', 'العراق'],
  ['Author: Jane Doe', null], ['Archive for December, 2021', null], ['Archiv für Dezember 2021', null], ['All posts by Jane Doe', null], [null, null],
];

export const NAVIGATION = ['« Older Entries', 'Posted in Iraq | No Comments »', 'Page 2 of 7', 'Leave a comment'];

export const DASHES = [' – ', ' - ', ' — ', ' ― ', ' − ', ' -- '];

/** Lines that could be a header, a footer, a heading, or nothing. */
export const LINES = [
  'A title of four – The Times', 'A title of four - The Times', 'More: A title of four – The Times', 'Another title – BBC', 'Read here:\nAnother title – BBC', 'Photo: Jane Doe/AP', 'By Jane Doe', 'Published: 31/02/2021',
  'Baghdad, 7 December 2021', 'riot police of', 'Jane Doe is a writer.', '–', ' – ', ':', 'a: b: c', '\u200B', 'Archive for the ‘X’ Category', 'Title | Alias – Part – – Alias', '– The Times', 'https://example.org/',
];
