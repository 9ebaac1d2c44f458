import { Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { defineCommand, reply, type Context } from '../../../src/command.ts';
import { loadCommands } from '../../../src/commands.ts';
import { readConfig } from '../../../src/config.ts';
import { startDiscord, type DiscordHost } from '../../../src/hosts/discord/host.ts';
import { startLoopback, type Loopback } from '../../../src/hosts/loopback/loopback.ts';
import type { ShownMessage } from '../../../src/hosts/loopback/message.ts';
import type { Outcome } from '../../../src/hosts/loopback/outcome.ts';
import type { OptionValues } from '../../../src/hosts/loopback/user-options.ts';
import type { OriginStatus, Origins } from '../../../src/origins/port.ts';
import { openSqliteStore } from '../../../src/store/sqlite.ts';
import { contextOf } from '../../support/context.ts';
import { checkBody } from '../../support/discord-schema.ts';
import { failing, MemoryOrigins, NOT_FOUND, origin } from '../../support/origins.ts';
import { temporaryFolder } from '../../support/process.ts';

const TOKEN = 'test.token.1';
const OWNER = '300000000000000007';
const FEED = 'https://example.org/feed';
const GONE = 'https://gone.example/feed';

/** Shows a button to all that is an owner's to press. */
const poster = defineCommand({
  name: 'poster',
  description: 'A button for all',
  options: {},
  run: async () => reply({ heading: 'x', actions: [{ label: 'Refresh', command: 'archive refresh', options: {} }], data: {} }),
});

let loopback: Loopback;
let host: DiscordHost;
let state: Awaited<ReturnType<typeof temporaryFolder>>;
let context: Context & { origins: Origins };
const logged: string[] = [];

beforeAll(async () => {
  // Interactions end sooner than on Discord, so that a late reply is seen.
  loopback = await startLoopback({ token: TOKEN, tokenLifetimeMs: 2_500 });
  state = await temporaryFolder();
  const origins = new MemoryOrigins();
  context = { ...(await contextOf(await openSqliteStore(`${state.path}/s.sqlite`), [...(await loadCommands()), poster])), origins };
  const sink = new Writable({ write: (chunk: Buffer, _encoding, done) => { logged.push(chunk.toString()); done(); } });
  host = await startDiscord(readConfig({ DISCORD_API_URL: loopback.apiUrl, OWNER_IDS: `300000000000000006,${OWNER}` }), TOKEN, context, pino({}, sink));
});
afterAll(async () => {
  await host.stop();
  await context.store.close();
  await loopback.close();
  await state.remove();
});
beforeEach(() => { context.origins = new MemoryOrigins([origin(FEED), failing(GONE)], { [GONE]: NOT_FOUND }); });

interface Act {
  readonly options?: OptionValues;
  readonly userId?: string;
  readonly guildId?: null;
}

async function archive(subcommand: string, act: Act = {}): Promise<string> {
  return seen(await loopback.command({ name: 'archive', subcommand, userId: OWNER, ...act }));
}

/** What the user sees; it is for them alone. */
function seen({ failed, message }: Outcome): string {
  expect(failed).toBeNull();
  expect(message?.ephemeral).toBe(true);
  return embedsOf(message);
}

function embedsOf(message: ShownMessage | null): string {
  // Drawn as the client does, without the escapes.
  return JSON.stringify(message?.embeds ?? []).replaceAll('\\\\', '');
}

const ids = async (): Promise<readonly string[]> => (await context.origins.status()).map(({ id }: OriginStatus) => id);

describe('/archive on Discord', () => {
  it('is registered with its subcommands and their options', () => {
    const options = loopback.commands.find('archive', 1, null)?.['options'] as { type: number; name: string; options?: { name: string; autocomplete?: boolean; required?: boolean }[] }[];
    expect(options.map(({ type, name }) => [type, name])).toEqual([[1, 'status'], [1, 'add'], [1, 'remove'], [1, 'refresh']]);
    expect(options[2]?.options).toMatchObject([{ name: 'origin', required: true, autocomplete: true }, { name: 'articles', type: 5 }]);
  });

  it('does for an owner what it says', async () => {
    expect(await archive('status')).toMatch(/2 origins: 1 failing, 1 current.*https:\/\/gone\.example\/feed/u);
    expect(await archive('add', { options: { address: 'https://new.example/feed' } })).toMatch(/3 articles added/u);
    expect(await archive('refresh', { options: { origin: FEED } })).toContain('Nothing is new');
    expect(await archive('refresh')).toContain('3 origins asked: 2 unchanged, 1 failed.');
    expect(await archive('remove', { options: { origin: FEED, articles: true } })).toContain('3 articles were removed');
    expect(await ids()).toEqual([GONE, 'https://new.example/feed']);
    expect(await archive('add', { options: { address: '/etc' } })).toContain('Folders are listed in origins.yaml');
  });

  it('lets a member of a server look, and change nothing, whatever their permissions', async () => {
    const member = { userId: '300000000000000009', permissions: String(1n << 3n) };
    expect(await archive('status', member)).toMatch(/1 failing.*It is not at its address/u);
    const before = await ids();
    for (const [subcommand, options] of [['add', { address: 'https://new.example/' }], ['remove', { origin: FEED }], ['refresh', {}]] as const) {
      expect(await archive(subcommand, { ...member, options })).toMatch(/Only an owner .*OWNER_IDS/u);
    }
    expect(await ids()).toEqual(before);
  });

  it('does nothing in direct messages but for an owner', async () => {
    expect(await archive('status', { userId: '300000000000000009', guildId: null })).toContain('direct messages');
    expect(await archive('add', { userId: '300000000000000009', guildId: null, options: { address: FEED } })).toContain('Only an owner');
    expect(await archive('status', { guildId: null })).toContain('2 origins');
  });

  it('offers origins to owners alone', async () => {
    for (const subcommand of ['remove', 'refresh']) {
      const type = async (userId: string): Promise<unknown> => (await loopback.autocomplete({ name: 'archive', subcommand, option: 'origin', partial: 'gone', userId })).choices;
      expect(await type(OWNER)).toEqual([{ name: GONE, value: GONE }]);
      expect(await type('300000000000000009')).toEqual([]);
    }
  });

  it('has buttons that call its subcommands, and are refused to others too', async () => {
    const { message } = await loopback.command({ name: 'archive', subcommand: 'status', userId: OWNER });
    if (message === null) throw new Error('no message');
    const pressed = seen(await loopback.press(message, `Try again: ${GONE}`, { userId: OWNER }));
    expect(pressed).toMatch(/Nothing came\. .*404/u);
    expect(seen(await loopback.press(message, 'Refresh all', { userId: OWNER }))).toContain('2 origins asked');
    const [button] = (message.components as { components: { custom_id: string }[] }[])[0]?.components ?? [];
    if (button === undefined) throw new Error('no button');
    expect(button.custom_id).toBe('archive.refresh?');
    button.custom_id = 'archive.fly?';
    expect(seen(await loopback.press(message, 'archive.fly?', { userId: OWNER }))).toContain('no command /archive fly any more');
    const { message: shown } = await loopback.command({ name: 'poster', userId: OWNER });
    if (shown === null) throw new Error('no message');
    expect(seen(await loopback.press(shown, 'Refresh', { userId: '300000000000000009' }))).toContain('Only an owner');
  });

  it('shows 300 long, failing origins within Discord’s limits, and how many more there are', async () => {
    const long = (place: number): OriginStatus => failing(`https://example.org/${String(place)}/${'*_`<@1>'.repeat(50)}`, { ...NOT_FOUND, message: '**m** @everyone '.repeat(40), remedy: '_r_ '.repeat(100) });
    context.origins = new MemoryOrigins(Array.from({ length: 300 }, (_, place) => long(place)));
    expect(await archive('status')).toMatch(/300 origins: 300 failing.*280 more origins are not shown.*details more did not fit/u);
    expect(await archive('refresh')).toMatch(/300 origins asked: 300 failed/u);
  });

  it('ends quietly when the reply comes after its interaction is over', async () => {
    context.origins.refresh = async () => sleep(3_000).then(() => []);
    const { deferred } = await loopback.command({ name: 'archive', subcommand: 'refresh', userId: OWNER, settleMs: 100 });
    expect(deferred).toBe(true);
    await expect.poll(() => logged.join(''), { timeout: 3_000 }).toContain('after its interaction had ended');
    expect(logged.join('')).not.toContain('"level":50');
    expect(await archive('status')).toContain('2 origins');
  });

  it('sent only bodies that fit Discord’s schema, and that it took', () => {
    for (const sent of loopback.bodies) checkBody(sent);
    expect(loopback.bodies.filter(({ status }) => status >= 400).map(({ status }) => status)).toEqual([401]);
    expect(loopback.unknownKeys).toEqual([]);
  });
});

describe('/archive where no owner is set', () => {
  it('says how to set one', async () => {
    await host.stop();
    const unowned = await startDiscord(readConfig({ DISCORD_API_URL: loopback.apiUrl }), TOKEN, context, pino({ level: 'silent' }));
    expect(await archive('add', { options: { address: FEED } })).toContain(`(yours is ${OWNER}) into .env as OWNER_IDS`);
    await unowned.stop();
  });
});
