import { afterEach, beforeEach, expect, test } from 'vitest';
import { startLoopback, type Loopback } from '../../../src/hosts/loopback/loopback.ts';
import { RawBot } from './raw-bot.ts';

let loopback: Loopback;

beforeEach(async () => {
  loopback = await startLoopback({ token: 'right' });
  loopback.commands.put(null, [{ name: 'ask', description: 'Ask' }], (form) => { form.throwIfFailed(); });
});
afterEach(() => loopback.close());

const identify = (one: object = {}): object => ({ token: 'right', intents: 0, properties: { os: 'test' }, ...one });

test('a heartbeat is acknowledged, READY names the session and the guilds', async () => {
  const bot = await RawBot.connect(loopback);
  bot.send(1, null);
  expect((await bot.next()).op).toBe(11);
  bot.send(2, identify());
  const ready = await bot.next();
  expect(ready).toMatchObject({ op: 0, t: 'READY', s: 1, d: { v: 10, user: { bot: true }, guilds: [{ unavailable: true }] } });
  expect(loopback.gateway.identities).toMatchObject([{ intents: 0, shard: [0, 1], properties: { os: 'test' } }]);
});

test('GUILD_CREATE comes to those who ask for guilds', async () => {
  const bot = await RawBot.connect(loopback);
  bot.send(2, identify({ intents: 1 }));
  await bot.next();
  expect(await bot.next()).toMatchObject({ t: 'GUILD_CREATE', d: { id: loopback.guildIds[0] } });
});

test('a server that removes the bot is told to those who ask for guilds, and is in no READY from then on', async () => {
  const [bot, other] = [await RawBot.connect(loopback), await RawBot.online(loopback)];
  const [id = ''] = loopback.guildIds;
  bot.send(2, identify({ intents: 1 }));
  await bot.next();
  await bot.next();
  loopback.removeBot(id);
  expect(await bot.next()).toMatchObject({ t: 'GUILD_DELETE', d: { id } });
  expect(loopback.guildIds).toEqual([]);
  other.send(1, null);
  expect((await other.next()).op).toBe(11);
  const later = await RawBot.connect(loopback);
  later.send(2, identify({ intents: 1 }));
  expect(await later.next()).toMatchObject({ t: 'READY', d: { guilds: [] } });
});

test('a server in an outage is told as such: READY still lists it, and it is not created', async () => {
  const bot = await RawBot.connect(loopback);
  const [id = ''] = loopback.guildIds;
  bot.send(2, identify({ intents: 1 }));
  await bot.next();
  await bot.next();
  loopback.removeBot(id, { outage: true });
  expect(await bot.next()).toMatchObject({ t: 'GUILD_DELETE', d: { id, unavailable: true } });
  const later = await RawBot.connect(loopback);
  later.send(2, identify({ intents: 1 }));
  expect(await later.next()).toMatchObject({ t: 'READY', d: { guilds: [{ id, unavailable: true }] } });
  later.send(1, null);
  expect((await later.next()).op).toBe(11);
});

test.each([
  ['a wrong token', 4004, (bot: RawBot) => { bot.send(2, identify({ token: 'wrong' })); }],
  ['a wrong token on resuming', 4004, (bot: RawBot) => { bot.send(6, { token: 'wrong', session_id: 's', seq: 0 }); }],
  ['the intent for members', 4014, (bot: RawBot) => { bot.send(2, identify({ intents: 1 << 1 })); }],
  ['the intent for presences', 4014, (bot: RawBot) => { bot.send(2, identify({ intents: 1 << 8 })); }],
  ['the intent for message content', 4014, (bot: RawBot) => { bot.send(2, identify({ intents: 1 << 15 })); }],
  ['an intent that there is not', 4013, (bot: RawBot) => { bot.send(2, identify({ intents: 1 << 30 })); }],
  ['a shard out of range', 4010, (bot: RawBot) => { bot.send(2, identify({ shard: [1, 1] })); }],
  ['anything before identifying', 4003, (bot: RawBot) => { bot.send(3, {}); }],
  ['what is no JSON', 4002, (bot: RawBot) => { bot.sendText('hello'); }],
])('%s closes the connection with %i', async (_what, code, act) => {
  const bot = await RawBot.connect(loopback);
  act(bot);
  expect(await bot.closed).toBe(code);
  expect(loopback.gateway.connected).toBe(false);
});

