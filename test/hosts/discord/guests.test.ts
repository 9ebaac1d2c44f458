import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShownMessage } from '../../../src/hosts/loopback/message.ts';
import type { Outcome } from '../../../src/hosts/loopback/outcome.ts';
import type { Actor } from '../../../src/hosts/loopback/user-calls.ts';
import { buttonsOf, EPHEMERAL, quotesOf, shown, Talk, textOf } from './talk.ts';

const QUESTION = 'drone attack on the prime minister';

let talk: Talk;
let places: Readonly<Record<'elsewhere' | 'amongOthers' | 'direct' | 'home', Actor>>;
beforeAll(async () => {
  talk = await Talk.start();
  const [guildId = ''] = talk.loopback.otherGuildIds;
  places = { elsewhere: { guildId }, amongOthers: { privateChannel: true }, direct: { guildId: null }, home: {} };
});
afterAll(async () => { await talk.close(); });

async function ask(name: string, options: Record<string, string | boolean>, place: keyof typeof places): Promise<ShownMessage> {
  return shown(await talk.loopback.command({ name, options, ...places[place] }));
}

async function find(text: string, place: keyof typeof places): Promise<Outcome> {
  return talk.loopback.messageCommand({ name: 'Find in archive', message: talk.loopback.write(text, places[place]), ...places[place] });
}

describe('where only its user has installed the bot', () => {
  it.each(['elsewhere', 'amongOthers'] as const)('%s: replies are private, unless asked otherwise or shared', async (place) => {
    for (const [name, options] of [['search', { question: QUESTION }], ['latest', {}], ['source', { article: 'landmines' }], ['cite', { article: 'landmines' }]] as const) {
      expect([name, (await ask(name, options, place)).flags]).toEqual([name, EPHEMERAL]);
    }
    expect((await ask('search', { question: QUESTION, private: false }, place)).flags).toBe(0);
    const message = await ask('search', { question: QUESTION }, place);
    const open = await (await talk.loopback.press(message, 'Share', places[place])).nextFollowUp();
    expect([open.flags, quotesOf(open)]).toEqual([0, quotesOf(message)]);
  });

  it.each(['elsewhere', 'amongOthers', 'direct', 'home'] as const)('%s: a message is found in the archive, for who asked alone', async (place) => {
    const found = shown(await find(`Was there a ${QUESTION}?`, place));
    expect([found.flags, quotesOf(found).length]).toEqual([EPHEMERAL, 5]);
    await talk.loopback.press(found, 'Next', places[place]);
    expect(quotesOf(found)[0]).toMatch(/^6\. /u);
  });

  it('keeps nothing of a server that the bot is not in', async () => {
    await ask('search', { question: QUESTION }, 'elsewhere');
    expect(await talk.archive.context.state?.guilds()).toEqual([...talk.loopback.guildIds]);
  });

  it('the archive is not administered', async () => {
    await expect(talk.loopback.command({ name: 'archive', subcommand: 'status', ...places.elsewhere })).rejects.toThrow();
  });
});

describe('direct messages', () => {
  it('are answered as a server is', async () => {
    const message = await ask('search', { question: QUESTION }, 'direct');
    expect([message.flags, quotesOf(message).length]).toEqual([0, 5]);
  });
});

describe('a member\'s language', () => {
  it('is German for one who set it, down to buttons, dates and errors; the archive\'s texts stay', async () => {
    const asked = { question: QUESTION };
    const german = shown(await talk.loopback.command({ name: 'search', options: asked, locale: 'de' }));
    const english = await ask('search', asked, 'home');
    expect(buttonsOf(german)).toEqual(expect.arrayContaining(['Quelle 1', 'Weiter', 'Alle zitieren']));
    expect(quotesOf(german)).toEqual(quotesOf(english));
    expect(textOf(german)).toMatch(/ohne Datum · Absatz \d+ · Link nicht erhalten/u);
    const wrong = shown(await talk.loopback.command({ name: 'search', options: { ...asked, when: 'irgendwann' }, locale: 'de' }));
    expect(textOf(wrong)).toContain('Schreib es wie eines von diesen');
    // Whoever presses is answered in their own language.
    const theirs = shown(await talk.loopback.press(german, 'Quelle 1', { locale: 'fr' }));
    expect(textOf(theirs)).toContain('link not preserved');
  });
});
