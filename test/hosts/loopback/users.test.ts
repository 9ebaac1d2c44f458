import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLoopback, type Loopback } from '../../../src/hosts/loopback/loopback.ts';
import type { Outcome } from '../../../src/hosts/loopback/outcome.ts';
import { ClientRefusal } from '../../../src/hosts/loopback/refusal.ts';
import type { CommandCall } from '../../../src/hosts/loopback/user-calls.ts';
import { checkMessage } from '../../support/discord-schema.ts';
import { callbackPath, RawBot, request, type Frame } from './raw-bot.ts';

let loopback: Loopback;
let bot: RawBot;

const option = (type: number, name: string, one: object = {}): object => ({ type, name, description: 'd', ...one });
const commands = [
  {
    name: 'ask',
    description: 'Ask',
    options: [
      option(3, 'question', { required: true, max_length: 10, min_length: 2, autocomplete: true }),
      option(4, 'count', { min_value: 1, max_value: 5 }),
      option(10, 'share'),
      option(5, 'private'),
      option(3, 'style', { choices: [{ name: 'APA', value: 'apa' }] }),
      option(6, 'author'),
    ],
  },
  { name: 'set', description: 'Set', options: [{ type: 2, name: 'feed', description: 'F', options: [option(1, 'add', { options: [option(3, 'url')] })] }] },
  { name: 'server', description: 'Only in servers', contexts: [0] },
  { name: 'admin', description: 'Only for those who manage', default_member_permissions: '32' },
  { type: 3, name: 'Find more' },
  { type: 2, name: 'Who is this' },
];

beforeAll(async () => {
  loopback = await startLoopback({ token: 'right', deadlineMs: 10_000 });
  loopback.commands.put(null, commands, (form) => { form.throwIfFailed(); });
  bot = await RawBot.online(loopback);
});
afterAll(() => loopback.close());

/** The user acts, the bot answers with this, the user sees the outcome. */
async function exchange(act: Promise<Outcome>, answer: object): Promise<{ outcome: Outcome; frame: Frame }> {
  const frame = await bot.next();
  const { status, body } = await request(loopback, 'POST', callbackPath(frame), answer);
  if (status !== 204) throw new Error(JSON.stringify(body));
  return { outcome: await act, frame };
}

const reply = (data: object = { content: 'ok' }): object => ({ type: 4, data });

describe('the client refuses to send', () => {
  const refused: [what: string, call: CommandCall, reason: string][] = [
    ['an unknown command', { name: 'nothing' }, 'no command "nothing"'],
    ['an unknown option', { name: 'ask', options: { question: 'why', colour: 'red' } }, 'no option "colour"'],
    ['no required option', { name: 'ask' }, 'option "question" is required'],
    ['text that is too long', { name: 'ask', options: { question: 'x'.repeat(11) } }, 'at most 10'],
    ['text that is too short', { name: 'ask', options: { question: 'x' } }, 'at least 2'],
    ['a number for text', { name: 'ask', options: { question: 5 } }, 'must be text'],
    ['text for a number', { name: 'ask', options: { question: 'why', count: '3' } }, 'must be a number'],
    ['a fraction for a whole number', { name: 'ask', options: { question: 'why', count: 1.5 } }, 'whole number'],
    ['a number that is too big', { name: 'ask', options: { question: 'why', count: 6 } }, 'at most 5'],
    ['a number that is too small', { name: 'ask', options: { question: 'why', count: 0 } }, 'at least 1'],
    ['text for yes or no', { name: 'ask', options: { question: 'why', private: 'yes' } }, 'true or false'],
    ['what is none of the choices', { name: 'ask', options: { question: 'why', style: 'mla' } }, 'none of the choices'],
    ['a name for a user', { name: 'ask', options: { question: 'why', author: 'Eric' } }, 'must be an id'],
    ['a group without its subcommand', { name: 'set' }, 'needs a subcommand'],
    ['an unknown subcommand', { name: 'set', group: 'feed', subcommand: 'drop' }, 'no subcommand or group "drop"'],
    ['a server command in direct messages', { name: 'server', guildId: null }, 'not offered here'],
    ['a command that the member may not see', { name: 'admin' }, 'not offered to this member'],
    ['a slash command that is a menu command', { name: 'Find more' }, 'no command'],
  ];

  test.each(refused)('%s', async (_what, call, reason) => {
    const act = loopback.command(call);
    await expect(act).rejects.toThrow(ClientRefusal);
    await expect(act).rejects.toThrow(reason);
  });

  test('suggestions of an option that has none', async () => {
    await expect(loopback.autocomplete({ name: 'ask', option: 'style', partial: '' })).rejects.toThrow('does not suggest');
  });

  test('to a guild that there is not', async () => {
    await expect(loopback.command({ name: 'server', guildId: '999999999999999999' })).rejects.toThrow('Unknown Guild');
  });
});

