import { writeFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { callables, isGroup } from '../../src/command/callables.ts';
import { dateLine } from '../../src/command/describe.ts';
import { loadCommands } from '../../src/commands.ts';
import { operatorOf } from '../../src/hosts/terminal/operator.ts';
import { tellDate } from '../../src/words/format.ts';
import en from '../../src/words/languages/en.ts';
import { loadLanguages, voiceOf } from '../../src/words/words.ts';
import { temporaryFolder } from '../support/process.ts';

const languages = await loadLanguages();

/** Every text and function, by its name. */
function textsOf(words: unknown, name = ''): [string, unknown][] {
  if (typeof words !== 'object' || words === null) return [[name, words]];
  return Object.entries(words).flatMap(([key, value]) => (key === 'commands' ? [] : textsOf(value, `${name}.${key}`)));
}

describe('languages', () => {
  it('are English and another one, each with every text', () => {
    expect([...languages.keys()]).toEqual(expect.arrayContaining(['de', 'en']));
    const expected = textsOf(en).map(([name, text]) => [name, typeof text]);
    for (const words of languages.values()) expect(textsOf(words).map(([name, text]) => [name, typeof text])).toEqual(expected);
  });

  it.each([...languages])('%s says something everywhere, with all that it is told', (_language, words) => {
    for (const [name, text] of textsOf(words)) {
      const said = typeof text === 'function' ? String((text as (...told: unknown[]) => unknown)(...Array.from({ length: text.length }, (_, place) => 21 + place))) : String(text);
      expect([name, said.trim()]).not.toEqual([name, '']);
      expect([name, said]).not.toEqual([name, expect.stringMatching(/undefined|NaN|\[object/u)]);
    }
  });

  it.each([...languages])('%s tells all that English tells', (_language, words) => {
    const told = [2_101, 2_202, 2_303, 2_404];
    const tells = (text: unknown): (boolean[] | null) => {
      if (typeof text !== 'function') return null;
      const said = String((text as (...told: unknown[]) => unknown)(...told)).replace(/(?<=\d)[.,](?=\d)/gu, '');
      return told.map((one) => said.includes(String(one)));
    };
    const english = new Map(textsOf(en).map(([name, text]) => [name, [typeof text === 'function' ? text.length : 0, tells(text)]]));
    for (const [name, text] of textsOf(words)) expect([name, [typeof text === 'function' ? text.length : 0, tells(text)]]).toEqual([name, english.get(name)]);
  });

  it.each([['en', '12,345 articles and 1 paragraph'], ['de', '12.345 Artikel und 1 Absatz'], ['de-AT', '12.345 Artikel und 1 Absatz']])('in %s counts read %s', (locale, expected) => {
    const { words: { archive, latest } } = voiceOf(languages, locale);
    expect(archive.held(12_345, 1, 2, 'x')).toContain(expected);
    expect(latest.fewDates(1_000, 12_345)).toContain(expected.slice(0, 6));
  });

  it('that lack a text, or have one too many, are refused at start', async () => {
    const folder = await temporaryFolder();
    const write = async (parts: string): Promise<URL> => {
      await writeFile(`${folder.path}/xx.ts`, `import en from '${new URL('../../src/words/languages/en.ts', import.meta.url).href}';\nexport default { ...en, ${parts} };\n`);
      return pathToFileURL(`${folder.path}/`);
    };
    await expect(write('help: { ...en.help, promises: undefined, extra: "x" }, reply: { ...en.reply, notice: "x" }').then(loadLanguages)).rejects.toMatchObject({ type: 'config', message: expect.stringMatching(/xx\.ts.*differs from English in help\.promises, help\.extra, reply\.notice/u) as string });
    await folder.remove();
  });

  it('describe every listed command and option, within Discord\'s limit', async () => {
    const commands = await loadCommands();
    for (const [language, words] of languages) {
      if (language === 'en') continue;
      for (const { name, options, messageMenu } of callables(commands)) {
        const said = words.commands[name];
        const shown = Object.entries(options).filter(([, option]) => option.terminalOnly !== true).map(([option]) => option);
        expect([name, Object.keys(said?.options ?? {}).sort()]).toEqual([name, shown.sort()]);
        for (const text of [said?.description, ...Object.values(said?.options ?? {})]) expect(text?.length ?? 0, `${language} ${name}: ${text ?? ''}`).toBeLessThanOrEqual(100);
        expect([name, said?.messageMenu === undefined]).toEqual([name, messageMenu === undefined]);
      }
      for (const group of commands.filter(isGroup)) expect(words.commands[group.name]?.description).toBeTruthy();
    }
  });

  it.each([['de', 'de'], ['de-AT', 'de-AT'], ['fr', 'en'], ['en-GB', 'en-GB'], ['', 'en'], ['x'.repeat(500), 'en'], ['tlh-💥', 'en'], ['de-💥', 'de'], ['DE_at', 'de-AT'], ['de-', 'de'], ['en-a-b-c', 'en'], ['constructor', 'en'], [null, 'en'], [undefined, 'en']])('for %j dates are written as in %s', (locale, written) => {
    expect(voiceOf(languages, locale).locale).toBe(written);
  });

  it.each([['pt-BR', 'pt-BR'], ['pt-PT', 'pt'], ['pt', 'pt'], ['pt-br', 'pt-BR'], ['zh-Hant-TW', 'zh-Hant'], ['zh-CN', 'en']])('%s is answered in the nearest there is: %s', (locale, spoken) => {
    const some = new Map(['pt', 'pt-BR', 'zh-Hant'].map((name) => [name, { ...en, help: { ...en.help, heading: name } }]));
    expect(voiceOf(some, locale).words.help.heading).toBe(spoken === 'en' ? en.help.heading : spoken);
  });

  it.each([[{ LANG: 'de_DE.UTF-8' }, 'de-DE'], [{ LC_ALL: 'C', LANG: 'de_DE' }, 'en'], [{ LC_ALL: '', LC_MESSAGES: 'en_GB' }, 'en-GB'], [{ LANG: 'POSIX' }, 'en'], [{}, 'en']])('a terminal with %j is spoken to as %s', (environment, locale) => {
    expect(operatorOf(languages, environment).locale).toBe(locale);
  });
});

describe('dates', () => {
  it.each([
    ['2021-12-07', 'en', 'December 7, 2021'],
    ['2021-12-07', 'en-GB', '7 December 2021'],
    ['2021-12-07', 'de', '7. Dezember 2021'],
    ['2021-08-12T17:33', 'de', '12. August 2021 um 17:33'],
    ['2021-12-07T23:30:00-05:00', 'en-GB', '7 December 2021 at 23:30 -05:00'],
    ['2021-12-07T23:30:00Z', 'de', '7. Dezember 2021 um 23:30 UTC'],
    ['2021-12-07T17:33', 'en-x-odd', 'December 7, 2021 at 5:33 PM'],
    ['2021-12-07', 'th', '7 ธันวาคม ค.ศ. 2021'],
    ['sometime', 'de', 'sometime'],
    ['2021', 'de', '2021'],
    ['2021-02-31', 'de', '2021-02-31'],
    ['2021-13-45', 'de', '2021-13-45'],
    ['2021-12-07T24:00', 'de', '2021-12-07T24:00'],
    ['2021-12-07T25:00', 'de', '2021-12-07T25:00'],
    ['2021-12-07', 'no locale', 'December 7, 2021'],
  ])('%s reads in %s: %s', (iso, locale, expected) => { expect(tellDate(iso, locale)).toBe(expected); });

  it('of any number of locales and days are the same told again', () => {
    for (let day = 0; day < 6_000; day++) tellDate(new Date(day * 86_400_000).toISOString().slice(0, 10), 'de');
    for (let place = 0; place < 200; place++) tellDate('2021-12-07', `de-x-a${place}`);
    expect([tellDate('1970-01-01', 'de'), tellDate('2021-12-07', 'de')]).toEqual(['1. Januar 1970', '7. Dezember 2021']);
  });

  it('say how sure they are, in either language', () => {
    const ambiguous = { value: null, readings: ['2021-08-12', '2021-12-08'], certainty: 'ambiguous', asWritten: '08/12/2021' } as const;
    expect(dateLine(ambiguous, voiceOf(languages, 'en'))).toBe('ambiguous date: "08/12/2021" (August 12, 2021 or December 8, 2021)');
    expect(dateLine(ambiguous, voiceOf(languages, 'de'))).toBe('mehrdeutiges Datum: „08/12/2021“ (12. August 2021 oder 8. Dezember 2021)');
    expect(dateLine(null, voiceOf(languages, 'de'))).toBe('ohne Datum');
  });
});
