import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { REST } from 'discord.js';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { defineCommand, defineCommandGroup, reply, type Callable, type Command, type Context } from '../../../src/command.ts';
import { loadCommands } from '../../../src/commands.ts';
import { readConfig, type Config } from '../../../src/config.ts';
import { startDiscord, type DiscordHost } from '../../../src/hosts/discord/host.ts';
import { registerCommands } from '../../../src/hosts/discord/register.ts';
import { loadLanguages } from '../../../src/words/words.ts';
import { startLoopback, type Loopback } from '../../../src/hosts/loopback/loopback.ts';
import { openSqliteStore } from '../../../src/store/sqlite.ts';
import { contextOf } from '../../support/context.ts';
import { temporaryFolder } from '../../support/process.ts';

const TOKEN = 'test.token.1';

let loopback: Loopback;
let state: Awaited<ReturnType<typeof temporaryFolder>>;
let context: Context;
let commands: readonly Command[];

beforeAll(async () => {
  loopback = await startLoopback({ token: TOKEN });
  state = await temporaryFolder();
  commands = await loadCommands();
  context = await contextOf(await openSqliteStore(`${state.path}/s.sqlite`), commands);
});
afterAll(async () => {
  await context.store.close();
  await loopback.close();
  await state.remove();
});

describe('registering commands', () => {
  const rest = (): REST => new REST({ api: loopback.apiUrl, version: '10' }).setToken(TOKEN);
  const register = async (wanted: readonly Command[], guild: string | null = null): Promise<boolean> => registerCommands(rest(), loopback.applicationId, guild, wanted, await loadLanguages());
  const ask = (parts: Partial<Callable> = {}): Callable => ({
    ...defineCommand({
      name: 'ask',
      description: 'Ask',
      options: { question: { type: 'string', description: 'What', required: true, maxLength: 100 }, count: { type: 'integer', description: 'How many', min: 1, max: 5 }, quiet: { type: 'boolean', description: 'To you alone' } },
      run: async () => reply({ heading: 'x', data: {} }),
    }),
    ...parts,
  });

  it('happens when Discord has none, and not again although Discord gives them back with fields of its own', async () => {
    expect(await register(commands)).toBe(true);
    const [kept] = loopback.commands.list(null);
    for (const field of ['id', 'version', 'application_id', 'nsfw', 'contexts', 'integration_types', 'name_localizations']) expect(kept).toHaveProperty(field);
    expect(await register(commands)).toBe(false);
    expect(await register(commands.toReversed())).toBe(false);
  });

  it('in one server is apart from those everywhere', async () => {
    const [guild = ''] = loopback.guildIds;
    expect(await register([ask()], guild)).toBe(true);
    expect(await register([ask()], guild)).toBe(false);
    expect(await register(commands)).toBe(false);
  });

  it('of a group goes by its subcommands and their options', async () => {
    const shelf = (...subcommands: Callable[]): Command => defineCommandGroup({ name: 'shelf', description: 'Shelves', subcommands });
    expect(await register([shelf(ask(), ask({ name: 'tidy', options: {} }))])).toBe(true);
    expect(await register([shelf(ask(), ask({ name: 'tidy', options: {} }))])).toBe(false);
    expect(await register([shelf(ask(), ask({ name: 'tidy', options: { deep: { type: 'boolean', description: 'Wholly' } } }))])).toBe(true);
    expect(await register([shelf(ask())])).toBe(true);
    expect(await register([ask({ name: 'shelf' })])).toBe(true);
    expect(await register([shelf(ask())])).toBe(true);
  });

  it.each<[string, Command]>([
    ['a description', ask({ description: 'Ask anything' })],
    ['an option that went', ask({ options: {} })],
    ['an option that is required now', ask({ options: { question: { type: 'string', description: 'What', required: true, maxLength: 100 }, count: { type: 'integer', description: 'How many', required: true, min: 1, max: 5 }, quiet: { type: 'boolean', description: 'To you alone' } } })],
    ['a limit', ask({ options: { ...ask().options, count: { type: 'integer', description: 'How many', min: 1, max: 6 } } })],
    ['suggestions', ask({ options: { ...ask().options, question: { type: 'string', description: 'What', required: true, maxLength: 100, suggest: async () => [] } } })],
    ['its name', ask({ name: 'enquire' })],
  ])('happens again when %s differs', async (_what, changed) => {
    await register([ask()]);
    expect(await register([changed])).toBe(true);
    expect(await register([changed])).toBe(false);
  });
});

describe('going online', () => {
  const silent = pino({ level: 'silent' });
  const start = async (config: Config, withinMs?: number): Promise<DiscordHost> => startDiscord(config, TOKEN, context, silent, withinMs === undefined ? {} : { onlineWithinMs: withinMs });

  it('is given up with a remedy when the API answers and the gateway does not', async () => {
    // Port 9 is nobody's: every connection is refused, and discord.js would try for ever.
    const bot = { url: 'ws://127.0.0.1:9', shards: 1, session_start_limit: { total: 9, remaining: 9, reset_after: 1, max_concurrency: 1 } };
    const server = createServer((_request, response) => { response.setHeader('content-type', 'application/json').end(JSON.stringify(bot)); });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`;
    await expect(start(readConfig({ DISCORD_API_URL: api }), 1_200)).rejects.toMatchObject({ type: 'config', message: expect.stringMatching(/gateway was not reached/u) as string, remedy: expect.stringMatching(/WebSocket/u) as string });
    server.closeAllConnections();
    server.close();
  });

  it('ends for good when the token is taken back, with what to do', async () => {
    const host = await start(readConfig({ DISCORD_API_URL: loopback.apiUrl }));
    loopback.gateway.revoke();
    expect(await host.dismissed).toMatchObject({ type: 'config', message: expect.stringMatching(/ended the session/u) as string, remedy: expect.stringMatching(/Reset Token/u) as string });
    await host.stop();
  });
});