test('a value that autocomplete never offered is sent all the same', async () => {
  const { frame } = await exchange(loopback.command({ name: 'ask', options: { question: 'invented' } }), reply());
  expect(frame.d).toMatchObject({ data: { options: [{ name: 'question', type: 3, value: 'invented' }] } });
});

test('an interaction in a server carries member, guild and permissions', async () => {
  const author = '300000000000000077';
  const call = { name: 'ask', options: { question: 'why', author }, locale: 'de' };
  const { frame } = await exchange(loopback.command(call), reply());
  expect(frame.d).toMatchObject({
    version: 1,
    type: 2,
    application_id: loopback.applicationId,
    guild_id: loopback.guildIds[0],
    guild: { id: loopback.guildIds[0] },
    channel: { type: 0 },
    member: { user: { bot: false }, permissions: expect.stringMatching(/^\d+$/u) as string },
    app_permissions: expect.stringMatching(/^\d+$/u) as string,
    locale: 'de',
    guild_locale: 'en-US',
    entitlements: [],
    context: 0,
    authorizing_integration_owners: { 0: loopback.guildIds[0] },
    data: { resolved: { users: { [author]: { id: author } }, members: { [author]: { roles: [] } } } },
  });
  expect(frame.d['user']).toBeUndefined();
});

test('an interaction in direct messages carries the user alone', async () => {
  const call = { name: 'ask', options: { question: 'why' }, guildId: null, userId: '300000000000000055' };
  const { frame } = await exchange(loopback.command(call), reply());
  expect(frame.d).toMatchObject({ user: { id: '300000000000000055' }, channel: { type: 1 }, context: 1 });
  expect(frame.d['member']).toBeUndefined();
  expect(frame.d['guild_id']).toBeUndefined();
});

test('group and subcommand wrap the options', async () => {
  const { frame } = await exchange(loopback.command({ name: 'set', group: 'feed', subcommand: 'add', options: { url: 'u' } }), reply());
  expect(frame.d).toMatchObject({ data: { options: [{ type: 2, name: 'feed', options: [{ type: 1, name: 'add', options: [{ name: 'url', value: 'u' }] }] }] } });
});

test('those who manage the server see the command that asks for it', async () => {
  const { outcome } = await exchange(loopback.command({ name: 'admin', permissions: '32' }), reply());
  expect(outcome.failed).toBeNull();
});

test('a menu command carries the message', async () => {
  const { outcome } = await exchange(loopback.command({ name: 'server' }), reply({ content: 'Baghdad' }));
  const message = outcome.message;
  if (message === null) throw new Error('no message');
  const { frame } = await exchange(loopback.messageCommand({ name: 'Find more', message }), reply());
  expect(frame.d).toMatchObject({ data: { type: 3, target_id: message.id, resolved: { messages: { [message.id]: { content: 'Baghdad' } } } } });
});

const row = (...components: object[]): object => ({ type: 1, components });
const button = (label: string, one: object = {}): object => ({ type: 2, style: 1, label, custom_id: label.toLowerCase(), ...one });

async function shown(components: object[], data: object = {}): Promise<NonNullable<Outcome['message']>> {
  const { outcome } = await exchange(loopback.command({ name: 'server' }), reply({ content: 'x', components, ...data }));
  if (outcome.message === null) throw new Error('no message');
  return outcome.message;
}

