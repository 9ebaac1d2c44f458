import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShownMessage } from '../../../src/hosts/loopback/message.ts';
import { startLoopback, type Loopback } from '../../../src/hosts/loopback/loopback.ts';
import { checkBody } from '../../support/discord-schema.ts';
import { finished, printed, startMain, startNpm, temporaryFolder } from '../../support/process.ts';
import { draw } from './markdown.ts';

const TOKEN = 'test.token.1';
const EPHEMERAL = 64;

let loopback: Loopback;
let bot: ChildProcessWithoutNullStreams;
let state: Awaited<ReturnType<typeof temporaryFolder>>;
let invite = '';

function settings(): Record<string, string> {
  return { DISCORD_TOKEN: TOKEN, DISCORD_API_URL: loopback.apiUrl, STATE_DIR: state.path, LOG_LEVEL: 'warn' };
}

/** All text that the user sees, as Discord draws it. */
function seen({ content, embeds }: ShownMessage): string {
  const texts = (embeds as { title?: string; description?: string; footer?: { text: string }; fields?: { name: string; value: string }[] }[]).flatMap(
    ({ title = '', description = '', footer, fields = [] }) => [draw(title).text, draw(description).text, ...fields.flatMap(({ name, value }) => [draw(name).text, draw(value).text]), footer?.text ?? ''],
  );
  return [content, ...texts].join('\n');
}

async function ask(name: string, options: Record<string, string | number | boolean> = {}): Promise<ShownMessage> {
  const outcome = await loopback.command({ name, options });
  expect(outcome.failed).toBeNull();
  expect(outcome.deferred).toBe(false);
  if (outcome.message === null) throw new Error('no message');
  return outcome.message;
}

beforeAll(async () => {
  loopback = await startLoopback({ token: TOKEN });
  state = await temporaryFolder();
  bot = startMain(settings());
  [, invite = ''] = await printed(bot, 'stdout', /Invite the bot to a server: (\S+)/u);
});

afterAll(async () => {
  const end = finished(bot);
  bot.kill('SIGTERM');
  expect((await end).code).toBe(0);
  await loopback.close();
  await state.remove();
});

