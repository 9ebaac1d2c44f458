import { describe, expect, it } from 'vitest';
import type { Article, Origin } from '../../src/archive/article.ts';
import { agreedParts, cite } from '../../src/archive/citation.ts';
import { personNames } from '../../src/archive/names.ts';
import { ambiguous, base } from './articles.ts';

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

  it('give an organisation no family name', () => {
    expect(personNames('Associated Press and Jane Doe')).toEqual([{ literal: 'Associated Press' }, { family: 'Doe', given: 'Jane' }]);
    expect(cite({ ...base, author: 'Doctors and Nurses United', publisher: 'Doctors and Nurses United' }).author).toEqual([{ literal: 'Doctors and Nurses United' }]);
  });
});

describe('the page that reposts an article', () => {
  const page = (url: string): Origin => ({ url, line: null });
  const kept = { archive: 'blog.example.org', archive_location: 'https://blog.example.org/category/harbour/' };

  it.each<[string, Partial<Article>, object]>([
    ['is named when the article has its link elsewhere', { url: 'https://gazette.example/ferry', origin: page('https://blog.example.org/category/harbour/') }, kept],
    ['is named when it is all that is known', { origin: page('https://blog.example.org/category/harbour/') }, kept],
  ])('%s', (_what, parts, expected) => {
    expect(cite({ ...base, ...parts })).toMatchObject({ 'container-title': 'The Gazette', ...expected });
  });

  it.each<[string, Partial<Article>]>([
    ['a file of the operator', { origin: { file: 'private/notes.txt', line: 3 } }],
    ['the article’s own page', { url: 'https://gazette.example/ferry', origin: page('https://gazette.example/ferry') }],
    ['another page of its own site', { url: 'https://www.gazette.example/ferry', origin: page('http://news.gazette.example/today') }],
    ['a feed', { url: 'https://gazette.example/ferry', origin: page('https://feeds.aggregator.org/gazette') }],
    ['a feed by its path', { url: 'https://gazette.example/ferry', origin: page('https://aggregator.org/gazette/rss.xml?all=1') }],
    ['an address with a password', { origin: page('https://me:secret@blog.example.org/') }],
    ['a machine of the operator', { origin: page('http://localhost:8080/page') }],
    ['an address of a local network', { origin: page('http://192.168.1.4/page') }],
    ['what is no address', { origin: page('blog') }],
  ])('is not named where it would be %s', (_what, parts) => {
    expect(cite({ ...base, ...parts })).not.toHaveProperty('archive');
    expect(JSON.stringify(cite({ ...base, ...parts }))).not.toMatch(/notes|secret|localhost|192\.168/u);
  });
});
