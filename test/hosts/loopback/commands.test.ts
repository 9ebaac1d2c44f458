import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLoopback, type Loopback } from '../../../src/hosts/loopback/loopback.ts';
import { checkCommand } from '../../support/discord-schema.ts';
import { codesAt, request } from './raw-bot.ts';

let loopback: Loopback;
let path: string;

beforeAll(async () => {
  loopback = await startLoopback({ token: 'right' });
  path = `/applications/${loopback.applicationId}/commands`;
});
afterAll(() => loopback.close());

const text = (length: number): string => 'x'.repeat(length);
const command = (one: object = {}): object => ({ name: 'ask', description: 'Ask', ...one });
const option = (one: object = {}): object => ({ type: 3, name: 'question', description: 'What', ...one });
const withOptions = (...options: object[]): object => command({ options });
const subcommand = (...options: object[]): object => ({ type: 1, name: 'sub', description: 'Sub', options });

const refused: [what: string, commands: object[], place: string, code: string][] = [
  ['a name with a space', [command({ name: 'ask me' })], '0.name', 'APPLICATION_COMMAND_INVALID_NAME'],
  ['a name in capitals', [command({ name: 'Ask' })], '0.name', 'APPLICATION_COMMAND_INVALID_NAME'],
  ['a name with a full stop', [command({ name: 'a.b' })], '0.name', 'APPLICATION_COMMAND_INVALID_NAME'],
  ['a name of 33', [command({ name: text(33) })], '0.name', 'BASE_TYPE_BAD_LENGTH'],
  ['no name', [command({ name: undefined })], '0.name', 'BASE_TYPE_REQUIRED'],
  ['a translated name in capitals', [command({ name_localizations: { de: 'Frage' } })], '0.name_localizations.de', 'APPLICATION_COMMAND_INVALID_NAME'],
  ['no description', [command({ description: undefined })], '0.description', 'BASE_TYPE_REQUIRED'],
  ['an empty description', [command({ description: '' })], '0.description', 'BASE_TYPE_BAD_LENGTH'],
  ['a description of 101', [command({ description: text(101) })], '0.description', 'BASE_TYPE_BAD_LENGTH'],
  ['one name twice', [command(), command()], '1', 'APPLICATION_COMMANDS_DUPLICATE_NAME'],
  ['an unknown key', [command({ descripton: 'x' })], '0.descripton', 'LOOPBACK_UNKNOWN_KEY'],
  ['26 options', [withOptions(...Array.from({ length: 26 }, (_, index) => option({ name: `o${index}` })))], '0.options', 'BASE_TYPE_MAX_LENGTH'],
  ['required after optional', [withOptions(option(), option({ name: 'b', required: true }))], '0.options.1', 'APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID'],
  ['an option name twice', [withOptions(option(), option())], '0.options.1.name', 'APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED'],
  ['an option name in capitals', [withOptions(option({ name: 'Q' }))], '0.options.0.name', 'APPLICATION_COMMAND_INVALID_NAME'],
  ['an option of no type', [withOptions(option({ type: 12 }))], '0.options.0.type', 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID'],
  ['26 choices', [withOptions(option({ choices: Array.from({ length: 26 }, (_, index) => ({ name: `${index}`, value: `${index}` })) }))], '0.options.0.choices', 'BASE_TYPE_MAX_LENGTH'],
  ['a choice of 101', [withOptions(option({ choices: [{ name: 'n', value: text(101) }] }))], '0.options.0.choices.0.value', 'BASE_TYPE_BAD_LENGTH'],
  ['a text choice for a number', [withOptions(option({ type: 4, choices: [{ name: 'n', value: '1' }] }))], '0.options.0.choices.0.value', 'NUMBER_TYPE_COERCE'],
  ['choices with autocomplete', [withOptions(option({ autocomplete: true, choices: [{ name: 'n', value: 'v' }] }))], '0.options.0.autocomplete', 'APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_WITH_CHOICES'],
  ['autocomplete for a boolean', [withOptions(option({ type: 5, autocomplete: true }))], '0.options.0.autocomplete', 'LOOPBACK_UNKNOWN_KEY'],
  ['a subcommand beside an option', [withOptions(option(), subcommand())], '0.options.1', 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID'],
  ['a subcommand in a subcommand', [withOptions(subcommand(subcommand()))], '0.options.0.options.0.type', 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID'],
  ['an option right in a group', [withOptions({ type: 2, name: 'g', description: 'G', options: [option()] })], '0.options.0.options.0.type', 'APPLICATION_COMMAND_OPTIONS_TYPE_INVALID'],
  [
    'more than 8,000 characters in all',
    [withOptions(...Array.from({ length: 4 }, (_, at) => option({ name: `o${at}`, choices: Array.from({ length: 25 }, (_, index) => ({ name: `${index}`.padEnd(60, 'n'), value: `${index}`.padEnd(60, 'v') })) })))],
    '0',
    'APPLICATION_COMMAND_TOO_LARGE',
  ],
  ['a description on a menu command', [{ type: 3, name: 'Find More', description: 'x' }], '0.description', 'BASE_TYPE_MAX_LENGTH'],
];

describe('registering is refused with 50035 for', () => {
  test.each(refused)('%s', async (_what, commands, place, code) => {
    const { status, body } = await request(loopback, 'PUT', path, commands);
    expect({ status, code: body.code }).toEqual({ status: 400, code: 50035 });
    expect(codesAt(body, place)).toContain(code);
  });
});

test('101 commands are refused with 30032', async () => {
  const commands = Array.from({ length: 101 }, (_, index) => command({ name: `c${index}` }));
  const { status, body } = await request(loopback, 'PUT', path, commands);
  expect({ status, code: body.code }).toEqual({ status: 400, code: 30032 });
});

test('a body that is no list is refused', async () => {
  const { body } = await request(loopback, 'PUT', path, command());
  expect(body.code).toBe(50035);
});

test('names in other scripts, subcommands in groups and menu commands with spaces are taken', async () => {
  const group = { type: 2, name: 'gruppe', description: 'G', options: [subcommand(option({ required: true }))] };
  const commands = [command({ name: 'поиск' }), command({ name: 'खोज' }), withOptions(group, subcommand()), { type: 3, name: 'Find More' }];
  const { status } = await request(loopback, 'PUT', path, commands);
  expect(status).toBe(200);
});

test('GET gives what Discord adds, without translations unless asked, and puts are counted', async () => {
  const guild = `/applications/${loopback.applicationId}/guilds/${loopback.guildIds[0] ?? ''}/commands`;
  const before = loopback.commands.puts;
  const sent = [withOptions(option({ required: false, name_localizations: { de: 'frage' } }))];
  await request(loopback, 'PUT', guild, sent);
  const plain = await request(loopback, 'GET', guild);
  const full = await request(loopback, 'GET', `${guild}?with_localizations=true`);
  expect(plain.body).toEqual([
    {
      id: expect.stringMatching(/^\d{17,20}$/u) as string,
      version: expect.stringMatching(/^\d{17,20}$/u) as string,
      application_id: loopback.applicationId,
      guild_id: loopback.guildIds[0],
      type: 1,
      name: 'ask',
      description: 'Ask',
      default_member_permissions: null,
      nsfw: false,
      options: [{ type: 3, name: 'question', description: 'What' }],
    },
  ]);
  expect(full.body).toMatchObject([{ name_localizations: null, options: [{ name_localizations: { de: 'frage' } }] }]);
  (full.body as unknown as object[]).forEach(checkCommand);
  expect(loopback.commands.puts).toBe(before + 1);
});

test('a command that stays keeps its id, and its version unless it changed', async () => {
  const first = await request(loopback, 'PUT', path, [command(), command({ name: 'other' })]);
  const second = await request(loopback, 'PUT', path, [command(), command({ name: 'other', description: 'New' })]);
  const [ask, other] = first.body as unknown as { id: string; version: string }[];
  const [askNow, otherNow] = second.body as unknown as { id: string; version: string }[];
  expect(askNow).toEqual(ask);
  expect(otherNow?.id).toBe(other?.id);
  expect(otherNow?.version).not.toBe(other?.version);
});

test('commands of a guild that the bot is not in are out of reach', async () => {
  const { status, body } = await request(loopback, 'GET', `/applications/${loopback.applicationId}/guilds/999999999999999999/commands`);
  expect({ status, code: body.code }).toEqual({ status: 403, code: 50001 });
});

test('commands of another application are unknown', async () => {
  const { status, body } = await request(loopback, 'GET', '/applications/999999999999999999/commands');
  expect({ status, code: body.code }).toEqual({ status: 404, code: 10002 });
});
