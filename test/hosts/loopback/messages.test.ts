import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startLoopback, type Loopback } from '../../../src/hosts/loopback/loopback.ts';
import type { Outcome } from '../../../src/hosts/loopback/outcome.ts';
import { callbackPath, codesAt, RawBot, request, type Frame } from './raw-bot.ts';

let loopback: Loopback;
let bot: RawBot;
let frame: Frame;
let outcome: Promise<Outcome>;

// A refused answer leaves the interaction waiting, so one interaction serves every refusal.
beforeAll(async () => {
  loopback = await startLoopback({ token: 'right', deadlineMs: 60_000 });
  bot = await RawBot.online(loopback);
  loopback.commands.put(null, [{ name: 'ask', description: 'Ask' }], (form) => { form.throwIfFailed(); });
  outcome = loopback.command({ name: 'ask' });
  frame = await bot.next();
});

afterAll(async () => {
  await loopback.close();
  expect((await outcome).failed).not.toBeNull();
});

const text = (length: number): string => 'x'.repeat(length);
const many = <T>(count: number, make: (index: number) => T): T[] => Array.from({ length: count }, (_, index) => make(index));
const embed = (one: object): object => ({ embeds: [one] });
const press = (one: object = {}): object => ({ type: 2, style: 1, label: 'Go', custom_id: 'go', ...one });
const menu = (one: object = {}): object => ({ type: 3, custom_id: 'menu', options: [{ label: 'A', value: 'a' }], ...one });
const row = (...components: object[]): object => ({ components: [{ type: 1, components }] });
const button = (one: object): object => row(press(one));
const option = (one: object): object => row(menu({ options: [{ label: 'A', value: 'a', ...one }] }));

