import { describe, expect, it } from 'vitest';
import type { Article } from '../../../src/archive/article.ts';
import { cite, type Citation } from '../../../src/archive/citation.ts';
import { STYLES } from '../../../src/archive/styles.ts';
import { ambiguous, base, contradictory, stated } from '../articles.ts';
import { bibtexEntries, cslItems, risReferences, risTags } from './readers.ts';

const known: Partial<Article> = {
  id: 'tqqf2qbetu', title: 'Who pays 50% & more for {the} “harbour” wall_#1? ~ C:\\x^2 <b> a--b', publisher: 'Daily News & Co', section: 'World',
  author: 'Jean-Paul van der Berg, John Q. Public, Jr. and Associated Press', published: stated('2021-12-07'),
  url: 'https://news.example/a_b?x=1&y=%20#z~', origin: { url: 'https://blog.example.org/harbour_wall', line: null },
};
const list: readonly Citation[] = [
  cite({ ...base, ...known }),
  cite({ ...base, id: 'b', title: 'غرق عبّارة في الميناء', publisher: 'الجزيرة', author: 'محمد علي', published: ambiguous }),
  cite({ ...base, id: 'c', title: '船が沈んだ。「なぜ」か', publisher: '朝日新聞', author: '山田 太郎', published: stated('2020-02') }),
  cite({ ...base, id: 'd', title: 'מעבורת טבעה ⛴️ e\u0301', publisher: 'הארץ', author: 'דוד כהן', published: contradictory }),
  cite({ ...base, id: 'e', title: 'TY  - NEWS\r\nER  - \r\n@article{x,\ntitle={y}}' }),
  cite({ ...base, id: 'f', publisher: null, title: '' }),
];

describe('BibTeX', () => {
  const text = STYLES.bibtex.write(list);
  const entries = bibtexEntries(text);

  it('is read back whole', () => {
    expect(entries.map(({ type, key }) => [type, key])).toEqual([['article', 'tqqf2qbetu'], ['article', 'b'], ['article', 'c'], ['article', 'd'], ['article', 'e'], ['misc', 'f']]);
    expect(entries[0]?.fields).toEqual({
      title: known.title, journal: known.publisher, year: '2021', month: '12', date: '2021-12-07', url: known.url, note: 'Reposted at https://blog.example.org/harbour_wall',
      author: [{ prefix: 'van der', lastName: 'Berg', firstName: 'Jean-Paul' }, { lastName: 'Public', firstName: 'John Q.', suffix: 'Jr.' }, { name: 'Associated Press' }],
    });
  });

  it('carries every script, and no date that is not known', () => {
    expect(entries[1]?.fields).toEqual({ title: list[1]?.title, journal: 'الجزيرة', author: [{ name: 'محمد علي' }], year: '2021', date: '2021' });
    expect(entries[2]?.fields).toEqual({ title: list[2]?.title, journal: '朝日新聞', author: [{ name: '山田 太郎' }], year: '2020', month: '2', date: '2020-02' });
    expect(entries[3]?.fields).toEqual({ title: list[3]?.title, journal: 'הארץ', author: [{ name: 'דוד כהן' }] });
    expect(entries[4]?.fields).toEqual({ title: 'TY - NEWS ER - @article{x, title={y}}', journal: 'The Gazette' });
  });

  it('has braces that balance even for a reader that knows no backslash', () => {
    expect(text.split('{').length).toBe(text.split('}').length);
    expect(text).not.toMatch(/\\[{}]/u);
  });

  it('has keys of plain letters, the same in every list and each once', () => {
    const keys = (...ids: string[]): (string | undefined)[] => bibtexEntries(STYLES.bibtex.write(ids.map((id) => cite({ ...base, id })))).map(({ key }) => key);
    expect(keys('x1', 'é{1}', 'X1', 'x1', '東京', 'x1-2')).toEqual(['x1', '1', 'X1-2', 'x1-3', 'article', 'x1-2-2']);
    expect(keys('x1')).toEqual(keys('b', 'x1').slice(1));
  });
});