describe('the bot on Discord, in a process of its own', () => {
  it('prints the invite link and asks for the intent Guilds alone', () => {
    expect(invite).toContain(`client_id=${loopback.applicationId}`);
    expect(invite).toContain('applications.commands');
    expect(loopback.gateway.identities.map(({ intents }) => intents)).toEqual([1]);
  });

  it('registers the commands of the folder, without what is for the terminal alone', () => {
    expect(loopback.commands.list(null).map(({ name }) => name).sort()).toEqual(['Find in archive', 'archive', 'cite', 'context', 'find', 'help', 'latest', 'privacy', 'related', 'search', 'source']);
    const search = loopback.commands.find('search', 1, null);
    expect((search?.['options'] as { name: string }[]).map(({ name }) => name)).toEqual(['question', 'publisher', 'category', 'author', 'when', 'after', 'before', 'private']);
  });

  it('answers /search with the verbatim paragraph and its full source', async () => {
    const text = seen(await ask('search', { question: 'Kadhimi bodyguards injured in drone attack' }));
    expect(text).toContain('Kadhimi was not hurt in the Baghdad assassination attempt, but six of his guards were injured.');
    expect(text).toContain('Zero Arrests and Zero Answers, a Month After Iraqs PM Survived a Drone Attack');
    expect(text).toMatch(/VICE UK · undated · paragraph \d+ · link not preserved/u);
  });

  it('answers privately when asked to', async () => {
    expect((await ask('search', { question: 'drone', private: true })).flags).toBe(EPHEMERAL);
    expect((await ask('search', { question: 'drone' })).flags).toBe(0);
  });

  it('says what is not in the archive, and which words are nowhere', async () => {
    const text = seen(await ask('search', { question: 'Kabul airport evacuation flights' }));
    expect(text).toContain('Not in the archive.');
    expect(text).toContain('Kabul');
  });

  it('keeps to publisher, category and dates, and counts undated articles', async () => {
    expect(seen(await ask('search', { question: 'Iraq', publisher: 'the hill' }))).not.toContain('VICE UK');
    const dated = seen(await ask('search', { question: 'Iraq', after: '2021-12-01', category: 'iraq' }));
    expect(dated).toContain('3 undated articles left out');
    expect(dated).toContain('ReliefWeb');
    expect(dated).toContain('FRANCE 24');
    expect(seen(await ask('search', { question: 'Iraq', before: '2021-08-31' }))).not.toContain('ReliefWeb');
  });

  it('asks which date is meant, in private, and answers by the button pressed', async () => {
    const question = await ask('search', { question: 'Iraq', when: 'since 08/12/2021' });
    expect(question.flags).toBe(EPHEMERAL);
    expect(seen(question)).toContain('can be read with the day or the month first');
    const pressed = await loopback.press(question, 'from December 8, 2021 to today');
    expect(pressed.message === null ? '' : seen(pressed.message)).toContain('Published from December 8, 2021 to today.');
  });

  it('answers /latest and says what the order rests on', async () => {
    const text = seen(await ask('latest', { count: 2 }));
    expect(text).toContain('The latest 2 articles');
    expect(text).toContain('iraq.txt');
    expect(text.indexOf('US-led combat mission')).toBeLessThan(text.indexOf('How worrisome'));
  });

  it('answers /source by a title offered, and cites', async () => {
    const { choices } = await loopback.autocomplete({ name: 'source', option: 'article', partial: 'worrisome' });
    expect(choices[0]?.name).toContain('How worrisome is Iranian control of Iraq for the US?');
    const text = seen(await ask('source', { article: String(choices[0]?.value) }));
    expect(text).toContain('Mandel, E. R. (n.d.). How worrisome is Iranian control of Iraq for the US? The Hill.');
    expect(text).toContain('TheHill');
  });

  it('offers several articles when a part of a title fits several', async () => {
    expect(seen(await ask('source', { article: 'Iraq' }))).toContain('Several articles match');
  });

  it('suggests publishers, categories and titles while typing', async () => {
    expect((await loopback.autocomplete({ name: 'search', option: 'publisher', partial: 'v' })).choices).toContainEqual({ name: 'VICE UK', value: 'VICE UK' });
    expect((await loopback.autocomplete({ name: 'search', option: 'category', partial: '' })).choices).toEqual([{ name: 'Iraq', value: 'Iraq' }]);
    expect((await loopback.autocomplete({ name: 'source', option: 'article', partial: '' })).choices).toHaveLength(5);
    expect((await loopback.autocomplete({ name: 'source', option: 'article', partial: 'no such title' })).choices).toEqual([]);
  });

  it('opens the source from a button, to the one who pressed it alone', async () => {
    const message = await ask('search', { question: 'JCPOA' });
    const pressed = await loopback.press(message, 'Source 1');
    expect(pressed.message?.flags).toBe(EPHEMERAL);
    expect(pressed.message === null ? '' : seen(pressed.message)).toContain('The Hill');
  });

  it('answers /help with commands, archive and promises, privately', async () => {
    const message = await ask('help');
    expect(message.flags).toBe(EPHEMERAL);
    for (const part of ['5 articles', '65 paragraphs', '/search question', '/latest', '/source article', '/archive add address', 'Verbatim']) expect(seen(message)).toContain(part);
  });

  it.each<[string, string, Record<string, string>, RegExp]>([
    ['an empty question', 'search', { question: '   ' }, /question is empty/u],
    ['only stop words', 'search', { question: 'who is it' }, /no word in the question/u],
    ['only emoji', 'search', { question: '🙂🙃' }, /no word in the question/u],
    ['a publisher that autocomplete never offered', 'search', { question: 'Iraq', publisher: 'The Daily Moon' }, /No publisher "The Daily Moon".*\n.*Al Jazeera English/u],
    ['an unknown category', 'search', { question: 'Iraq', category: 'Sport' }, /No category "Sport"/u],
    ['an unreadable date', 'search', { question: 'Iraq', after: 'someday' }, /"someday" cannot be read as a date for "after"/u],
    ['dates the wrong way round', 'search', { question: 'Iraq', after: '2022', before: '2021' }, /wrong way round/u],
    ['an unknown article', 'source', { article: 'nothing like it' }, /No article "nothing like it"/u],
  ])('tells %s to the asker alone, with what to do', async (_what, name, options, expected) => {
    const message = await ask(name, options);
    expect(message.flags).toBe(EPHEMERAL);
    expect(seen(message)).toMatch(expected);
  });

  it.each([['@everyone <@1> # x **y** [a](https://b.c)'], ['word '.repeat(1_200)], ['drone '.repeat(1_000)], ['\u202Ereverse <t:0:R>']])('answers the question %j inert', async (question) => {
    const message = await ask('search', { question: question.slice(0, 6_000) });
    const sent = loopback.bodies.at(-1)?.body as { data: { allowed_mentions: unknown; embeds: { title: string; description?: string }[] } };
    expect(sent.data.allowed_mentions).toMatchObject({ parse: [] });
    for (const { title, description = '' } of sent.data.embeds) expect([...draw(title).markup, ...draw(description).markup]).toEqual([]);
    expect(message.embeds.length).toBeGreaterThan(0);
  });

  it('answers an old button, a command that is gone, and never fails an interaction', async () => {
    const message = await ask('search', { question: 'drone' });
    const button = (message.components as { components: { custom_id: string; label: string }[] }[])[0]?.components[0];
    if (button === undefined) throw new Error('no button');
    button.custom_id = 'something of an older version';
    const outcome = await loopback.press(message, button.custom_id);
    expect(outcome.failed).toBeNull();
    expect(outcome.message === null ? '' : seen(outcome.message)).toContain('older message');
  });

  it('comes back when the gateway drops it, and goes on answering', async () => {
    for (const disturb of [(): void => { loopback.gateway.drop(); }, (): void => { loopback.gateway.requestReconnect(); }]) {
      const again = loopback.gateway.nextSession();
      disturb();
      await again;
      await loopback.gateway.ready();
      expect(seen(await ask('search', { question: 'JCPOA' }))).toContain('JCPOA');
    }
  });

  it('sent only bodies that fit Discord’s schema, with no unknown key and no mention', () => {
    expect(loopback.bodies.length).toBeGreaterThan(20);
    for (const sent of loopback.bodies) checkBody(sent);
    expect(loopback.bodies.filter(({ status }) => status >= 400)).toEqual([]);
    expect(loopback.unknownKeys).toEqual([]);
  });
});

