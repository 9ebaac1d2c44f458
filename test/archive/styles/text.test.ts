import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/archive/article.ts';
import { cite, type Citation } from '../../../src/archive/citation.ts';
import { STYLES, type StyleName } from '../../../src/archive/styles.ts';
import { ambiguous, base, contradictory, stated } from '../articles.ts';

const written = (style: StyleName, ...articles: Partial<Article>[]): string => STYLES[style].write(articles.map((parts, place) => cite({ ...base, id: `a${place}`, ...parts }))).trimEnd();
const reposted = { url: 'https://gazette.example/ferry', origin: { url: 'https://blog.example.org/category/harbour/', line: null } } as const;

/** Plain text has no italics; all else is as published. */
describe('what the guides publish', () => {
  const cases: [style: StyleName, article: Partial<Article>, expected: string][] = [
    // https://apastyle.apa.org/style-grammar-guidelines/references/examples/newspaper-article-references
    ['apa', { author: 'Benedict Carey', title: 'Can we get better at forgetting?', published: stated('2019-03-22'), publisher: 'The New York Times', url: 'https://www.nytimes.com/2019/03/22/health/memory-forgetting-psychology.html' },
      'Carey, B. (2019, March 22). Can we get better at forgetting? The New York Times. https://www.nytimes.com/2019/03/22/health/memory-forgetting-psychology.html'],
    ['apa', { author: 'Mike Stobbe', title: 'Cancer death rate in U.S. sees largest one-year drop ever', published: stated('2020-01-08'), publisher: 'Chicago Tribune' },
      'Stobbe, M. (2020, January 8). Cancer death rate in U.S. sees largest one-year drop ever. Chicago Tribune.'],
    // https://apastyle.apa.org/style-grammar-guidelines/references/examples/webpage-website-references: on a news website, with a group author, with no date.
    ['apa', { author: 'Caroline Bologna', title: 'Why some people with anxiety love watching horror movies', published: stated('2019-10-31'), publisher: 'HuffPost', url: 'https://www.huffpost.com/entry/anxiety-love-watching-horror-movies_l_5d277587e4b02a5a5d57b59e' },
      'Bologna, C. (2019, October 31). Why some people with anxiety love watching horror movies. HuffPost. https://www.huffpost.com/entry/anxiety-love-watching-horror-movies_l_5d277587e4b02a5a5d57b59e'],
    ['apa', { author: 'Centers for Disease Control and Prevention', publisher: 'Centers for Disease Control and Prevention', title: 'People at high risk of developing flu-related complications', published: stated('2018-01-23'), url: 'https://www.cdc.gov/flu/highrisk/index.htm' },
      'Centers for Disease Control and Prevention. (2018, January 23). People at high risk of developing flu-related complications. https://www.cdc.gov/flu/highrisk/index.htm'],
    ['apa', { author: 'National Nurses United', publisher: 'National Nurses United', title: 'What employers should do to protect nurses from Zika', url: 'https://www.nationalnursesunited.org/pages/what-employers-should-do-to-protect-rns-from-zika' },
      'National Nurses United. (n.d.). What employers should do to protect nurses from Zika. https://www.nationalnursesunited.org/pages/what-employers-should-do-to-protect-rns-from-zika'],
    ['apa', { author: 'Janet Boddy, Tim Neumann, Sean Jennings, Virginia Morrow, Priscilla Alderson, Rebecca Rees and William Gibson', publisher: 'The Research Ethics Guidebook: A Resource for Social Scientists', title: 'Ethics principles', url: 'http://www.ethicsguidebook.ac.uk/EthicsPrinciples' },
      'Boddy, J., Neumann, T., Jennings, S., Morrow, V., Alderson, P., Rees, R., & Gibson, W. (n.d.). Ethics principles. The Research Ethics Guidebook: A Resource for Social Scientists. http://www.ethicsguidebook.ac.uk/EthicsPrinciples'],
    // MLA Handbook, an article on a website; https://style.mla.org/works-cited/citations-by-format/
    ['mla', { author: 'Stefanie Hollmichel', title: 'The Reading Brain: Differences between Digital and Print', publisher: 'So Many Books', published: stated('2013-04-25'), url: 'https://somanybooksblog.com/2013/04/25/the-reading-brain-differences-between-digital-and-print/' },
      'Hollmichel, Stefanie. “The Reading Brain: Differences between Digital and Print.” So Many Books, 25 Apr. 2013, somanybooksblog.com/2013/04/25/the-reading-brain-differences-between-digital-and-print/.'],
    // MLA Handbook, an article on a magazine's website; https://style.mla.org/works-cited/works-cited-a-quick-guide/
    ['mla', { author: 'William Deresiewicz', title: 'The Death of the Artist—and the Birth of the Creative Entrepreneur', publisher: 'The Atlantic', published: stated('2014-12-28'), url: 'https://www.theatlantic.com/magazine/archive/2015/01/the-death-of-the-artist-and-the-birth-of-the-creative-entrepreneur/383497/' },
      'Deresiewicz, William. “The Death of the Artist—and the Birth of the Creative Entrepreneur.” The Atlantic, 28 Dec. 2014, www.theatlantic.com/magazine/archive/2015/01/the-death-of-the-artist-and-the-birth-of-the-creative-entrepreneur/383497/.'],
    // https://www.chicagomanualofstyle.org/tools_citationguide/citation-guide-1.html, of the 17th edition: news or magazine article.
    ['chicago', { author: 'Farhad Manjoo', title: 'Snap Makes a Bet on the Cultural Supremacy of the Camera', publisher: 'The New York Times', published: stated('2017-03-08'), url: 'https://www.nytimes.com/2017/03/08/technology/snap-makes-a-bet-on-the-cultural-supremacy-of-the-camera.html' },
      'Manjoo, Farhad. “Snap Makes a Bet on the Cultural Supremacy of the Camera.” New York Times, March 8, 2017. https://www.nytimes.com/2017/03/08/technology/snap-makes-a-bet-on-the-cultural-supremacy-of-the-camera.html.'],
    ['chicago', { author: 'Rebecca Mead', title: 'The Prophet of Dystopia', publisher: 'The New Yorker', published: stated('2017-04-17') },
      'Mead, Rebecca. “The Prophet of Dystopia.” New Yorker, April 17, 2017.'],
    ['chicago', { author: 'Tanya Pai', title: 'The Squishy, Sugary History of Peeps', publisher: 'Vox', published: stated('2017-04-11'), url: 'http://www.vox.com/culture/2017/4/11/15209084/peeps-easter' },
      'Pai, Tanya. “The Squishy, Sugary History of Peeps.” Vox, April 11, 2017. http://www.vox.com/culture/2017/4/11/15209084/peeps-easter.'],
  ];

  it.each(cases)('%s %#', (style, article, expected) => {
    expect(written(style, article)).toBe(expected);
  });
});

