import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import source from '../../commands/source.ts';
import { OPERATOR, type Context } from '../../src/command.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { contextOf } from '../support/context.ts';
import { article, collection } from '../store/articles.ts';
import { temporaryFolder } from '../support/process.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let context: Context;
beforeEach(async () => {
  folder = await temporaryFolder();
  context = await contextOf(await openSqliteStore(`${folder.path}/s.sqlite`), [source]);
});
afterEach(async () => {
  await context.store.close();
  await folder.remove();
});

const put = async (texts: readonly string[], overrides = {}): Promise<void> => { await context.store.replaceCollection(collection('p'), [article('x', texts, overrides)]); };
const ask = async (what: string): ReturnType<typeof source.run> => source.run({ article: what }, context, OPERATOR);
const AT = expect.stringMatching(/^\d{4}-\d\d-\d\dT/u) as string;

describe('a citation of an article that has changed since', () => {
  it('says nothing while the text is as it was, whatever else is corrected', async () => {
    await put(['One.', 'Two.']);
    await put(['One.', 'Two.'], { author: 'A. Writer' });
    const { notice, data } = await ask('x.b');
    expect(notice).toBeNull();
    expect(data).toMatchObject({ changed: null, formerParagraph: null });
  });

  it('says when it changed, how often, and what an edited paragraph said last', async () => {
    await put(['One.', 'Two of old.']);
    await put(['One.', 'Two of late.']);
    await put(['One.', 'Two of late.'], { author: 'A. Writer' });
    await put(['One.', 'Two of now.']);
    const edited = await ask('x.b');
    expect(edited.data).toMatchObject({ article: { id: 'x' }, changed: { at: AT, revisions: 2 }, formerParagraph: { id: 'x.b', number: 2, text: 'Two of late.', until: AT } });
    expect(edited.notice).toMatch(/^The text of this article has changed since it was first stored, last on \w+ \d+, \d{4}\. The cited paragraph reads otherwise now/u);
    expect(edited.facts.filter(({ label }) => /changed|until/u.test(label)).map(({ text }) => text)).toEqual([expect.stringContaining('2 earlier versions') as string, 'Two of late.']);
    const untouched = await ask('x.a');
    expect(untouched.data).toMatchObject({ changed: { revisions: 2 }, formerParagraph: null });
    expect(untouched.notice).toContain('The cited paragraph is as it was.');
    expect((await ask('x')).data).toMatchObject({ changed: { revisions: 2 }, formerParagraph: null });
  });

  it('resolves a paragraph that is gone, and gives what it said', async () => {
    await put(['One.', 'Two.', 'Three.']);
    await put(['One.']);
    const { notice, data } = await ask('x.c');
    expect(data).toMatchObject({ article: { id: 'x' }, formerParagraph: { id: 'x.c', number: 3, kind: 'prose', text: 'Three.', until: AT } });
    expect(notice).toContain('is not in it any more');
    await expect(ask('x.zz')).rejects.toMatchObject({ message: expect.stringContaining('No article') as string });
  });

  it('says of one that was removed for good that it was, and when', async () => {
    await put(['One.', 'Two.']);
    await context.store.purge('x');
    for (const id of ['x', 'x.b']) {
      const { heading, lead, data } = await ask(id);
      expect(heading).toBe('Removed');
      expect(lead).toMatch(/removed from this archive for good on \w+ \d+, \d{4}/u);
      expect(data).toEqual({ removed: { id: 'x', at: AT } });
    }
  });
});

it('is cited in every style, of which people are shown those that read as a list', async () => {
  await put(['One.'], { title: 'A ferry sinks', publisher: 'The Gazette', author: 'Jane Doe', published: null, url: 'https://gazette.example/ferry' });
  const { facts, data } = await ask('x');
  expect(data).toMatchObject({ styles: {
    apa: 'Doe, J. (n.d.). A ferry sinks. The Gazette. https://gazette.example/ferry',
    mla: 'Doe, Jane. “A ferry sinks.” The Gazette, n.d., gazette.example/ferry.',
    chicago: 'Doe, Jane. “A ferry sinks.” Gazette, n.d. https://gazette.example/ferry.',
    bibtex: expect.stringMatching(/^@article\{x,\n/u) as string,
    ris: expect.stringMatching(/^TY {2}- NEWS\r\n/u) as string,
    csl: expect.stringMatching(/^\[\n/u) as string,
  } });
  const { styles } = data as { styles: Record<string, string> };
  expect(Object.keys(styles)).toEqual(['apa', 'mla', 'chicago', 'bibtex', 'ris', 'csl']);
  expect(facts.filter(({ label }) => label.startsWith('Cite'))).toEqual([{ label: 'Cite (APA 7)', text: styles['apa'] }, { label: 'Cite (MLA 9)', text: styles['mla'] }, { label: 'Cite (Chicago 17)', text: styles['chicago'] }]);
});