const refused: [what: string, data: object, place: string, code: string][] = [
  ['content of 2,001', { content: text(2001) }, 'content', 'BASE_TYPE_MAX_LENGTH'],
  ['content of 1,001 emoji (2,002 UTF-16 units)', { content: '😀'.repeat(1001) }, 'content', 'BASE_TYPE_MAX_LENGTH'],
  ['content that is a number', { content: 5 }, 'content', 'STRING_TYPE_CONVERT'],
  ['an unknown key', { content: 'x', ephemeral: true }, 'ephemeral', 'LOOPBACK_UNKNOWN_KEY'],
  ['a title of 257', embed({ title: text(257) }), 'embeds.0.title', 'BASE_TYPE_MAX_LENGTH'],
  ['a description of 4,097', embed({ description: text(4097) }), 'embeds.0.description', 'BASE_TYPE_MAX_LENGTH'],
  ['a field name of 257', embed({ fields: [{ name: text(257), value: 'v' }] }), 'embeds.0.fields.0.name', 'BASE_TYPE_MAX_LENGTH'],
  ['a field value of 1,025', embed({ fields: [{ name: 'n', value: text(1025) }] }), 'embeds.0.fields.0.value', 'BASE_TYPE_MAX_LENGTH'],
  ['an empty field name', embed({ fields: [{ name: '', value: 'v' }] }), 'embeds.0.fields.0.name', 'BASE_TYPE_REQUIRED'],
  ['a blank field value', embed({ fields: [{ name: 'n', value: ' \n' }] }), 'embeds.0.fields.0.value', 'BASE_TYPE_REQUIRED'],
  ['26 fields', embed({ fields: many(26, () => ({ name: 'n', value: 'v' })) }), 'embeds.0.fields', 'BASE_TYPE_MAX_LENGTH'],
  ['a footer of 2,049', embed({ footer: { text: text(2049) } }), 'embeds.0.footer.text', 'BASE_TYPE_MAX_LENGTH'],
  ['an author of 257', embed({ author: { name: text(257) } }), 'embeds.0.author.name', 'BASE_TYPE_MAX_LENGTH'],
  ['a colour past white', embed({ title: 't', color: 0x1000000 }), 'embeds.0.color', 'NUMBER_TYPE_MAX'],
  ['a timestamp in words', embed({ title: 't', timestamp: 'yesterday' }), 'embeds.0.timestamp', 'DATE_TIME_TYPE_PARSE'],
  ['an embed link that is none', embed({ title: 't', url: 'see below' }), 'embeds.0.url', 'URL_TYPE_INVALID_URL'],
  ['an embed link by ftp', embed({ title: 't', url: 'ftp://example.org' }), 'embeds.0.url', 'URL_TYPE_INVALID_SCHEME'],
  ['a misspelt key in an embed', embed({ title: 't', colour: 1 }), 'embeds.0.colour', 'LOOPBACK_UNKNOWN_KEY'],
  ['an embed with nothing in it', embed({ color: 1 }), 'embeds.0.description', 'BASE_TYPE_REQUIRED'],
  ['11 embeds', { embeds: many(11, () => ({ title: 't' })) }, 'embeds', 'BASE_TYPE_MAX_LENGTH'],
  ['6,001 characters in two embeds', { embeds: [{ description: text(4000) }, { description: text(2001) }] }, 'embeds', 'MAX_EMBED_SIZE_EXCEEDED'],
  [
    '6,001 characters over title, description, field, footer and author',
    embed({ title: text(256), description: text(4096), fields: [{ name: 'n', value: text(1000) }], footer: { text: text(600) }, author: { name: text(48) } }),
    'embeds',
    'MAX_EMBED_SIZE_EXCEEDED',
  ],
  ['6 rows', { components: many(6, (index) => ({ type: 1, components: [press({ custom_id: `b${index}` })] })) }, 'components', 'BASE_TYPE_MAX_LENGTH'],
  ['6 buttons in a row', row(...many(6, (index) => press({ custom_id: `b${index}` }))), 'components.0.components', 'BASE_TYPE_BAD_LENGTH'],
  ['an empty row', row(), 'components.0.components', 'BASE_TYPE_BAD_LENGTH'],
  ['a button beside a menu', row(menu(), press()), 'components.0', 'COMPONENT_LAYOUT_WIDTH_EXCEEDED'],
  ['a button outside a row', { components: [press()] }, 'components.0.type', 'BASE_TYPE_CHOICES'],
  ['a text display without IS_COMPONENTS_V2', { components: [{ type: 10, content: 'x' }] }, 'components.0.type', 'BASE_TYPE_CHOICES'],
  ['one custom_id twice', row(press(), press()), 'components.0.components.1.custom_id', 'COMPONENT_CUSTOM_ID_DUPLICATED'],
  ['a custom_id of 101', button({ custom_id: text(101) }), 'components.0.components.0.custom_id', 'BASE_TYPE_BAD_LENGTH'],
  ['an empty custom_id', button({ custom_id: '' }), 'components.0.components.0.custom_id', 'BASE_TYPE_BAD_LENGTH'],
  ['a label of 81', button({ label: text(81) }), 'components.0.components.0.label', 'BASE_TYPE_MAX_LENGTH'],
  ['a button of no style', button({ style: 9 }), 'components.0.components.0.style', 'BASE_TYPE_CHOICES'],
  ['a button without a face', button({ label: undefined }), 'components.0.components.0', 'BUTTON_COMPONENT_LABEL_OR_EMOJI_REQUIRED'],
  ['a button with a url', button({ url: 'https://example.org' }), 'components.0.components.0.url', 'BUTTON_COMPONENT_STYLE_MISMATCH'],
  ['a link without a url', button({ style: 5, custom_id: undefined }), 'components.0.components.0.url', 'BUTTON_COMPONENT_URL_REQUIRED'],
  ['a link with a custom_id', button({ style: 5, url: 'https://example.org' }), 'components.0.components.0.custom_id', 'BUTTON_COMPONENT_STYLE_MISMATCH'],
  ['a link to a script', button({ style: 5, custom_id: undefined, url: 'javascript:alert(1)' }), 'components.0.components.0.url', 'URL_TYPE_INVALID_SCHEME'],
  ['a link of 513', button({ style: 5, custom_id: undefined, url: `https://example.org/${text(493)}` }), 'components.0.components.0.url', 'BASE_TYPE_MAX_LENGTH'],
  ['a misspelt key in a button', button({ lable: 'x' }), 'components.0.components.0.lable', 'LOOPBACK_UNKNOWN_KEY'],
  ['26 choices in a menu', row(menu({ options: many(26, (index) => ({ label: 'l', value: `${index}` })) })), 'components.0.components.0.options', 'BASE_TYPE_BAD_LENGTH'],
  ['a menu without choices', row(menu({ options: [] })), 'components.0.components.0.options', 'BASE_TYPE_BAD_LENGTH'],
  ['one choice twice', row(menu({ options: [{ label: 'a', value: 'a' }, { label: 'b', value: 'a' }] })), 'components.0.components.0.options.1', 'SELECT_COMPONENT_OPTION_VALUE_DUPLICATED'],
  ['a placeholder of 151', row(menu({ placeholder: text(151) })), 'components.0.components.0.placeholder', 'BASE_TYPE_MAX_LENGTH'],
  ['more values than choices', row(menu({ max_values: 2 })), 'components.0.components.0.max_values', 'SELECT_COMPONENT_MAX_VALUES_EXCEEDED'],
  ['a choice label of 101', option({ label: text(101) }), 'components.0.components.0.options.0.label', 'BASE_TYPE_BAD_LENGTH'],
  ['mentions of a made-up kind', { content: 'x', allowed_mentions: { parse: ['here'] } }, 'allowed_mentions.parse.0', 'BASE_TYPE_CHOICES'],
  ['mentions parsed and listed', { content: 'x', allowed_mentions: { parse: ['users'], users: ['300000000000000001'] } }, 'allowed_mentions', 'MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE'],
  ['mentions camel-cased', { content: 'x', allowed_mentions: { repliedUser: true } }, 'allowed_mentions.repliedUser', 'LOOPBACK_UNKNOWN_KEY'],
  ['a flag that is not the bot’s to set', { content: 'x', flags: 1 }, 'flags', 'MESSAGE_FLAGS_INVALID'],
  ['IS_COMPONENTS_V2 with content', { content: 'x', flags: 1 << 15, components: [{ type: 10, content: 'x' }] }, 'content', 'MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2'],
  ['4,001 characters in text displays', { flags: 1 << 15, components: [{ type: 10, content: text(4000) }, { type: 10, content: 'x' }] }, 'components', 'COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED'],
  ['41 components', { flags: 1 << 15, components: [{ type: 17, components: many(40, () => ({ type: 14 })) }] }, 'components', 'COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED'],
];

