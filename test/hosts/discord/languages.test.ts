import { REST, Routes } from 'discord.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { tellDate } from '../../../src/words/format.ts';
import { article, collection, stated } from '../../store/articles.ts';
import { buttonsOf, menuOf, shown, Talk, textOf } from './talk.ts';

const GERMAN = { locale: 'de' };
const OWNER = '300000000000000042';

let talk: Talk;
beforeAll(async () => {
  talk = await Talk.start({ OWNER_IDS: OWNER });
  const dated = article('d', ['A ferry sank near the harbour.', 'Nobody was hurt on the ferry.'], { title: 'Ferry sinks', publisher: 'The Gazette', author: 'Jane Doe', published: stated('2021-12-07') });
  const arabic = article('e', ['غرقت العبارة قرب الميناء.'], { title: 'غرق العبارة', publisher: 'الصحيفة', author: null, published: stated('2021-12-08T17:33') });
  await talk.archive.context.store.replaceCollection(collection('news'), [dated, arabic]);
  await talk.archive.follow();
});
afterAll(async () => { await talk.close(); });

describe('who uses Discord in German', () => {
  it('is answered in German, in the words of the article', async () => {
    const message = await talk.ask('search', { question: 'ferry sank near the harbour', publisher: 'The Gazette' }, GERMAN);
    const text = textOf(message);
    expect(text).toContain('A ferry sank near the harbour.');
    expect(text).toContain('The Gazette · von Jane Doe · 7. Dezember 2021 (angegeben) · Absatz 1 · Link nicht erhalten');
    expect(text).toContain('Herausgeber: The Gazette.');
    expect(buttonsOf(message)).toEqual(expect.arrayContaining(['Quelle 1', 'Alle zitieren']));
    expect(menuOf(message).map((one) => one['label'])).toEqual(expect.arrayContaining([expect.stringContaining('Zusammenhang zeigen')]));
  });

  it('is told in German what is in no article', async () => {
    const text = textOf(await talk.ask('search', { question: 'xylophone zzyzx quetzalcoatlus' }, GERMAN));
    expect(text).toContain('Nicht im Archiv.');
    expect(text).toContain('Nirgends gefunden: ');
  });

  it.each<[string, Record<string, string | number>, readonly string[]]>([
    ['latest', { count: 1 }, ['Der neueste Artikel']],
    ['source', { article: 'Ferry sinks' }, ['Erschienen', '7. Dezember 2021 (angegeben), geschrieben „2021-12-07“', '2 Absätze', 'Kennung']],
    ['source', { article: 'no such title' }, ['Kein Artikel „no such title“ in diesem Archiv.', 'Tippe einige Wörter seines Titels']],
    ['cite', { article: 'Ferry sinks' }, ['„Ferry sinks“ zitieren']],
    ['related', { article: 'Ferry sinks' }, ['Verwandt mit „Ferry sinks“']],
    ['help', {}, ['Frag das Archiv', 'Dieser Bot antwortet aus dem Archiv', 'Finde die Absätze, die eine Frage beantworten', 'Versprechen']],
    ['privacy', {}, ['Was über dich gespeichert ist']],
    ['search', { question: 'ferry', publisher: 'Nobody at all' }, ['Kein Herausgeber „Nobody at all“ in diesem Archiv.']],
    ['search', { question: 'ferry', when: 'since never' }, ['kann nicht als Datum']],
    ['search', { question: '  ' }, ['Die Frage ist leer.']],
  ])('/%s %j reads %j', async (name, options, parts) => {
    const text = textOf(await talk.ask(name, options, GERMAN));
    for (const part of parts) expect(text).toContain(part);
  });

  it('is shown how the archive does in German, with its counts as they are written there', async () => {
    const { paragraphs } = await talk.archive.context.store.counts();
    const text = textOf(shown(await talk.loopback.command({ name: 'archive', subcommand: 'status', options: {}, userId: OWNER, ...GERMAN })));
    expect(text).toContain(`${new Intl.NumberFormat('de').format(paragraphs)} Absätze in `);
    const refused = shown(await talk.loopback.command({ name: 'archive', subcommand: 'add', options: { address: 'https://example.org/feed' }, ...GERMAN }));
    expect(textOf(refused)).toContain('Nur ein Eigentümer dieses Bots darf sein Archiv ändern');
  });

  it('presses buttons of English replies and is answered in German', async () => {
    const message = await talk.ask('search', { question: 'ferry sank near the harbour' });
    const own = shown(await talk.loopback.press(message, 'Source 1', GERMAN));
    expect(textOf(own)).toContain('Erschienen');
  });
});

describe('every language', () => {
  it('has dates as its place writes them: American and British English', async () => {
    const ask = async (locale: string): Promise<string> => textOf(await talk.ask('source', { article: 'Ferry sinks' }, { locale }));
    expect(await ask('en-US')).toContain('December 7, 2021 (stated)');
    expect(await ask('en-GB')).toContain('7 December 2021 (stated)');
  });

  it.each(['fr', 'ja', 'pt-BR', 'no'])('that the bot does not speak (%s) is answered in English', async (locale) => {
    const text = textOf(await talk.ask('source', { article: 'Ferry sinks' }, { locale }));
    for (const part of ['Published', 'December 7, 2021 (stated)', '2 paragraphs']) expect(text).toContain(part);
  });

  it('keeps titles that run from right to left from moving what stands behind them', async () => {
    for (const [locale, paragraph] of [['de', 'Absatz'], ['en-US', 'paragraph']] as const) {
      const text = textOf(await talk.ask('search', { question: 'العبارة' }, { locale }));
      expect(text).toContain('\u2068غرق العبارة\u2069');
      expect(text).toContain(`\u2068الصحيفة\u2069 · ${tellDate('2021-12-08T17:33', locale)}`);
      expect(text).toContain(`· ${paragraph} 1 ·`);
      expect(text).toMatch(/غرقت/u);
    }
  });
});

describe('Discord\'s list of commands', () => {
  it('describes each command, subcommand and option in German too, and each name is as in English', async () => {
    const rest = new REST({ api: talk.loopback.apiUrl, version: '10' }).setToken('test.token.1');
    interface Listed { readonly name: string; readonly type: number; readonly description: string; readonly name_localizations?: object | null; readonly description_localizations?: Readonly<Record<string, string>> | null; readonly options?: readonly Listed[] }
    const all = (await rest.get(Routes.applicationCommands(talk.loopback.applicationId), { query: new URLSearchParams({ with_localizations: 'true' }) })) as readonly Listed[];
    const parts = (one: Listed): Listed[] => [one, ...(one.options ?? []).flatMap(parts)];
    const chat = all.filter(({ type }) => type === 1).flatMap(parts);
    expect(chat.length).toBeGreaterThan(20);
    for (const { name, description, description_localizations: localised, name_localizations: names } of chat) {
      expect([name, localised?.['de'] === undefined, localised?.['de'] === description, names ?? null]).toEqual([name, false, false, null]);
    }
  });

  it('is sent once: a bot that starts anew finds it as it should be', async () => {
    const { puts } = talk.loopback.commands;
    await talk.restart();
    expect(talk.loopback.commands.puts).toBe(puts);
  });
});
