import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startLoopback, type Loopback } from '../../../src/hosts/loopback/loopback.ts';
import type { Outcome } from '../../../src/hosts/loopback/outcome.ts';
import type { Actor } from '../../../src/hosts/loopback/user-calls.ts';
import { checkCommand, checkMessage } from '../../support/discord-schema.ts';
import { callbackPath, codesAt, RawBot, request, type Frame } from './raw-bot.ts';

let loopback: Loopback;
let bot: RawBot;
let guildId = '';
let otherId = '';
const asker = '300000000000000001';
const stranger = '300000000000000002';

const commands = [
  { name: 'plain', description: 'Says nothing of places' },
  { type: 3, name: 'Find in archive', integration_types: [0, 1], contexts: [0, 1, 2] },
  { name: 'mine', description: 'For people alone', integration_types: [1], contexts: [1, 2] },
  { name: 'servers', description: 'For servers alone', integration_types: [0, 1], contexts: [0] },
];

beforeAll(async () => {
  loopback = await startLoopback({ token: 'right', deadlineMs: 10_000 });
  loopback.commands.put(null, commands, (form) => { form.throwIfFailed(); });
  [guildId = ''] = loopback.guildIds;
  [otherId = ''] = loopback.otherGuildIds;
  bot = await RawBot.online(loopback);
});
afterAll(() => loopback.close());

async function exchange(act: Promise<Outcome>, answer: object = { type: 4, data: { content: 'ok' } }): Promise<{ outcome: Outcome; message: NonNullable<Outcome['message']>; frame: Frame }> {
  const frame = await bot.next();
  const { status, body } = await request(loopback, 'POST', callbackPath(frame), answer);
  if (status !== 204) throw new Error(JSON.stringify(body));
  const outcome = await act;
  if (outcome.message === null) throw new Error('no message');
  return { outcome, message: outcome.message, frame };
}

const button = { type: 1, components: [{ type: 2, style: 1, label: 'Next', custom_id: 'next' }] };
const withButton = (data: object = {}): object => ({ type: 4, data: { content: 'x', components: [button], ...data } });
const find = (actor: Actor = {}): Promise<Outcome> => loopback.messageCommand({ name: 'Find in archive', message: loopback.write('A claim', actor), ...actor });
const hook = ({ d }: Frame): string => `/webhooks/${loopback.applicationId}/${d.token}`;

describe('an interaction tells where it is and who installed the application', () => {
  const other = { installs: ['user'] } as const;
  const places: [what: string, actor: () => Actor, context: number, owners: () => object, channelType: number][] = [
    ['a server with the bot', () => ({}), 0, () => ({ 0: guildId }), 0],
    ['a server with the bot, for one who has it too', () => ({ installs: ['server', 'user'] }), 0, () => ({ 0: guildId, 1: asker }), 0],
    ['a server without the bot', () => ({ guildId: otherId }), 0, () => ({ 1: asker }), 0],
    ['a talk of several people', () => ({ privateChannel: true }), 2, () => ({ 1: asker }), 3],
    ['direct messages with the bot', () => ({ guildId: null }), 1, () => ({ 0: '0' }), 1],
    ['direct messages, for one who shares no server with it', () => ({ guildId: null, ...other }), 1, () => ({ 1: asker }), 1],
  ];

  test.each(places)('%s', async (_what, actor, context, owners, channelType) => {
    const { frame, message } = await exchange(find(actor()), withButton());
    expect(frame.d).toMatchObject({ context, channel: { type: channelType } });
    expect(frame.d['authorizing_integration_owners']).toEqual(owners());
    expect(frame.d['guild_id']).toBe(context === 0 ? (actor().guildId ?? guildId) : undefined);
    expect([frame.d['member'] === undefined, frame.d['user'] === undefined]).toEqual([context !== 0, context === 0]);
    expect(BigInt(String(frame.d['app_permissions'])) & (1n << 15n)).toBeGreaterThan(0n);
    const { frame: pressed } = await exchange(loopback.press(message, 'Next'), { type: 7, data: { content: 'y' } });
    expect(pressed.d).toMatchObject({ context, channel_id: frame.d['channel_id'], channel: { type: channelType } });
    expect(pressed.d['authorizing_integration_owners']).toEqual(owners());
  });

  test('somebody else’s press names them, and the one who installed it', async () => {
    const { message } = await exchange(find({ guildId: otherId }), withButton());
    const { frame } = await exchange(loopback.press(message, 'Next', { userId: stranger }), { type: 4, data: { content: 'no', flags: 64 } });
    expect(frame.d).toMatchObject({ member: { user: { id: stranger } }, authorizing_integration_owners: { 1: asker }, message: { interaction_metadata: { user: { id: asker } } } });
  });
});