it.each<[string, string, string]>([
  ['bell hooks', 'hooks', 'bell'], ['Gabriel J. García Márquez', 'Márquez', 'Gabriel J. García'], ['Conan O’Brien', 'O’Brien', 'Conan'], ['Vincent van Gogh', 'van Gogh', 'Vincent'],
  ['Martin Luther King Jr.', 'King', 'Martin Luther'], ['Nguyễn Văn An', 'An', 'Nguyễn Văn'], ['Anne-Marie de la Tour', 'de la Tour', 'Anne-Marie'],
])('%s has the same family name in every format', (author, family, given) => {
  const citation = [cite({ ...base, author })];
  const [name] = bibtexEntries(STYLES.bibtex.write(citation))[0]?.fields.author ?? [];
  expect([[name?.prefix, name?.lastName].filter((part) => part !== undefined).join(' '), name?.firstName]).toEqual([family, given]);
  expect(STYLES.ris.write(citation)).toContain(`AU  - ${family}, ${given}`);
  expect(cslItems(STYLES.csl.write(citation))[0]?.['author']).toMatchObject([{ family, given }]);
});

describe('RIS', () => {
  const text = STYLES.ris.write(list);
  const tags = risTags(text);

  it('is read back whole', () => {
    expect(tags).toHaveLength(list.length);
    expect(tags[0]).toMatchObject({
      TY: ['NEWS'], ID: ['tqqf2qbetu'], TI: [known.title], T2: [known.publisher], PY: ['2021'], DA: [{ year: '2021', month: '12', day: '07' }], SE: ['World'], UR: [known.url],
      DB: ['blog.example.org'], AV: ['https://blog.example.org/harbour_wall'],
      AU: [{ last_name: 'van der Berg', first_name: 'Jean-Paul' }, { last_name: 'Public', first_name: 'John', initials: 'Q.', suffix: 'Jr.' }, { last_name: 'Associated Press' }],
    });
  });

  it('carries every script, and no date that is not known', () => {
    expect(tags[1]).toMatchObject({ TI: [list[1]?.title], T2: ['الجزيرة'], AU: [{ last_name: 'محمد علي' }], PY: ['2021'] });
    expect(tags[1]).not.toHaveProperty('DA');
    expect(tags[2]).toMatchObject({ TI: [list[2]?.title], T2: ['朝日新聞'], AU: [{ last_name: '山田 太郎' }], PY: ['2020'], DA: [{ year: '2020', month: '02', day: '' }] });
    expect(tags[3]).toMatchObject({ TI: [list[3]?.title], T2: ['הארץ'], AU: [{ last_name: 'דוד כהן' }] });
    expect(Object.keys(tags[3] ?? {})).not.toEqual(expect.arrayContaining(['PY']));
  });

  it('has one line a field, whatever a title holds', () => {
    expect(tags[4]).toEqual({ TY: ['NEWS'], ID: ['e'], TI: ['TY - NEWS ER - @article{x, title={y}}'], T2: ['The Gazette'] });
    for (const line of text.split('\r\n')) expect(line).toMatch(/^(?:[A-Z][A-Z0-9] {2}- [^\n\r]*)?$/u);
  });

  it('opens as a file', async () => {
    const references = await risReferences(text);
    expect(references.map(({ title }) => title ?? '')).toEqual(list.map(({ title }) => title.replace(/\s+/gu, ' ').trim()));
    expect(references[0]).toMatchObject({ type: 'newspaperArticle', journal: known.publisher, year: '2021', date: '2021/12/07/', urls: [known.url], database: 'blog.example.org', authors: ['van der Berg, Jean-Paul', 'Public, John Q., Jr.', 'Associated Press'] });
    expect(references[1]).toMatchObject({ authors: ['محمد علي'], journal: 'الجزيرة' });
  });
});

describe('CSL-JSON', () => {
  const items = cslItems(STYLES.csl.write(list));

  it('is read back whole', () => {
    expect(items[0]).toMatchObject({
      id: 'tqqf2qbetu', type: 'article-newspaper', title: known.title, 'container-title': known.publisher, section: 'World', URL: known.url, issued: { 'date-parts': [[2021, 12, 7]] },
      archive: 'blog.example.org', archive_location: 'https://blog.example.org/harbour_wall',
      author: [{ family: 'van der Berg', given: 'Jean-Paul' }, { family: 'Public', given: 'John Q.', suffix: 'Jr.' }, { literal: 'Associated Press' }],
    });
    expect(items.map(({ title }) => title)).toEqual(list.map(({ title }) => title.replace(/\s+/gu, ' ').trim()));
  });

  it('gives no program a date to choose a reading of', () => {
    expect(items[1]?.['issued']).toEqual({ 'date-parts': [[2021]] });
    expect(items[3]?.['issued']).toEqual({ literal: '01/02/03' });
    expect(items[4]).not.toHaveProperty('issued');
  });
});
