import type { AddressInfo } from 'node:net';
import { CommandRegistry } from './command-registry.ts';
import { Desk } from './desk.ts';
import type { Form } from './form.ts';
import { Gateway } from './gateway.ts';
import type { Session } from './gateway-session.ts';
import type { JsonObject } from './json.ts';
import { createRestServer, type SentBody } from './rest-server.ts';
import { Shelf } from './shelf.ts';
import { shardOf, snowflakes } from './snowflake.ts';
import { SimulatedUsers } from './user.ts';
import { applicationJson, botJson, guildJson } from './discord-objects.ts';
import { World, type WorldOptions } from './world.ts';

export interface LoopbackOptions {
  /** The bot's token: any other is refused, by REST and gateway. */
  readonly token: string;
  readonly applicationId?: string;
  /** The servers that the bot is in. Default: one. Empty: direct messages alone. */
  readonly guilds?: WorldOptions['guilds'];
  /** Servers that the bot is not in, where people use what they installed for themselves. Default: one. */
  readonly otherGuilds?: WorldOptions['otherGuilds'];
  /** Where the application can be installed, as its owner set it: 0 servers, 1 people. Default: both. */
  readonly integrationTypes?: readonly number[];
  readonly deadlineMs?: number;
  readonly tokenLifetimeMs?: number;
  /** Refuse keys that Discord would silently ignore. Default true; they are in `unknownKeys` either way. */
  readonly strict?: boolean;
  /** Keep every body that the bot sends. Default true; a long benchmark turns it off. */
  readonly record?: boolean;
  /** Told of every request that the bot makes, when it has been answered. */
  readonly observe?: (sent: SentBody) => void;
}

/** A running stand-in for Discord, on 127.0.0.1. */
export interface Loopback {
  /** For `rest.api` of a discord.js client. */
  readonly apiUrl: string;
  readonly token: string;
  readonly applicationId: string;
  /** Of the servers that the bot is in. */
  readonly guildIds: readonly string[];
  readonly otherGuildIds: readonly string[];
  readonly gateway: Gateway;
  readonly commands: CommandRegistry;
  /** Every request with a body, in order. */
  readonly bodies: readonly SentBody[];
  /** Places of keys that Discord does not know, in order. */
  readonly unknownKeys: readonly string[];
  readonly command: SimulatedUsers['command'];
  readonly autocomplete: SimulatedUsers['autocomplete'];
  readonly messageCommand: SimulatedUsers['messageCommand'];
  readonly userCommand: SimulatedUsers['userCommand'];
  readonly write: SimulatedUsers['write'];
  readonly press: SimulatedUsers['press'];
  readonly select: SimulatedUsers['select'];
  readonly submit: SimulatedUsers['submit'];
  /** A server removes the bot; or, with `outage`, Discord loses the server from sight, as it tells bots in the same event. */
  removeBot(guildId: string, how?: { readonly outage?: boolean }): void;
  /** Ends every connection, timer and waiting user; then nothing of it keeps the process alive. */
  close(): Promise<void>;
}

const defaultApplicationId = '100000000000000001';
const defaultGuildId = '200000000000000001';
const defaultOtherGuildId = '210000000000000001';
const quarterHourMs = 15 * 60 * 1000;
const guildsIntent = 1;

export async function startLoopback(options: LoopbackOptions): Promise<Loopback> {
  const { token, applicationId = defaultApplicationId, guilds = [{ id: defaultGuildId }], otherGuilds = [{ id: defaultOtherGuildId, name: 'Elsewhere' }], integrationTypes = [0, 1] } = options;
  const { deadlineMs = 3000, tokenLifetimeMs = quarterHourMs, strict = true, record = true, observe = () => undefined } = options;
  const newId = snowflakes();
  const world = new World({ applicationId, guilds, otherGuilds });
  const registry = new CommandRegistry({ applicationId, integrationTypes, isIn: (id) => world.guilds.some((guild) => guild.id === id), newId });
  const shelf = new Shelf(() => `http://127.0.0.1:${port}`, newId);
  const desk = new Desk({ applicationId, deadlineMs, tokenLifetimeMs, newId });
  const bodies: SentBody[] = [];
  const unknownKeys: string[] = [];
  const conclude = (form: Form): void => {
    unknownKeys.push(...form.unknownKeys);
    if (strict) form.refuseUnknownKeys();
    form.throwIfFailed();
  };
  const server = createRestServer({
    token,
    applicationId,
    newId,
    conclude,
    desk,
    registry,
    shelf,
    integrationTypes,
    gatewayUrl: () => gatewayUrl,
    record: (sent) => { if (record) bodies.push(sent); },
    observe,
  });
  const gateway = new Gateway(server, { token, greeting: (session) => greeting(session, { world, url: gatewayUrl, integrationTypes }) });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  const gatewayUrl = `ws://127.0.0.1:${port}`;
  const users = new SimulatedUsers({ world, registry, desk, gateway, deadlineMs, newId });
  return {
    apiUrl: `http://127.0.0.1:${port}/api`,
    token,
    applicationId,
    get guildIds() { return world.guilds.map(({ id }) => id); },
    otherGuildIds: world.otherGuilds.map(({ id }) => id),
    gateway,
    commands: registry,
    bodies,
    unknownKeys,
    ...actsOf(users),
    removeBot: removal(world, gateway),
    close: async () => {
      desk.close();
      gateway.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function removal(world: World, gateway: Gateway): Loopback['removeBot'] {
  return (guildId, { outage = false } = {}) => {
    world.leave(guildId, outage);
    gateway.dispatch('GUILD_DELETE', { id: guildId, ...(outage && { unavailable: true }) }, guildId, guildsIntent);
  };
}

type Acts = Pick<Loopback, 'command' | 'autocomplete' | 'messageCommand' | 'userCommand' | 'write' | 'press' | 'select' | 'submit'>;

function actsOf(users: SimulatedUsers): Acts {
  return {
    command: (call) => users.command(call),
    autocomplete: (call) => users.autocomplete(call),
    messageCommand: (call) => users.messageCommand(call),
    userCommand: (call) => users.userCommand(call),
    write: (content, call) => users.write(content, call),
    press: (message, wanted, call) => users.press(message, wanted, call),
    select: (message, customId, values, call) => users.select(message, customId, values, call),
    submit: (outcome, values, settleMs) => users.submit(outcome, values, settleMs),
  };
}

interface Greeting {
  readonly world: World;
  readonly url: string;
  readonly integrationTypes: readonly number[];
}

function greeting(session: Session, { world, url, integrationTypes }: Greeting): [string, JsonObject][] {
  const { applicationId, guilds } = world;
  const own = guilds.filter(({ id }) => shardOf(id, session.identity.shard[1]) === session.identity.shard[0]);
  const ready = {
    v: 10,
    user: { ...botJson(applicationId), verified: true, mfa_enabled: false, email: null, flags: 0 },
    session_type: 'normal',
    session_id: session.id,
    resume_gateway_url: url,
    shard: session.identity.shard,
    guilds: own.map(({ id }) => ({ id, unavailable: true })),
    application: { id: applicationId, flags: applicationJson(applicationId, integrationTypes)['flags'] },
    private_channels: [],
    relationships: [],
    presences: [],
    guild_join_requests: [],
    _trace: [],
  };
  const wantsGuilds = (session.identity.intents & guildsIntent) !== 0;
  const created = wantsGuilds ? own.filter(({ id }) => world.isAvailable(id)).map((guild): [string, JsonObject] => ['GUILD_CREATE', guildJson(guild, applicationId)]) : [];
  return [['READY', ready], ...created];
}