describe('a command is not offered', () => {
  const refused: [what: string, name: string, actor: () => Actor][] = [
    ['in a server without the bot, when it is for servers’ installs', 'plain', () => ({ guildId: otherId })],
    ['in a talk, when it says nothing of places', 'plain', () => ({ privateChannel: true })],
    ['in a server, when it is for direct messages and talks', 'mine', () => ({ installs: ['user'] })],
    ['in direct messages, when it is for servers', 'servers', () => ({ guildId: null })],
    ['in a talk, when it is for servers', 'servers', () => ({ privateChannel: true })],
    ['to those who have not installed it', 'mine', () => ({ guildId: null })],
    ['to those elsewhere who have not installed it', 'servers', () => ({ guildId: otherId, installs: [] })],
  ];

  test.each(refused)('%s', async (_what, name, actor) => {
    await expect(loopback.command({ name, ...actor() })).rejects.toThrow('not offered here');
  });
});

describe('where only a person installed the application', () => {
  test('five follow-ups are taken, private ones among them, a sixth is 40094; a server’s has no such limit', async () => {
    for (const [actor, last] of [[{ privateChannel: true }, 400], [{}, 200]] as const) {
      const { frame } = await exchange(find(actor));
      for (let count = 1; count <= 5; count += 1) expect((await request(loopback, 'POST', hook(frame), { content: `${count}`, flags: count === 1 ? 64 : 0 })).status).toBe(200);
      const { status, body } = await request(loopback, 'POST', hook(frame), { content: '6' });
      expect({ status, code: body.code }).toEqual({ status: last, code: last === 400 ? 40094 : undefined });
    }
  });

  test('a server may let its members’ answers be private alone', async () => {
    const barred = await exchange(find({ guildId: otherId, permissions: '2147486720' }));
    expect(barred.message.ephemeral).toBe(true);
    expect((await exchange(find({ guildId: otherId }))).message.ephemeral).toBe(false);
  });
});

describe('interaction_metadata', () => {
  let shown: Awaited<ReturnType<typeof exchange>>;
  beforeEach(async () => { shown = await exchange(find(), withButton()); });

  test('of a menu command’s reply tells who asked about which message, and points to it', () => {
    const { message, frame } = shown;
    const target = (frame.d['data'] as { target_id: string }).target_id;
    expect(message.toJSON()).toMatchObject({ type: 23, interaction_metadata: { id: frame.d.id, type: 2, user: { id: asker }, target_message_id: target }, message_reference: { message_id: target } });
    checkMessage(JSON.parse(JSON.stringify(message)));
  });

  test('of a follow-up to a press names who pressed, what, and the first reply', async () => {
    const { frame } = await exchange(loopback.press(shown.message, 'Next', { userId: stranger }), { type: 6 });
    const { body } = await request(loopback, 'POST', hook(frame), { content: 'Shared', components: [button] });
    checkMessage(body);
    expect(body).toMatchObject({ interaction_metadata: { id: frame.d.id, type: 3, user: { id: stranger }, interacted_message_id: shown.message.id, original_response_message_id: shown.message.id } });
  });

  test('stays what it was through an update, whoever pressed', async () => {
    const { message } = shown;
    const before = message.metadata;
    await exchange(loopback.press(message, 'Next', { userId: stranger }), { type: 7, data: { content: 'second page' } });
    expect(message.content).toBe('second page');
    expect(message.metadata).toEqual(before);
    expect(message.metadata).not.toHaveProperty('original_response_message_id');
  });

  test('of a form’s reply holds that of the press which opened it', async () => {
    const pressing = loopback.press(shown.message, 'Next', { userId: stranger });
    const field = { type: 1, components: [{ type: 4, custom_id: 'a', style: 1, label: 'A', required: false }] };
    const opened = await bot.next();
    await request(loopback, 'POST', callbackPath(opened), { type: 9, data: { custom_id: 'f', title: 'F', components: [field] } });
    const { message } = await exchange(loopback.submit(await pressing, {}));
    expect(message.metadata).toMatchObject({ type: 5, user: { id: stranger }, triggering_interaction_metadata: { id: opened.d.id, type: 3, user: { id: stranger }, interacted_message_id: shown.message.id } });
    checkMessage(JSON.parse(JSON.stringify(message)));
  });
});