test('buttons are pressed by custom_id or label; link, disabled and missing ones cannot be', async () => {
  const link = { type: 2, style: 5, label: 'Read', url: 'https://example.org' };
  const message = await shown([row(button('Next'), button('Old', { disabled: true }), link)]);
  for (const wanted of ['next', 'Next']) {
    const { frame, outcome } = await exchange(loopback.press(message, wanted), { type: 7, data: { content: wanted } });
    expect(frame.d).toMatchObject({ type: 3, data: { custom_id: 'next', component_type: 2 }, message: { id: message.id } });
    expect(outcome.message).toBe(message);
    expect(message.content).toBe(wanted);
  }
  await expect(loopback.press(message, 'Old')).rejects.toThrow('disabled');
  await expect(loopback.press(message, 'Read')).rejects.toThrow('is a link');
  await expect(loopback.press(message, 'Back')).rejects.toThrow('it has "Next", "Old", "Read"');
});

test('a deferred update leaves the message, which an edit then changes', async () => {
  const message = await shown([row(button('Next'))]);
  const { outcome, frame } = await exchange(loopback.press(message, 'Next'), { type: 6 });
  expect({ deferred: outcome.deferred, content: message.content }).toEqual({ deferred: true, content: 'x' });
  await request(loopback, 'PATCH', `/webhooks/${loopback.applicationId}/${frame.d.token}/messages/@original`, { content: 'y' });
  expect(message.content).toBe('y');
});

test('a press can be answered with a new message that points to the old', async () => {
  const message = await shown([row(button('Next'))]);
  const { outcome } = await exchange(loopback.press(message, 'Next'), reply({ content: 'new', flags: 64 }));
  expect(outcome.message).not.toBe(message);
  expect(outcome.message?.toJSON()).toMatchObject({ content: 'new', flags: 64, message_reference: { message_id: message.id } });
});

test('menus take what they offer', async () => {
  const menu = { type: 3, custom_id: 'm', max_values: 2, options: ['a', 'b', 'c'].map((value) => ({ label: value, value })) };
  const message = await shown([row(menu)]);
  const { frame } = await exchange(loopback.select(message, 'm', ['a', 'c']), { type: 6 });
  expect(frame.d).toMatchObject({ data: { component_type: 3, custom_id: 'm', values: ['a', 'c'] } });
  await expect(loopback.select(message, 'm', ['d'])).rejects.toThrow('does not offer "d"');
  await expect(loopback.select(message, 'm', ['a', 'b', 'c'])).rejects.toThrow('takes 1 to 2');
  await expect(loopback.select(message, 'n', ['a'])).rejects.toThrow('no menu "n"');
});

test('forms are filled and sent; fields keep to their rules', async () => {
  const message = await shown([row(button('Note'))]);
  const field = (custom_id: string, one: object = {}): object => ({ type: 4, custom_id, style: 1, label: 'L', ...one });
  const modal = { custom_id: 'f', title: 'F', components: [row(field('a', { max_length: 3 })), { type: 18, label: 'B', component: { type: 4, custom_id: 'b', style: 2, required: false } }] };
  const { outcome } = await exchange(loopback.press(message, 'Note'), { type: 9, data: modal });
  expect(outcome.modal).toEqual(modal);
  await expect(loopback.submit(outcome, {})).rejects.toThrow('"a" is required');
  await expect(loopback.submit(outcome, { a: 'long' })).rejects.toThrow('0 to 3 characters');
  await expect(loopback.submit(outcome, { a: 'x', c: 'y' })).rejects.toThrow('no field "c"');
  const sent = await exchange(loopback.submit(outcome, { a: 'yes' }), { type: 7, data: { content: 'noted' } });
  expect(sent.frame.d).toMatchObject({
    type: 5,
    data: { custom_id: 'f', components: [{ type: 1, components: [{ custom_id: 'a', value: 'yes' }] }, { type: 18, component: { custom_id: 'b', value: '' } }] },
  });
  expect(message.content).toBe('noted');
});

test('a message that is gone cannot be used', async () => {
  const message = await shown([row(button('Next'))]);
  message.delete();
  await expect(loopback.press(message, 'Next')).rejects.toThrow('gone');
});

