import { describe, expect, it } from 'vitest';
import type { Article, Published } from '../../src/archive/article.ts';
import { agreedParts, cite } from '../../src/archive/citation.ts';
import { personNames } from '../../src/archive/names.ts';
import { apa } from '../../src/archive/styles/apa.ts';

const base: Article = {
  id: 'a', title: 'A ferry sinks', publisher: 'The Gazette', publisherAlias: null, section: null, author: null, published: null,
  url: null, category: null, attribution: null, credits: [], origin: { file: 'a.txt', line: 1 },
};
const stated = (value: string): Published => ({ value, readings: [value], certainty: 'stated', asWritten: value });
const ambiguous: Published = { value: null, readings: ['2021-08-12T17:33', '2021-12-08T17:33'], certainty: 'ambiguous', asWritten: '08/12/2021 - 17:33' };

describe('APA', () => {
  it.each<[string, Partial<Article>, string]>([
    ['nothing but title and publisher', {}, 'A ferry sinks. (n.d.). The Gazette.'],
    ['an author and a date', { author: 'Eric R. Mandel', published: stated('2021-12-07') }, 'Mandel, E. R. (2021, December 7). A ferry sinks. The Gazette.'],
    ['two authors', { author: 'Jane Doe and Jean-Paul van der Berg' }, 'Doe, J., & van der Berg, J.-P. (n.d.). A ferry sinks. The Gazette.'],
    ['a title that ends in a question mark', { title: 'Who sank it?' }, 'Who sank it? (n.d.). The Gazette.'],
    ['a name in another script, which is not taken apart', { author: 'محمد علي' }, 'محمد علي. (n.d.). A ferry sinks. The Gazette.'],
    ['an ambiguous date: only what both readings share', { published: ambiguous }, 'A ferry sinks. (2021). The Gazette.'],
    ['a link', { url: 'https://example.org/ferry' }, 'A ferry sinks. (n.d.). The Gazette. https://example.org/ferry'],
    ['no publisher', { publisher: null }, 'A ferry sinks. (n.d.).'],
  ])('%s', (_what, parts, expected) => {
    expect(apa(cite({ ...base, ...parts }))).toBe(expected);
  });

  // https://apastyle.apa.org/style-grammar-guidelines/references/examples/newspaper-article-references, first example.
  it('writes the published example', () => {
    const article = { ...base, author: 'Benedict Carey', title: 'Can we get better at forgetting?', published: stated('2019-03-22'), publisher: 'The New York Times', url: 'https://www.nytimes.com/2019/03/22/health/memory-forgetting-psychology.html' };
    expect(apa(cite(article))).toBe('Carey, B. (2019, March 22). Can we get better at forgetting? The New York Times. https://www.nytimes.com/2019/03/22/health/memory-forgetting-psychology.html');
  });
});

describe('citations', () => {
  it('have CSL-JSON names and never a date that the page does not state', () => {
    expect(cite({ ...base, published: ambiguous })).toMatchObject({ 'container-title': 'The Gazette', issued: { 'date-parts': [[2021]], raw: '08/12/2021 - 17:33' } });
    expect(cite(base)).not.toHaveProperty('issued');
  });

  it('know what readings agree on', () => {
    expect(agreedParts(['2021-08-12', '2021-12-08'])).toEqual([2021]);
    expect(agreedParts(['2021-12-08', '2020-12-08'])).toBeNull();
    expect(agreedParts(['2021-12-08'])).toEqual([2021, 12, 8]);
    expect(agreedParts([])).toBeNull();
  });

  it('tell names apart', () => {
    expect(personNames('Jane Doe, John Q. Public, Jr. and Cher')).toEqual([{ family: 'Doe', given: 'Jane' }, { family: 'Public', given: 'John Q.', suffix: 'Jr.' }, { literal: 'Cher' }]);
  });
});
