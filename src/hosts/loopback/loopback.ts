import type { AddressInfo } from 'node:net';
import { CommandRegistry } from './command-registry.ts';
import { Desk } from './desk.ts';
import type { Form } from './form.ts';
import { Gateway } from './gateway.ts';
import type { Session } from './gateway-session.ts';
import type { JsonObject } from './json.ts';
import { createRestServer, type SentBody } from './rest-server.ts';
import { snowflakes } from './snowflake.ts';
import { SimulatedUsers } from './user.ts';
import { applicationJson, botJson, guildJson } from './discord-objects.ts';
import { World, type WorldOptions } from './world.ts';

export interface LoopbackOptions {
  /** The bot's token: any other is refused, by REST and gateway. */
  readonly token: string;
  readonly applicationId?: string;
  /** The servers that the bot is in. Default: one. Empty: direct messages alone. */
  readonly guilds?: WorldOptions['guilds'];
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
  readonly guildIds: readonly string[];
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
  /** Ends every connection, timer and waiting user; then nothing of it keeps the process alive. */
  close(): Promise<void>;
}

const defaultApplicationId = '100000000000000001';
const defaultGuildId = '200000000000000001';
const quarterHourMs = 15 * 60 * 1000;
const guildsIntent = 1;

export async function startLoopback(options: LoopbackOptions): Promise<Loopback> {
  const { token, applicationId = defaultApplicationId, guilds = [{ id: defaultGuildId }] } = options;
  const { deadlineMs = 3000, tokenLifetimeMs = quarterHourMs, strict = true, record = true, observe = () => undefined } = options;
  const newId = snowflakes();
  const world = new World({ applicationId, guilds });
  const registry = new CommandRegistry(applicationId, world.guilds.map(({ id }) => id), newId);
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
    gatewayUrl: () => gatewayUrl,
    record: (sent) => { if (record) bodies.push(sent); },
    observe,
  });
  const gateway = new Gateway(server, { token, greeting: (session) => greeting(session, world, gatewayUrl) });
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
    guildIds: world.guilds.map(({ id }) => id),
    gateway,
    commands: registry,
    bodies,
    unknownKeys,
    command: (call) => users.command(call),
    autocomplete: (call) => users.autocomplete(call),
    messageCommand: (call) => users.messageCommand(call),
    userCommand: (call) => users.userCommand(call),
    write: (content, call) => users.write(content, call),
    press: (message, wanted, call) => users.press(message, wanted, call),
    select: (message, customId, values, call) => users.select(message, customId, values, call),
    submit: (outcome, values, settleMs) => users.submit(outcome, values, settleMs),
    close: async () => {
      desk.close();
      gateway.close();
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function greeting(session: Session, world: World, url: string): [string, JsonObject][] {
  const { applicationId, guilds } = world;
  const ready = {
    v: 10,
    user: { ...botJson(applicationId), verified: true, mfa_enabled: false, email: null, flags: 0 },
    session_type: 'normal',
    session_id: session.id,
    resume_gateway_url: url,
    shard: session.identity.shard,
    guilds: guilds.map(({ id }) => ({ id, unavailable: true })),
    application: { id: applicationId, flags: applicationJson(applicationId)['flags'] },
    private_channels: [],
    relationships: [],
    presences: [],
    guild_join_requests: [],
    _trace: [],
  };
  const wantsGuilds = (session.identity.intents & guildsIntent) !== 0;
  const created = wantsGuilds ? guilds.map((guild): [string, JsonObject] => ['GUILD_CREATE', guildJson(guild, applicationId)]) : [];
  return [['READY', ready], ...created];
}