describe('each text style', () => {
  it.each<[string, Partial<Article>, apa: string, mla: string, chicago: string]>([
    ['nothing but title and publisher', {}, 'A ferry sinks. (n.d.). The Gazette.', '“A ferry sinks.” The Gazette, n.d.', '“A ferry sinks.” Gazette, n.d.'],
    ['no publisher', { publisher: null }, 'A ferry sinks. (n.d.).', '“A ferry sinks.” n.d.', '“A ferry sinks.” n.d.'],
    ['no title', { title: '' }, '[Untitled article]. (n.d.). The Gazette.', 'Untitled article. The Gazette, n.d.', 'Untitled article. Gazette, n.d.'],
    ['a date of which two readings exist: what both share', { published: ambiguous }, 'A ferry sinks. (2021). The Gazette.', '“A ferry sinks.” The Gazette, 2021.', '“A ferry sinks.” Gazette, 2021.'],
    ['a date of which nothing is sure', { published: contradictory }, 'A ferry sinks. (n.d.). The Gazette.', '“A ferry sinks.” The Gazette, n.d.', '“A ferry sinks.” Gazette, n.d.'],
    ['a month', { published: stated('2021-09') }, 'A ferry sinks. (2021, September). The Gazette.', '“A ferry sinks.” The Gazette, Sept. 2021.', '“A ferry sinks.” Gazette, September 2021.'],
    ['two authors, a particle, a suffix', { author: 'Jean-Paul van der Berg and John Q. Public, Jr.' },
      'van der Berg, J.-P., & Public, J. Q., Jr. (n.d.). A ferry sinks. The Gazette.',
      'van der Berg, Jean-Paul, and John Q. Public, Jr. “A ferry sinks.” The Gazette, n.d.',
      'van der Berg, Jean-Paul, and John Q. Public Jr. “A ferry sinks.” Gazette, n.d.'],
    ['three authors', { author: 'Jane Doe, John Roe and Associated Press' },
      'Doe, J., Roe, J., & Associated Press. (n.d.). A ferry sinks. The Gazette.',
      'Doe, Jane, et al. “A ferry sinks.” The Gazette, n.d.',
      'Doe, Jane, John Roe, and Associated Press. “A ferry sinks.” Gazette, n.d.'],
    ['the publisher as author: named once', { author: 'GAZETTE' }, 'GAZETTE. (n.d.). A ferry sinks.', '“A ferry sinks.” The Gazette, n.d.', 'GAZETTE. “A ferry sinks.” n.d.'],
    ['a title that ends in a question mark', { title: 'Who sank it?' }, 'Who sank it? (n.d.). The Gazette.', '“Who sank it?” The Gazette, n.d.', '“Who sank it?” Gazette, n.d.'],
    ['a title that quotes', { title: 'They said “never again”' }, 'They said “never again.” (n.d.). The Gazette.', '“They said ‘never again.’” The Gazette, n.d.', '“They said ‘never again.’” Gazette, n.d.'],
    ['a title that quotes with straight marks', { title: '"Never" is a long time' }, '"Never" is a long time. (n.d.). The Gazette.', '“‘Never’ is a long time.” The Gazette, n.d.', '“‘Never’ is a long time.” Gazette, n.d.'],
    ['a title that ends in an apostrophe', { title: 'A year of the miners’' }, 'A year of the miners’. (n.d.). The Gazette.', '“A year of the miners’.” The Gazette, n.d.', '“A year of the miners’.” Gazette, n.d.'],
    ['a name and a title in another script, not taken apart', { author: 'محمد علي', title: 'غرق عبّارة', publisher: 'الجزيرة' }, 'محمد علي. (n.d.). غرق عبّارة. الجزيرة.', 'محمد علي. “غرق عبّارة.” الجزيرة, n.d.', 'محمد علي. “غرق عبّارة.” الجزيرة, n.d.'],
    ['a sentence that another script ends', { title: '船が沈んだ。', publisher: '朝日新聞' }, '船が沈んだ。 (n.d.). 朝日新聞.', '“船が沈んだ。” 朝日新聞, n.d.', '“船が沈んだ。” 朝日新聞, n.d.'],
    ['line ends and control characters', { title: ' A\r\nferry\u2028sinks\u0007 ' }, 'A ferry sinks. (n.d.). The Gazette.', '“A ferry sinks.” The Gazette, n.d.', '“A ferry sinks.” Gazette, n.d.'],
    ['a repost, apart from its publisher', reposted,
      'A ferry sinks. (n.d.). The Gazette. https://gazette.example/ferry (Reposted at https://blog.example.org/category/harbour/)',
      '“A ferry sinks.” The Gazette, n.d., gazette.example/ferry. Reposted at blog.example.org/category/harbour/.',
      '“A ferry sinks.” Gazette, n.d. https://gazette.example/ferry. Reposted at https://blog.example.org/category/harbour/.'],
    ['a page that is all that is known, of which nothing more is claimed', { origin: reposted.origin },
      'A ferry sinks. (n.d.). The Gazette. (Available at https://blog.example.org/category/harbour/)',
      '“A ferry sinks.” The Gazette, n.d. Available at blog.example.org/category/harbour/.',
      '“A ferry sinks.” Gazette, n.d. Available at https://blog.example.org/category/harbour/.'],
  ])('%s', (_what, article, apa, mla, chicago) => {
    expect([written('apa', article), written('mla', article), written('chicago', article)]).toEqual([apa, mla, chicago]);
  });

  it('names as many authors as its guide wants', () => {
    const author = Array.from({ length: 21 }, (_, place) => `Ann ${String.fromCodePoint(65 + place)}ext`).join(', ');
    expect(written('apa', { author })).toMatch(/^Aext, A\., .*Sext, A\., \. \. \. Uext, A\. \(n\.d\.\)/u);
    expect(written('chicago', { author })).toMatch(/^Aext, Ann, Ann Bext, .*Ann Gext, et al\. “/u);
  });

  it('keeps a long title whole', () => {
    for (const title of ['A ferry sinks '.repeat(2000).trim(), `${'’'.repeat(50_000)}a${'’'.repeat(50_000)}`]) {
      for (const style of ['apa', 'mla', 'chicago'] as const) expect(written(style, { title })).toContain(title);
    }
  });
});