test('what is private is its asker’s alone: buttons, and menu commands on it', async () => {
  const { message } = await exchange(find(), withButton({ flags: 64 }));
  await expect(loopback.press(message, 'Next', { userId: stranger })).rejects.toThrow('for somebody else alone');
  await expect(loopback.messageCommand({ name: 'Find in archive', message, userId: stranger })).rejects.toThrow('for somebody else alone');
  await exchange(loopback.press(message, 'Next'), { type: 6 });
  const { message: direct } = await exchange(find({ guildId: null }), withButton());
  await expect(loopback.press(direct, 'Next', { userId: stranger })).rejects.toThrow('nobody else');
});

describe('registering', () => {
  const put = (body: object[], path = '/commands'): ReturnType<typeof request> => request(loopback, 'PUT', `/applications/${loopback.applicationId}${path}`, body);

  test('gives places back, and Discord’s defaults where nothing is said', async () => {
    const { body } = await put(commands);
    for (const command of body as unknown as object[]) checkCommand(command);
    expect(body).toMatchObject([{ integration_types: [0], contexts: null }, { integration_types: [0, 1], contexts: [0, 1, 2] }, {}, {}]);
  });

  const named = (more: object): object => ({ name: 'ask', description: 'Ask', ...more });
  const option = (more: object): object => ({ type: 3, name: 'question', description: 'What', ...more });
  const refused: [what: string, body: object, place: string, code: string][] = [
    ['a place that is none', named({ contexts: [3] }), '0.contexts.0', 'BASE_TYPE_CHOICES'],
    ['an install that is none', named({ integration_types: [2] }), '0.integration_types.0', 'BASE_TYPE_CHOICES'],
    ['no install at all', named({ integration_types: [] }), '0.integration_types', 'BASE_TYPE_MIN_LENGTH'],
    ['a language that Discord has not', named({ description_localizations: { 'de-AT': 'Frage' } }), '0.description_localizations.de-AT', 'BASE_TYPE_CHOICES'],
    ['a translated description of 101', named({ description_localizations: { de: 'x'.repeat(101) } }), '0.description_localizations.de', 'BASE_TYPE_BAD_LENGTH'],
    ['an option’s translated name in capitals', named({ options: [option({ name_localizations: { de: 'Frage' } })] }), '0.options.0.name_localizations.de', 'APPLICATION_COMMAND_INVALID_NAME'],
    ['two options of one translated name', named({ options: [option({ name_localizations: { de: 'was' } }), option({ name: 'b', name_localizations: { de: 'was' } })] }), '0.options.1.name_localizations', 'APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED'],
    ['an option translated to another’s name', named({ options: [option({ name_localizations: { de: 'b' } }), option({ name: 'b' })] }), '0.options.0.name_localizations', 'APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED'],
    ['a choice’s translated name of 101', named({ options: [option({ choices: [{ name: 'a', value: 'a', name_localizations: { de: 'x'.repeat(101) } }] })] }), '0.options.0.choices.0.name_localizations.de', 'BASE_TYPE_BAD_LENGTH'],
    ['a menu command’s translated name of 33', { type: 3, name: 'Find', name_localizations: { de: 'x'.repeat(33) } }, '0.name_localizations.de', 'BASE_TYPE_BAD_LENGTH'],
  ];

  test.each(refused)('refuses %s', async (_what, command, place, code) => {
    const { status, body } = await put([command]);
    expect(status).toBe(400);
    expect(codesAt(body, place)).toContain(code);
  });

  test('refuses places for a server’s own command, where Discord takes no notice of them', async () => {
    const { body } = await put([named({ contexts: [0], integration_types: [0] })], `/guilds/${guildId}/commands`);
    expect(codesAt(body, '0.contexts')).toContain('LOOPBACK_UNKNOWN_KEY');
  });

  test('refuses commands for people where the application is for servers alone', async () => {
    const own = await startLoopback({ token: 'right', integrationTypes: [0] });
    const { body } = await request(own, 'PUT', `/applications/${own.applicationId}/commands`, [named({ integration_types: [0, 1] })]);
    expect(codesAt(body, '0.integration_types.1')).toContain('BASE_TYPE_CHOICES');
    const me = await request(own, 'GET', '/applications/@me');
    expect(Object.keys(me.body['integration_types_config'] as object)).toEqual(['0']);
    await own.close();
  });
});
