import { afterEach, beforeEach, expect, test } from 'vitest';
import { startLoopback, type Loopback, type LoopbackOptions } from '../../../src/hosts/loopback/loopback.ts';
import type { Outcome } from '../../../src/hosts/loopback/outcome.ts';
import { checkMessage } from '../../support/discord-schema.ts';
import { callbackPath, RawBot, request, type Frame } from './raw-bot.ts';

let loopback: Loopback;
let bot: RawBot;

const registered = [
  { name: 'ask', description: 'Ask', options: [{ type: 3, name: 'question', description: 'What', autocomplete: true }] },
  { type: 3, name: 'Find more' },
];

async function start(options: Partial<LoopbackOptions> = {}): Promise<void> {
  loopback = await startLoopback({ token: 'right', ...options });
  loopback.commands.put(null, registered, (form) => { form.throwIfFailed(); });
  bot = await RawBot.online(loopback);
}

beforeEach(() => start());
afterEach(() => loopback.close());

async function ask(settleMs?: number): Promise<{ frame: Frame; outcome: Promise<Outcome> }> {
  const outcome = loopback.command({ name: 'ask', ...(settleMs !== undefined && { settleMs }) });
  return { frame: await bot.next(), outcome };
}

const hook = ({ d }: Frame): string => `/webhooks/${loopback.applicationId}/${d.token}`;
const original = (frame: Frame): string => `${hook(frame)}/messages/@original`;
const say = (content: string): object => ({ type: 4, data: { content } });

test('a reply reaches the user, with what was sent and how long it took', async () => {
  const { frame, outcome } = await ask();
  await request(loopback, 'POST', callbackPath(frame), { type: 4, data: { content: 'Yes.', flags: 64, allowed_mentions: { parse: [] } } });
  const { failed, message, elapsedMs, deferred } = await outcome;
  expect({ failed, deferred, content: message?.content, ephemeral: message?.ephemeral }).toEqual({ failed: null, deferred: false, content: 'Yes.', ephemeral: true });
  expect(message?.bodies).toEqual([{ content: 'Yes.', flags: 64, allowed_mentions: { parse: [] } }]);
  expect(message?.allowedMentions).toEqual({ parse: [] });
  expect(elapsedMs).toBeGreaterThan(0);
  expect(loopback.bodies.at(-1)).toMatchObject({ method: 'POST', path: callbackPath(frame), status: 204, code: null });
});

test('with_response gives the message, as Discord’s schema has it', async () => {
  const { frame } = await ask();
  const { status, body } = await request(loopback, 'POST', `${callbackPath(frame)}?with_response=true`, say('Yes.'));
  expect(status).toBe(200);
  expect(body).toMatchObject({ interaction: { id: frame.d.id, type: 2, response_message_loading: false }, resource: { type: 4, message: { content: 'Yes.' } } });
  checkMessage((body['resource'] as { message: unknown }).message);
});

test('a second answer is refused with 40060, and the first stands', async () => {
  const { frame, outcome } = await ask();
  await request(loopback, 'POST', callbackPath(frame), say('One.'));
  const { status, body } = await request(loopback, 'POST', callbackPath(frame), say('Two.'));
  expect({ status, code: body.code }).toEqual({ status: 400, code: 40060 });
  expect((await outcome).message?.content).toBe('One.');
});

test('an answer after the deadline is refused with 10062, and the user was told', async () => {
  await loopback.close();
  await start({ deadlineMs: 50 });
  const { frame, outcome } = await ask();
  expect(await outcome).toMatchObject({ failed: 'no response within 0.05 seconds', message: null });
  const { status, body } = await request(loopback, 'POST', callbackPath(frame), say('Late.'));
  expect({ status, code: body.code }).toEqual({ status: 404, code: 10062 });
});

test('the deadline is 3 seconds', async () => {
  const before = performance.now();
  const { outcome } = await ask();
  expect((await outcome).failed).toBe('no response within 3 seconds');
  expect(performance.now() - before).toBeGreaterThan(2900);
  expect(performance.now() - before).toBeLessThan(4500);
});

test('unknown ids and tokens are refused with 10062', async () => {
  const { frame } = await ask();
  for (const path of [`/interactions/1/${frame.d.token}/callback`, `/interactions/${frame.d.id}/other/callback`]) {
    const { status, body } = await request(loopback, 'POST', path, say('x'));
    expect({ status, code: body.code }).toEqual({ status: 404, code: 10062 });
  }
});