describe('a list', () => {
  const list: Partial<Article>[] = [{ title: 'The zoo opens' }, { author: 'Jane Doe', title: 'B', published: stated('2021-12-07') }, { author: 'Jane Doe', title: 'C', published: stated('2021-03') }, { author: 'Jane Doe', title: 'D' }, { title: 'An arm is found' }];

  it('is sorted as the guide wants it, one a paragraph, articles before a title passed over', () => {
    expect(written('apa', ...list)).toBe('An arm is found. (n.d.). The Gazette.\n\nDoe, J. (n.d.). D. The Gazette.\n\nDoe, J. (2021a, March). C. The Gazette.\n\nDoe, J. (2021b, December 7). B. The Gazette.\n\nThe zoo opens. (n.d.). The Gazette.');
    for (const style of ['mla', 'chicago'] as const) expect(written(style, ...list).split('\n\n').map((each) => /“(.*)\.”/u.exec(each)?.[1])).toEqual(['An arm is found', 'B', 'C', 'D', 'The zoo opens']);
  });

  it('tells undated works of one author apart', () => {
    expect(written('apa', { author: 'Jane Doe', title: 'B' }, { author: 'Jane Doe', title: 'A' })).toBe('Doe, J. (n.d.-a). A. The Gazette.\n\nDoe, J. (n.d.-b). B. The Gazette.');
  });

  it('of nothing is empty', () => {
    for (const [name, style] of Object.entries(STYLES)) expect(style.write([])).toBe(name === 'csl' ? '[]\n' : '');
  });
});

it('styles leave the citations they are given as they were', () => {
  const citations: readonly Citation[] = Object.freeze([cite({ ...base, author: 'Jane Doe' }), cite({ ...base, title: 'A' })]);
  const before = JSON.stringify(citations);
  for (const style of Object.values(STYLES)) style.write(citations);
  expect(JSON.stringify(citations)).toBe(before);
});