describe('starting and stopping', () => {
  it('through npm, registers nothing when nothing differs, and leaves no child behind on SIGTERM', async () => {
    const puts = (): number => loopback.bodies.filter(({ method }) => method === 'PUT').length;
    const before = puts();
    const second = startNpm(['start'], settings());
    const end = finished(second);
    await printed(second, 'stdout', /Online/u);
    expect(puts()).toBe(before);
    second.kill('SIGTERM');
    expect((await end).code).toBe(0);
    expect(() => process.kill(second.pid ?? 0, 0)).toThrow();
  });

  it('stops on SIGTERM although Discord has not answered yet', async () => {
    const asked = Promise.withResolvers<undefined>();
    const mute = createServer(() => { asked.resolve(undefined); });
    await new Promise<void>((resolve) => mute.listen(0, '127.0.0.1', resolve));
    const child = startMain({ ...settings(), DISCORD_API_URL: `http://127.0.0.1:${(mute.address() as AddressInfo).port}/api` });
    const end = finished(child);
    await asked.promise;
    child.kill('SIGTERM');
    expect((await end).code).toBe(0);
    mute.closeAllConnections();
    mute.close();
  });

  it.each<[string, () => Record<string, string>, RegExp]>([
    ['a bad token', () => ({ ...settings(), DISCORD_TOKEN: 'wrong' }), /DISCORD_TOKEN[\s\S]*Reset Token/u],
    ['an unreachable API', () => ({ ...settings(), DISCORD_API_URL: 'http://127.0.0.1:9/api' }), /cannot be reached at http:\/\/127\.0\.0\.1:9\/api/u],
    ['a server that the bot is not in', () => ({ ...settings(), DISCORD_GUILD_ID: '999999999999999999' }), /DISCORD_GUILD_ID/u],
    ['a missing archive', () => ({ ...settings(), ARCHIVE_DIR: '/nowhere/at/all' }), /ARCHIVE_DIR does not exist: "\/nowhere\/at\/all"/u],
  ])('stops at %s with what to do and code 2, without a stack trace or the token', async (_what, environment, expected) => {
    const { code, stderr, stdout } = await finished(startMain(environment()));
    expect(code).toBe(2);
    expect(stderr).toMatch(expected);
    expect(stderr + stdout).not.toMatch(/^\s+at .*\(/mu);
    expect(stderr + stdout).not.toContain(TOKEN);
  });
});
