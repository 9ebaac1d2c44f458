import { afterEach, beforeEach, expect, it } from 'vitest';
import latest from '../../commands/latest.ts';
import { OPERATOR, type Context } from '../../src/command.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { IdentifiedArticle } from '../../src/store/store.ts';
import { contextOf } from '../support/context.ts';
import { article, collection, stated } from '../store/articles.ts';
import { temporaryFolder } from '../support/process.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let context: Context;
beforeEach(async () => {
  folder = await temporaryFolder();
  context = await contextOf(await openSqliteStore(`${folder.path}/s.sqlite`), [latest]);
});
afterEach(async () => {
  await context.store.close();
  await folder.remove();
});

const dated = (id: string, value: string): IdentifiedArticle => article(id, [`Text of ${id}.`], { published: stated(value) });

it('sorts by date only when every article states one, and says so', async () => {
  await context.store.replaceCollection(collection('p'), [dated('a', '2021-12-01'), dated('b', '2021-12-07')]);
  const { heading, lead, quotes } = await latest.run({}, context, OPERATOR);
  expect([heading, lead]).toEqual(['The latest 2 articles', 'Newest first by the date that each article states.']);
  expect(quotes.map((quote) => quote.article.id)).toEqual(['b', 'a']);
});

it('keeps the order of a page when a date is missing, and says how many state one', async () => {
  await context.store.replaceCollection(collection('p'), [article('a', ['1']), dated('b', '2021-12-07'), article('c', ['3'])]);
  const { lead, quotes } = await latest.run({ count: 2 }, context, OPERATOR);
  expect(lead).toBe('In the order of the page p, as it lists them; only 1 of 3 states a date, too few to sort by.');
  expect(quotes.map((quote) => quote.article.id)).toEqual(['a', 'b']);
});

it('goes by when articles were added when they stand on several pages', async () => {
  await context.store.replaceCollection(collection('p'), [article('a', ['1'])]);
  await context.store.replaceCollection(collection('q'), [article('b', ['2'])]);
  expect((await latest.run({}, context, OPERATOR)).lead).toBe('By when they were added to the archive, last first; none states a date to sort by.');
});

it('keeps to author and time, says so, and counts what has no date', async () => {
  const by = (id: string, value: string, author: string): IdentifiedArticle => ({ ...dated(id, value), author });
  await context.store.replaceCollection(collection('p'), [by('a', '2021-05-01', 'Jane Doe and John Roe'), by('b', '2021-06-01', 'Jane Doe'), by('c', '2020-06-01', 'Jane Doe'), article('d', ['4'], { author: 'Jane Doe' }), by('e', '2021-06-02', 'Ann Poe')]);
  const { lead, quotes, notice, data } = await latest.run({ author: 'jane deo', when: 'in 2021' }, context, OPERATOR);
  expect(lead).toBe("Published from January 1, 2021 to December 31, 2021. Author: Jane Doe (you typed 'jane deo'). Newest first by the date that each article states.");
  expect(quotes.map((quote) => quote.article.id)).toEqual(['b', 'a']);
  expect(notice).toContain('1 undated article left out');
  expect(data).toMatchObject({ limits: { from: '2021-01-01', to: '2021-12-31', publisher: null, category: null, author: 'Jane Doe' } });
});

it('says that nothing is within the limits', async () => {
  await context.store.replaceCollection(collection('p'), [dated('a', '2021-05-01')]);
  expect(await latest.run({ when: 'before 2020' }, context, OPERATOR)).toMatchObject({ heading: 'No article within these limits', lead: 'Published up to December 31, 2019.', quotes: [] });
});

it('counts an article without any paragraph, and shows no opening of it', async () => {
  await context.store.replaceCollection(collection('p'), [article('a', [])]);
  const { heading, quotes, data } = await latest.run({}, context, OPERATOR);
  expect([heading, quotes]).toEqual(['The latest article', []]);
  expect(data).toMatchObject({ articles: [{ id: 'a', opening: '' }] });
});