describe('a reply is refused with 50035 for', () => {
  test.each(refused)('%s', async (_what, data, place, code) => {
    const { status, body } = await request(loopback, 'POST', callbackPath(frame), { type: 4, data });
    expect({ status, code: body.code }).toEqual({ status: 400, code: 50035 });
    expect(codesAt(body, `data.${place}`)).toContain(code);
  });
});

test.each([
  ['nothing', {}],
  ['white space', { content: ' \n ' }],
  ['empty lists', { embeds: [], components: [] }],
])('a reply of %s is refused with 50006', async (_what, data) => {
  const { status, body } = await request(loopback, 'POST', callbackPath(frame), { type: 4, data });
  expect({ status, code: body.code }).toEqual({ status: 400, code: 50006 });
});

test('a body that is no JSON is refused with 50109', async () => {
  const { status, body } = await request(loopback, 'POST', callbackPath(frame), '{"type":4');
  expect({ status, code: body.code }).toEqual({ status: 400, code: 50109 });
});

test.each([
  ['suggestions', 8],
  ['an update of a message', 7],
  ['a deferred update', 6],
  ['a type that there is not', 99],
])('a command cannot be answered with %s', async (_what, type) => {
  const { status, body } = await request(loopback, 'POST', callbackPath(frame), { type, data: {} });
  expect({ status, code: body.code }).toEqual({ status: 400, code: 50035 });
  expect(codesAt(body, 'type')).toEqual(['BASE_TYPE_CHOICES']);
});

test.each([
  ['a form without title', { custom_id: 'f', components: [{ type: 1, components: [{ type: 4, custom_id: 'a', style: 1, label: 'A' }] }] }, 'data.title', 'BASE_TYPE_REQUIRED'],
  ['a form title of 46', { custom_id: 'f', title: text(46), components: [{ type: 1, components: [{ type: 4, custom_id: 'a', style: 1, label: 'A' }] }] }, 'data.title', 'BASE_TYPE_BAD_LENGTH'],
  ['a form with a button', { custom_id: 'f', title: 't', components: [{ type: 1, components: [press()] }] }, 'data.components.0.components.0.type', 'BASE_TYPE_CHOICES'],
  ['a form with 6 rows', { custom_id: 'f', title: 't', components: many(6, (index) => ({ type: 1, components: [{ type: 4, custom_id: `c${index}`, style: 1, label: 'A' }] })) }, 'data.components', 'BASE_TYPE_BAD_LENGTH'],
])('%s is refused', async (_what, data, place, code) => {
  const { body } = await request(loopback, 'POST', callbackPath(frame), { type: 9, data });
  expect(body.code).toBe(50035);
  expect(codesAt(body, place)).toEqual([code]);
});

test('everything at its limit is taken', async () => {
  const full = {
    title: text(256),
    description: text(4096),
    fields: many(25, () => ({ name: 'n', value: 'v' })),
    footer: { text: text(1342) },
    author: { name: text(256) },
  };
  const rows = many(4, (at) => ({ type: 1, components: many(5, (index) => press({ custom_id: `${at}${index}`.padEnd(100, 'x'), label: text(80) })) }));
  const choices = many(25, (index) => ({ label: text(100), value: `${index}`.padEnd(100, 'x'), description: text(100) }));
  const data = {
    content: text(2000),
    embeds: [full],
    components: [...rows, { type: 1, components: [menu({ options: choices, placeholder: text(150), max_values: 25 })] }],
    allowed_mentions: { parse: [] },
    flags: 64,
  };
  const asked = loopback.command({ name: 'ask' });
  const { status, type } = await request(loopback, 'POST', callbackPath(await bot.next()), { type: 4, data });
  expect({ status, type }).toEqual({ status: 204, type: null });
  expect((await asked).message).toMatchObject({ content: text(2000), ephemeral: true });
});

test('a lenient loopback reports unknown keys and takes the body', async () => {
  const lenient = await startLoopback({ token: 'right', strict: false });
  const client = await RawBot.online(lenient);
  lenient.commands.put(null, [{ name: 'ask', description: 'Ask' }], (form) => { form.throwIfFailed(); });
  const asked = lenient.command({ name: 'ask' });
  const { status } = await request(lenient, 'POST', callbackPath(await client.next()), { type: 4, data: { content: 'x', embeds: [{ title: 't', titel: 'u' }] } });
  expect(status).toBe(204);
  expect(lenient.unknownKeys).toEqual(['data.embeds.0.titel']);
  expect((await asked).message?.content).toBe('x');
  await lenient.close();
});