test('before the acknowledgement there is nothing to read, edit, delete or follow: 10015', async () => {
  const { frame } = await ask();
  const attempts = [
    ['GET', original(frame), undefined],
    ['PATCH', original(frame), { content: 'x' }],
    ['DELETE', original(frame), undefined],
    ['POST', hook(frame), { content: 'x' }],
  ] as const;
  for (const [method, path, sent] of attempts) {
    const { status, body } = await request(loopback, method, path, sent);
    expect({ method, status, code: body.code }).toEqual({ method, status: 404, code: 10015 });
  }
});

test('a deferred reply is thinking until it is edited', async () => {
  const { frame, outcome } = await ask();
  await request(loopback, 'POST', callbackPath(frame), { type: 5, data: { flags: 64 } });
  const thinking = await request(loopback, 'GET', original(frame));
  expect(thinking.body['flags']).toBe(64 | 128);
  await request(loopback, 'PATCH', original(frame), { content: 'Done.' });
  const { message, deferred, failed } = await outcome;
  expect({ failed, deferred, content: message?.content, flags: message?.flags, edited: message?.edited }).toEqual({ failed: null, deferred: true, content: 'Done.', flags: 64, edited: false });
});

test('a deferred reply that is never filled is a failure', async () => {
  const { frame, outcome } = await ask(50);
  await request(loopback, 'POST', callbackPath(frame), { type: 5 });
  expect((await outcome).failed).toBe('deferred, and not completed within 0.05 seconds');
});

test('the first follow-up fills a deferred reply', async () => {
  const { frame, outcome } = await ask();
  await request(loopback, 'POST', callbackPath(frame), { type: 5 });
  await request(loopback, 'POST', hook(frame), { content: 'Filled.' });
  const { message, followUps } = await outcome;
  expect(message?.content).toBe('Filled.');
  expect(followUps).toHaveLength(0);
});

test('edits change only what they name, and can be followed', async () => {
  const { frame, outcome } = await ask();
  await request(loopback, 'POST', callbackPath(frame), { type: 4, data: { content: 'One.', embeds: [{ title: 't' }] } });
  const { message } = await outcome;
  const changed = message?.changed();
  await request(loopback, 'PATCH', original(frame), { content: 'Two.' });
  await changed;
  expect(message).toMatchObject({ content: 'Two.', edited: true });
  expect(message?.embeds).toHaveLength(1);
  const { body } = await request(loopback, 'PATCH', original(frame), { content: '', embeds: [] });
  expect(body.code).toBe(50006);
  const long = await request(loopback, 'PATCH', original(frame), { content: 'x'.repeat(2001) });
  expect(long.body.code).toBe(50035);
  const flagged = await request(loopback, 'PATCH', original(frame), { flags: 64 });
  expect(flagged.body.code).toBe(50035);
});

test('follow-ups can be edited and deleted; what is gone or was never there is 10008', async () => {
  const { frame, outcome } = await ask();
  await request(loopback, 'POST', callbackPath(frame), say('One.'));
  const sent = await request(loopback, 'POST', hook(frame), { content: 'Two.' });
  checkMessage(sent.body);
  const path = `${hook(frame)}/messages/${sent.body['id'] as string}`;
  expect((await request(loopback, 'PATCH', path, { content: 'Two!' })).body['content']).toBe('Two!');
  const gone = await request(loopback, 'DELETE', path);
  expect({ status: gone.status, type: gone.type }).toEqual({ status: 204, type: null });
  for (const missing of [path, `${hook(frame)}/messages/5`]) {
    const { status, body } = await request(loopback, 'PATCH', missing, { content: 'x' });
    expect({ status, code: body.code }).toEqual({ status: 404, code: 10008 });
  }
  expect((await outcome).followUps.map(({ content, deleted }) => ({ content, deleted }))).toEqual([{ content: 'Two!', deleted: true }]);
});

test('a deleted reply is gone: 10008', async () => {
  const { frame, outcome } = await ask();
  await request(loopback, 'POST', callbackPath(frame), say('One.'));
  await request(loopback, 'DELETE', original(frame));
  const { body } = await request(loopback, 'GET', original(frame));
  expect(body.code).toBe(10008);
  expect((await outcome).message?.deleted).toBe(true);
});

