import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShownMessage } from '../../../src/hosts/loopback/message.ts';
import { article, collection } from '../../store/articles.ts';
import { buttonsOf, EPHEMERAL, Talk, textOf } from './talk.ts';

let talk: Talk;
beforeAll(async () => {
  talk = await Talk.start();
  const stated = { value: '2021-12-07', readings: ['2021-12-07'], certainty: 'stated', asWritten: '7 December 2021' } as const;
  await talk.archive.context.store.replaceCollection(collection('c'), [
    { ...article('one', ['The zeppelin hangar burnt down on a Tuesday night.']), title: 'A fire', publisher: 'The Gazette', author: 'Jane Doe', published: stated },
    { ...article('two', ['The zeppelin hangar is built anew from brick.']), title: 'حريق', publisher: 'الصباح', author: 'محمد علي' },
  ]);
  await talk.archive.follow();
});
afterAll(async () => { await talk.close(); });

interface Attachment {
  readonly filename: string;
  readonly url: string;
}

/** Names and texts of the files that a message brings along, as a reader downloads them. */
async function filesOf({ attachments }: ShownMessage): Promise<Record<string, string>> {
  const each = (attachments as unknown as Attachment[]).map(async ({ filename, url }) => [filename, await (await fetch(url)).text()] as const);
  return Object.fromEntries(await Promise.all(each));
}

describe('citing on Discord', () => {
  it('an article: the styles to read at once, each style as text and file by its button, in place', async () => {
    const cited = await talk.ask('cite', { article: 'A fire' });
    expect(textOf(cited)).toContain('Doe, J. (2021, December 7). A fire. The Gazette.');
    expect(textOf(cited)).toContain('Doe, Jane. “A fire.” The Gazette, 7 Dec. 2021.');
    expect(buttonsOf(cited)).toEqual(['APA 7', 'MLA 9', 'Chicago 17', 'BibTeX', 'RIS', 'CSL-JSON']);
    expect((await talk.press(cited, 'BibTeX')).id).toBe(cited.id);
    expect(textOf(cited)).toContain('author = {Doe, Jane},');
    expect(await filesOf(cited)).toEqual({ 'citations.bib': expect.stringContaining('title = {{A fire}},') as string });
    await talk.press(cited, 'RIS');
    expect(await filesOf(cited)).toEqual({ 'citations.ris': expect.stringContaining('PY  - 2021\r\n') as string });
    await talk.press(cited, 'APA 7');
    expect(await filesOf(cited)).toEqual({ 'citations-apa.txt': 'Doe, J. (2021, December 7). A fire. The Gazette.\n' });
  });

  it('a whole list of results, in any script', async () => {
    const found = await talk.ask('search', { question: 'zeppelin hangar' });
    const cited = await talk.press(found, 'Cite all');
    expect(cited.flags).toBe(EPHEMERAL);
    expect(textOf(cited)).toMatch(/2 articles\./u);
    expect(textOf(cited)).toContain('محمد علي. (n.d.). حريق. الصباح.');
    await talk.press(cited, 'CSL-JSON');
    const [file = ''] = Object.values(await filesOf(cited));
    expect((JSON.parse(file) as { id: string }[]).map(({ id }) => id).sort()).toEqual(['one', 'two']);
  });

  it('from the menu and from a source', async () => {
    const found = await talk.ask('search', { question: 'zeppelin hangar' });
    expect(textOf(await talk.choose(found, '1 · Cite'))).toContain('APA 7');
    const source = await talk.press(found, 'Source 1');
    expect(buttonsOf(source)).toEqual(['Show context', 'Cite', 'More from this article', 'Related', 'Share']);
    expect(textOf(await talk.press(source, 'Cite'))).toContain('APA 7');
  });
});
