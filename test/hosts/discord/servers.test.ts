import { pino } from 'pino';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { loadCommands } from '../../../src/commands.ts';
import { readConfig } from '../../../src/config.ts';
import type { Context } from '../../../src/command.ts';
import { startDiscord, type DiscordHost } from '../../../src/hosts/discord/host.ts';
import { startLoopback, type Loopback } from '../../../src/hosts/loopback/loopback.ts';
import { openSqliteState } from '../../../src/state/sqlite.ts';
import type { State } from '../../../src/state/state.ts';
import { openSqliteStore } from '../../../src/store/sqlite.ts';
import { contextOf } from '../../support/context.ts';
import { temporaryFolder } from '../../support/process.ts';

const TOKEN = 'test.token.1';
const [LEFT, STAYS] = ['200000000000000001', '210000000000000002'];

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let loopback: Loopback;
let state: State;
let context: Context;
let bot: DiscordHost | null;
beforeEach(async () => {
  folder = await temporaryFolder();
  loopback = await startLoopback({ token: TOKEN, guilds: [{ id: LEFT }, { id: STAYS }] });
  state = await openSqliteState(`${folder.path}/s.state`);
  context = await contextOf(await openSqliteStore(`${folder.path}/s.sqlite`), await loadCommands(), { state });
  bot = null;
  for (const guildId of [LEFT, STAYS, null]) await state.keep({ userId: '7', guildId, kind: 'results', body: {} });
});
afterEach(async () => {
  await bot?.stop();
  await loopback.close();
  await state.close();
  await context.store.close();
  await folder.remove();
});

async function start(knowsServers = true): Promise<void> {
  const config = { ...readConfig({}), discordApiUrl: loopback.apiUrl };
  bot = await startDiscord(config, TOKEN, context, pino({ level: 'silent' }), { knowsServers });
}
const answers = async (guildId: string | null): Promise<boolean> => (await loopback.command({ name: 'help', guildId })).message !== null;
const kept = async (): Promise<unknown[]> => (await state.ofUser('7')).map(({ guildId }) => guildId).toReversed();

it('a server that removes the bot takes its State along; others, and direct messages, keep theirs', async () => {
  await start();
  loopback.removeBot(LEFT);
  await vi.waitFor(async () => { expect(await kept()).toEqual([STAYS, null]); });
  expect(await answers(STAYS)).toBe(true);
});

it('an outage takes nothing, neither when it begins nor when the bot starts meanwhile', async () => {
  await start();
  loopback.removeBot(LEFT, { outage: true });
  // Answered after the event was handled: both come by the same connection.
  expect(await answers(STAYS)).toBe(true);
  expect(await kept()).toEqual([LEFT, STAYS, null]);
  await bot?.stop();
  await start();
  expect(await answers(STAYS)).toBe(true);
  expect(await kept()).toEqual([LEFT, STAYS, null]);
});

it('a server that removed the bot while it was offline takes its State along at the next start', async () => {
  loopback.removeBot(LEFT);
  await start();
  await vi.waitFor(async () => { expect(await kept()).toEqual([STAYS, null]); });
});

it('and so does one that removed it while the connection was lost for good', async () => {
  await start();
  loopback.gateway.invalidateSessions();
  loopback.removeBot(LEFT);
  await vi.waitFor(async () => { expect(await kept()).toEqual([STAYS, null]); }, { timeout: 15_000 });
});

it('a stand-in Discord, as the preview has one, takes nothing from servers that it does not know', async () => {
  loopback.removeBot(LEFT);
  await start(false);
  loopback.removeBot(STAYS);
  expect(await answers(null)).toBe(true);
  expect(await kept()).toEqual([LEFT, STAYS, null]);
});

it('a State that fails does not keep the bot from answering', async () => {
  await state.close();
  await start();
  loopback.removeBot(LEFT);
  expect(await answers(STAYS)).toBe(true);
  state = await openSqliteState(`${folder.path}/s.state`);
  expect(await kept()).toEqual([LEFT, STAYS, null]);
});