test('a token that is over or made up is refused with 50027, another application with 10015', async () => {
  await loopback.close();
  await start({ tokenLifetimeMs: 100 });
  const { frame } = await ask();
  await request(loopback, 'POST', callbackPath(frame), say('One.'));
  const elsewhere = await request(loopback, 'GET', `/webhooks/999999999999999999/${frame.d.token}/messages/@original`);
  expect({ status: elsewhere.status, code: elsewhere.body.code }).toEqual({ status: 404, code: 10015 });
  expect((await request(loopback, 'GET', original(frame))).status).toBe(200);
  await new Promise((resolve) => setTimeout(resolve, 150));
  for (const path of [original(frame), `/webhooks/${loopback.applicationId}/made-up/messages/@original`]) {
    const { status, body } = await request(loopback, 'PATCH', path, { content: 'x' });
    expect({ status, code: body.code }).toEqual({ status: 401, code: 50027 });
  }
});

test('suggestions are given once and keep to their limits', async () => {
  const typing = loopback.autocomplete({ name: 'ask', option: 'question', partial: 'wh' });
  const frame = await bot.next();
  expect(frame.d).toMatchObject({ type: 4, data: { options: [{ name: 'question', value: 'wh', focused: true }] } });
  const choice = (name: string, value: unknown = 'v'): object => ({ name, value });
  const refused: [number, object][] = [
    [8, { choices: Array(26).fill(choice('n')) }],
    [8, { choices: [choice('')] }],
    [8, { choices: [choice('x'.repeat(101))] }],
    [8, { choices: [choice('n', 'x'.repeat(101))] }],
    [8, { choices: [choice('n', 5)] }],
    [8, {}],
    [4, { content: 'no message here' }],
    [5, {}],
  ];
  for (const [type, data] of refused) {
    const { status, body } = await request(loopback, 'POST', callbackPath(frame), { type, data });
    expect({ data, status, code: body.code }).toEqual({ data, status: 400, code: 50035 });
  }
  expect((await request(loopback, 'POST', callbackPath(frame), { type: 8, data: { choices: [choice('What', 'w')] } })).status).toBe(204);
  expect(await typing).toMatchObject({ failed: null, choices: [{ name: 'What', value: 'w' }] });
  expect((await request(loopback, 'POST', hook(frame), { content: 'x' })).body.code).toBe(10015);
});

test('suggestions too late are a failure', async () => {
  await loopback.close();
  await start({ deadlineMs: 50 });
  const suggestions = await loopback.autocomplete({ name: 'ask', option: 'question', partial: '' });
  expect(suggestions).toMatchObject({ failed: 'Loading options failed', choices: [] });
});

test('a wrong token is 401 on every route that needs the bot', async () => {
  const paths = ['/gateway/bot', '/users/@me', '/applications/@me', '/oauth2/applications/@me', `/applications/${loopback.applicationId}/commands`, '/nothing'];
  for (const path of paths) {
    const { status, body } = await request(loopback, 'GET', path, undefined, 'wrong');
    expect({ path, status, body }).toEqual({ path, status: 401, body: { message: '401: Unauthorized', code: 0 } });
  }
});

test('unknown routes are 404, unknown methods 405, both of code 0', async () => {
  for (const path of ['/nothing', '/guilds/1', '/webhooks/1', '/interactions/1/2', `/applications/${loopback.applicationId}/emojis`, '/gateway/bot/more']) {
    const { status, body } = await request(loopback, 'GET', path);
    expect({ path, status, code: body.code }).toEqual({ path, status: 404, code: 0 });
  }
  for (const path of ['/gateway', '/users/@me', '/interactions/1/2/callback', `/applications/${loopback.applicationId}/commands`]) {
    const { status, body } = await request(loopback, 'DELETE', path);
    expect({ path, status, code: body.code }).toEqual({ path, status: 405, code: 0 });
  }
});

test('closing ends those who wait', async () => {
  const { outcome } = await ask();
  await loopback.close();
  expect((await outcome).failed).not.toBeNull();
  await expect(fetch(loopback.apiUrl)).rejects.toThrow();
});
