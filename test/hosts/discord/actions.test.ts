import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ShownMessage } from '../../../src/hosts/loopback/message.ts';
import { article, collection } from '../../store/articles.ts';
import { buttonsOf, EPHEMERAL, menuOf, quotesOf, shown, Talk, textOf } from './talk.ts';

const SOMEBODY_ELSE = '300000000000000099';
const QUESTION = 'drone attack on the prime minister';

let talk: Talk;
beforeAll(async () => { talk = await Talk.start(); });
afterAll(async () => { await talk.close(); });

describe('pages', () => {
  it('are turned in place, forth and back, each passage once', async () => {
    const message = await talk.ask('search', { question: QUESTION });
    const first = quotesOf(message);
    expect(buttonsOf(message)).toEqual(expect.arrayContaining(['Source 1', 'Next', 'Cite all']));
    expect(buttonsOf(message)).not.toContain('Previous');
    const seen = [first];
    while (buttonsOf(message).includes('Next')) {
      expect((await talk.press(message, 'Next')).id).toBe(message.id);
      seen.push(quotesOf(message));
    }
    expect(seen.length).toBeGreaterThan(2);
    const texts = seen.flat().map((quote) => quote.slice(quote.indexOf('\n')));
    expect(new Set(texts).size).toBe(texts.length);
    expect(seen.flat().map((quote) => Number.parseInt(quote, 10))).toEqual(texts.map((_, place) => place + 1));
    for (const earlier of seen.toReversed().slice(1)) {
      await talk.press(message, 'Previous');
      expect(quotesOf(message)).toEqual(earlier);
    }
    expect(message.flags).toBe(0);
  });

  it('stay the same when the archive changes in between, and after a restart', async () => {
    const message = await talk.ask('search', { question: QUESTION });
    const first = quotesOf(message);
    await talk.press(message, 'Next');
    const second = quotesOf(message);
    await talk.archive.context.store.replaceCollection(collection('news'), [article('n', [`Another ${QUESTION}: a drone attack, and the prime minister.`])]);
    await talk.archive.follow();
    expect(quotesOf(await talk.ask('search', { question: QUESTION }))[0]).toContain('Another drone attack');
    await talk.press(message, 'Previous');
    expect(quotesOf(message)).toEqual(first);
    await talk.restart();
    await talk.press(message, 'Next');
    expect(quotesOf(message)).toEqual(second);
    await talk.archive.context.store.removeCollection('news');
    await talk.archive.follow();
  });

  it('of somebody else come privately, and leave theirs as it is', async () => {
    const message = await talk.ask('search', { question: QUESTION });
    const before = [quotesOf(message), buttonsOf(message)];
    const own = await talk.press(message, 'Next', { userId: SOMEBODY_ELSE });
    expect([own.id === message.id, own.flags]).toEqual([false, EPHEMERAL]);
    expect(textOf(own)).toContain('Only whoever asked can turn the pages there.');
    expect([quotesOf(message), buttonsOf(message)]).toEqual(before);
    // What they were given is theirs to turn.
    expect((await talk.press(own, 'Next', { userId: SOMEBODY_ELSE })).id).toBe(own.id);
  });

  it('are the same for two clicks at once', async () => {
    const message = await talk.ask('search', { question: QUESTION });
    await Promise.all([talk.press(message, 'Next'), talk.press(message, 'Next')]);
    expect(quotesOf(message)[0]).toMatch(/^6\. /u);
  });

  it('say so when the list is no longer kept, and the message stays', async () => {
    const message = await talk.ask('search', { question: QUESTION });
    const before = quotesOf(message);
    await talk.archive.context.state?.forgetUser(message.askerId);
    const told = await talk.press(message, 'Next');
    expect(told.flags).toBe(EPHEMERAL);
    expect(textOf(told)).toContain('This list is no longer known.');
    expect(quotesOf(message)).toEqual(before);
  });
});

describe('what can be done about a quote', () => {
  let message: ShownMessage;
  beforeAll(async () => { message = await talk.ask('search', { question: QUESTION }); });

  it('stands in a menu, for every quote', () => {
    expect(menuOf(message).map((option) => option['label'])).toEqual([1, 2, 3, 4, 5].flatMap((place) => ['Show context', 'Cite', 'More from this article', 'Related'].map((action) => `${place} · ${action}`)));
  });

  it('context: the paragraphs around it, as many as the owner allows', async () => {
    const context = await talk.choose(message, '2 · Show context');
    expect(context.flags).toBe(EPHEMERAL);
    expect(context.embeds).toHaveLength(6);
    const [, quoted = ''] = (quotesOf(message)[1] ?? '').split('\n');
    expect(quotesOf(context).filter((one) => one.includes('the one quoted'))[0]).toContain(quoted.replaceAll('…', '').trim());
    expect(textOf(context)).toMatch(/Paragraphs \d+ to \d+ of \d+\./u);
  });

  it('more: other passages of that article alone', async () => {
    const more = await talk.choose(message, '1 · More from this article');
    expect(quotesOf(more).length).toBeGreaterThan(0);
    const [title = '', first = ''] = (quotesOf(message)[0] ?? '').split('\n');
    for (const quote of quotesOf(more)) {
      expect(quote).toContain(title.slice(3));
      expect(quote).not.toContain(first);
    }
  });

  it('related: other articles', async () => {
    const related = await talk.choose(message, '1 · Related');
    const [title = ''] = (quotesOf(message)[0] ?? '').split('\n');
    expect(quotesOf(related).length).toBeGreaterThan(0);
    for (const quote of quotesOf(related)) expect(quote).not.toContain(title.slice(3));
  });

  it('of an erased article is answered with what became of it', async () => {
    const { store } = talk.archive.context;
    await store.replaceCollection(collection('p'), [article('gone', ['The zeppelin hangar burnt down on a Tuesday night.'])]);
    await talk.archive.follow();
    const asked = await talk.ask('search', { question: 'zeppelin hangar' });
    await store.purge('gone');
    await talk.archive.follow();
    for (const label of ['Show context', 'Related', 'More from this article', 'Cite']) {
      const told = await talk.press(asked, label);
      expect([told.flags, textOf(told)]).toEqual([EPHEMERAL, expect.stringContaining('was removed from this archive for good')]);
    }
  });
});