test.each([
  ['identifying twice', 4005, 2],
  ['an operation that there is not', 4001, 99],
])('%s closes the connection with %i', async (_what, code, op) => {
  const bot = await RawBot.online(loopback);
  bot.send(op, identify());
  expect(await bot.closed).toBe(code);
});

test('another version of the gateway is refused with 4012', async () => {
  const bot = await RawBot.connect(loopback, '?v=9&encoding=json');
  expect(await bot.closed).toBe(4012);
});

test('a resumed session gets what it missed, then RESUMED', async () => {
  const first = await RawBot.connect(loopback);
  first.send(2, identify());
  const ready = await first.next();
  loopback.gateway.drop();
  await first.closed;
  const asked = loopback.command({ name: 'ask' });
  const second = await RawBot.connect(loopback);
  second.send(6, { token: 'right', session_id: ready.d['session_id'], seq: ready.s });
  expect(await second.next()).toMatchObject({ t: 'INTERACTION_CREATE', s: 2 });
  expect(await second.next()).toMatchObject({ t: 'RESUMED', s: 3 });
  expect(loopback.gateway.resumes).toBe(1);
  await loopback.close();
  expect((await asked).failed).not.toBeNull();
});

test('resuming is refused with operation 9 once the session is invalid, with 4007 from the future', async () => {
  const bot = await RawBot.connect(loopback);
  bot.send(2, identify());
  const ready = await bot.next();
  const early = await RawBot.connect(loopback);
  early.send(6, { token: 'right', session_id: ready.d['session_id'], seq: 99 });
  expect(await early.closed).toBe(4007);
  loopback.gateway.invalidateSessions();
  expect(await bot.next()).toMatchObject({ op: 9, d: false });
  bot.send(2, identify());
  expect((await bot.next()).t).toBe('READY');
  const late = await RawBot.connect(loopback);
  late.send(6, { token: 'right', session_id: ready.d['session_id'], seq: 1 });
  expect(await late.next()).toMatchObject({ op: 9, d: false });
});

test('a client that says goodbye cannot resume', async () => {
  const bot = await RawBot.connect(loopback);
  bot.send(2, identify());
  const ready = await bot.next();
  bot.close(1000);
  await bot.closed;
  const again = await RawBot.connect(loopback);
  again.send(6, { token: 'right', session_id: ready.d['session_id'], seq: 1 });
  expect(await again.next()).toMatchObject({ op: 9, d: false });
});

test('each interaction goes to the gateway shard of its guild, direct messages to the first', async () => {
  await loopback.close();
  const guilds = [{ id: String(4n << 22n | 200000000000000000n & ~0x7fffffn) }, { id: String((1n << 22n) + (200000000000000000n & ~0x7fffffn)) }];
  loopback = await startLoopback({ token: 'right', guilds });
  loopback.commands.put(null, [{ name: 'ask', description: 'Ask' }], (form) => { form.throwIfFailed(); });
  const bots = await Promise.all([0, 1].map(async (shard) => {
    const bot = await RawBot.connect(loopback);
    bot.send(2, identify({ shard: [shard, 2] }));
    await bot.next();
    return bot;
  }));
  const asked = [guilds[1]?.id, null, guilds[0]?.id].map((guildId) => loopback.command({ name: 'ask', ...(guildId !== undefined && { guildId }) }));
  expect((await bots[1]?.next())?.d['guild_id']).toBe(guilds[1]?.id);
  expect((await bots[0]?.next())?.d['guild_id']).toBeUndefined();
  expect((await bots[0]?.next())?.d['guild_id']).toBe(guilds[0]?.id);
  await loopback.close();
  await Promise.all(asked);
});
