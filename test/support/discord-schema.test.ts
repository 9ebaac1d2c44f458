import { expect, test } from 'vitest';
import { checkBody, checkMessage } from './discord-schema.ts';

const callback = { method: 'POST', path: '/interactions/200000000000000001/token/callback' };
const followUp = { method: 'POST', path: '/webhooks/100000000000000001/token' };
const edit = { method: 'PATCH', path: '/webhooks/100000000000000001/token/messages/@original' };
const commands = { method: 'PUT', path: '/applications/100000000000000001/commands' };
const guildCommands = { method: 'PUT', path: '/applications/100000000000000001/guilds/200000000000000001/commands' };

const link = { type: 1, components: [{ type: 2, style: 5, label: 'Read', url: 'https://example.org' }] };

test.each([
  ['a reply', { ...callback, body: { type: 4, data: { content: 'hello', embeds: [{ title: 'T' }], components: [link] } } }],
  ['a deferral', { ...callback, body: { type: 5, data: { flags: 64 } } }],
  ['an update', { ...callback, body: { type: 7, data: { embeds: [] } } }],
  ['a deferred update', { ...callback, body: { type: 6 } }],
  ['suggestions', { ...callback, body: { type: 8, data: { choices: [{ name: 'a', value: 'a' }] } } }],
  ['a follow-up', { ...followUp, body: { content: 'more' } }],
  ['an edit', { ...edit, body: { content: 'other' } }],
  ['commands', { ...commands, body: [{ name: 'search', description: 'Ask', default_member_permissions: '32' }] }],
  ['commands of a guild', { ...guildCommands, body: [{ name: 'search', description: 'Ask' }] }],
])('%s that Discord takes passes', (_what, body) => {
  expect(() => { checkBody(body); }).not.toThrow();
});

test.each([
  ['content over 2,000', { ...callback, body: { type: 4, data: { content: 'x'.repeat(2001) } } }, 'content'],
  ['eleven embeds', { ...callback, body: { type: 7, data: { embeds: Array(11).fill({ title: 'T' }) } } }, 'embeds'],
  ['a long description', { ...followUp, body: { embeds: [{ description: 'x'.repeat(4097) }] } }, 'description'],
  ['a long field value', { ...edit, body: { embeds: [{ fields: [{ name: 'n', value: 'x'.repeat(1025) }] }] } }, 'value'],
  ['26 suggestions', { ...callback, body: { type: 8, data: { choices: Array(26).fill({ name: 'a', value: 'a' }) } } }, 'choices'],
  ['a button without style', { ...callback, body: { type: 4, data: { components: [{ type: 1, components: [{ type: 2 }] }] } } }, 'components'],
  ['a long description of a command', { ...commands, body: [{ name: 'a', description: 'x'.repeat(101) }] }, 'description'],
  ['a callback of no known type', { ...callback, body: { type: 99 } }, '99'],
  ['commands that are no list', { ...commands, body: {} }, 'list'],
  ['a route without schema', { method: 'POST', path: '/channels/1/messages', body: {} }, '/channels/1/messages'],
])('%s is refused, and the message names the place', (_what, body, place) => {
  expect(() => { checkBody(body); }).toThrow(place);
});

test('a message without an author is no message', () => {
  expect(() => { checkMessage({ id: '200000000000000001', content: 'x' }); }).toThrow('author');
});