test('the buttons of a private message are for the one who asked', async () => {
  const asker = '300000000000000042';
  const sent = reply({ content: 'x', components: [row(button('Next'))], flags: 64 });
  const { outcome } = await exchange(loopback.command({ name: 'server', userId: asker }), sent);
  const message = outcome.message;
  if (message === null) throw new Error('no message');
  const { frame } = await exchange(loopback.press(message, 'Next'), { type: 6 });
  expect(frame.d).toMatchObject({ member: { user: { id: asker } } });
  await expect(loopback.press(message, 'Next', { userId: '300000000000000043' })).rejects.toThrow('somebody else');
});

test.each([
  ['by default users alone', '<@300000000000000001> <@&400000000000000001> @everyone', undefined, ['300000000000000001']],
  ['nobody when nothing is parsed', '<@300000000000000001> @everyone @here', { parse: [] }, []],
  ['those who are listed', '<@300000000000000001> <@300000000000000002>', { users: ['300000000000000002'] }, ['300000000000000002']],
  ['everyone when that is parsed', '@here', { parse: ['everyone'] }, ['everyone']],
])('a reply notifies %s', async (_what, content, allowed, pings) => {
  const { outcome } = await exchange(loopback.command({ name: 'server' }), reply({ content, allowed_mentions: allowed }));
  expect(outcome.message?.pings).toEqual(pings);
});

test('hundreds of users at once each get their own answer', async () => {
  const asked = Array.from({ length: 300 }, (_, index) => loopback.command({ name: 'ask', options: { question: `q ${index}` } }));
  for (let count = 0; count < asked.length; count += 1) {
    const frame = await bot.next();
    const [{ value } = { value: '' }] = (frame.d['data'] as { options: { value: string }[] }).options;
    void request(loopback, 'POST', callbackPath(frame), reply({ content: value }));
  }
  const outcomes = await Promise.all(asked);
  expect(outcomes.map(({ message }) => message?.content)).toEqual(asked.map((_, index) => `q ${index}`));
});

test('a person writes a message, and a menu command is used on it', async () => {
  const message = loopback.write('Where is **Baghdad**?');
  expect(message.toJSON()).toMatchObject({ type: 0, content: 'Where is **Baghdad**?', author: { bot: false }, embeds: [] });
  checkMessage(JSON.parse(JSON.stringify(message)));
  const { frame } = await exchange(loopback.messageCommand({ name: 'Find more', message }), reply());
  expect(frame.d).toMatchObject({ data: { type: 3, target_id: message.id, resolved: { messages: { [message.id]: { author: { bot: false } } } } } });
});

test.each([
  ['nothing', '  ', 'empty message'],
  ['too much', 'x'.repeat(2_001), 'at most 2000'],
])('%s is not written', (_what, content, reason) => {
  expect(() => loopback.write(content)).toThrow(reason);
  expect(() => loopback.write(content)).toThrow(ClientRefusal);
});

test.each([
  ['a person', '300000000000000044', false],
  ['the bot', '100000000000000001', true],
])('a menu command on %s carries the user and the member', async (_what, targetId, isBot) => {
  const { frame } = await exchange(loopback.userCommand({ name: 'Who is this', targetId }), reply());
  expect(frame.d).toMatchObject({ data: { type: 2, target_id: targetId, resolved: { users: { [targetId]: { id: targetId, bot: isBot } }, members: { [targetId]: { roles: [] } } } } });
});

test('each request of the bot can be observed, with a body or without', async () => {
  const seen: string[] = [];
  const observed = await startLoopback({ token: 'right', observe: ({ method, path, status }) => { seen.push(`${method} ${path} ${status}`); } });
  await request(observed, 'GET', '/users/@me');
  await request(observed, 'POST', '/interactions/1/x/callback', { type: 4 });
  await observed.close();
  expect(seen).toEqual(['GET /users/@me 200', 'POST /interactions/1/x/callback 404']);
});

test('a body that is larger than Discord takes is refused', async () => {
  const { status, body } = await request(loopback, 'POST', '/interactions/1/x/callback', { type: 4, data: { content: 'x'.repeat(26 * 1024 * 1024) } });
  expect({ status, code: body.code }).toEqual({ status: 413, code: 40005 });
});