describe('sharing', () => {
  it('shows to all what one saw alone, once, and takes the button away', async () => {
    const message = await talk.ask('search', { question: QUESTION, private: true });
    const both = await Promise.all([talk.loopback.press(message, 'Share'), talk.loopback.press(message, 'Share')]);
    await expect.poll(() => buttonsOf(message)).not.toContain('Share');
    const shared = both.flatMap(({ followUps }) => followUps);
    expect(shared).toHaveLength(1);
    const [open] = shared;
    if (open === undefined) throw new Error('nothing shared');
    expect([open.flags, quotesOf(open)]).toEqual([0, quotesOf(message)]);
    expect(open.content).toContain(`Shared by <@${message.askerId}>`);
    expect(open.pings).toEqual([]);
    expect(buttonsOf(message)).toContain('Next');
    await talk.press(open, 'Next');
    expect(quotesOf(open)[0]).toMatch(/^6\. /u);
  });

  it('is offered where only the asker sees it', async () => {
    const message = await talk.ask('search', { question: QUESTION });
    expect(buttonsOf(message)).not.toContain('Share');
    expect(buttonsOf(await talk.choose(message, '1 · Show context'))).toContain('Share');
    expect(buttonsOf(await talk.ask('help'))).not.toContain('Share');
  });
});

describe('Find in archive', () => {
  async function find(text: string): Promise<ShownMessage> {
    return shown(await talk.loopback.messageCommand({ name: 'Find in archive', message: talk.loopback.write(text) }));
  }

  it('finds what a message claims, privately, to be paged and shared', async () => {
    const found = await find('They say "nobody was hurt" when drones attacked the house of the **prime minister** <@1>');
    expect(found.flags).toBe(EPHEMERAL);
    expect(quotesOf(found)).toHaveLength(5);
    expect(buttonsOf(found)).toEqual(expect.arrayContaining(['Next', 'Share']));
  });

  it('finds the archived article behind a link, also a repost\'s', async () => {
    await talk.archive.context.store.replaceCollection(collection('l'), [{ ...article('linked', ['A lighthouse was sold.']), url: 'https://www.example.org/news/lighthouse/' }]);
    const found = await find('look: (http://example.org/news/lighthouse?utm_source=x), wow');
    expect(textOf(found)).toContain('The archived article behind this link.');
    expect(quotesOf(found)[0]).toContain('A lighthouse was sold.');
  });

  it.each([
    ['a message of signs and mentions', '<@300000000000000001> :) ** <:smile:1>', 'There is no word in that message'],
    ['a link to nowhere', 'https://example.org/x/1', 'Not in the archive: https://example.org/x/1'],
  ])('answers %s kindly', async (_what, text, told) => {
    const answered = await find(text);
    expect([answered.flags, textOf(answered)]).toEqual([EPHEMERAL, expect.stringContaining(told)]);
  });

  it('reads what stands in embeds, and in the descriptions of pictures where there is nothing else', async () => {
    const reply = await talk.ask('search', { question: QUESTION });
    expect(reply.content).toBe('');
    const found = shown(await talk.loopback.messageCommand({ name: 'Find in archive', message: reply }));
    expect(quotesOf(found)).toHaveLength(5);
    const picture = (description?: string): ShownMessage => {
      const file = { id: '900000000000000001', filename: 'a.png', size: 3, url: 'https://cdn.example.org/a.png', proxy_url: 'https://cdn.example.org/a.png', ...(description !== undefined && { description }) };
      return new ShownMessage({ id: '900000000000000002', place: reply.place, frame: talk.loopback.write('x').toJSON(), body: { content: '' }, flags: 0, files: [file] });
    };
    const described = shown(await talk.loopback.messageCommand({ name: 'Find in archive', message: picture('The house of the prime minister after the drone attack') }));
    expect(quotesOf(described)).toHaveLength(5);
    const bare = shown(await talk.loopback.messageCommand({ name: 'Find in archive', message: picture() }));
    expect([bare.flags, textOf(bare)]).toEqual([EPHEMERAL, expect.stringContaining('What is in pictures cannot be read.')]);
  });

  it('takes the longest message', async () => {
    expect((await find('drone attack '.repeat(153))).flags).toBe(EPHEMERAL);
    expect(quotesOf(await talk.ask('find', { text: 'drone attack '.repeat(307) }))).toHaveLength(5);
  });
});
