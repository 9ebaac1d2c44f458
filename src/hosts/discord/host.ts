import { setTimeout as sleep } from 'node:timers/promises';
import { Client, Events, GatewayIntentBits, OAuth2Scopes, Status } from 'discord.js';
import type { Logger } from 'pino';
import type { Context } from '../../command.ts';
import type { Config } from '../../config.ts';
import type { Fault } from '../../errors.ts';
import type { Observer } from '../observer.ts';
import { attend } from './attend.ts';
import type { Desk } from './desk.ts';
import { handleInteraction } from './interactions.ts';
import { dismissal, gatewayFault, loginFault } from './login.ts';
import { registerCommands } from './register.ts';
import { Shares } from './shares.ts';
import { forgetLeftServers, KEEP_LITTLE } from './servers.ts';

export interface DiscordHost {
  /** For the server's owner to open: adds the bot with the least it needs. */
  readonly inviteLink: string;
  /** Resolves with the reason when Discord refuses the bot for good (a token taken back): it will not come back by itself. */
  readonly dismissed: Promise<Fault>;
  /** Waits for answers under way, then leaves the gateway. */
  stop(): Promise<void>;
}

/** A gateway that is not reached at start within this time is told; once online, the bot tries for ever. */
const ONLINE_WITHIN_MS = 30_000;
/** A fetch under way may take minutes: what has not answered by then is not waited for when the bot stops. */
const FINISH_WITHIN_MS = 10_000;

interface Options {
  readonly onlineWithinMs?: number;
  /** Told of what is answered, and how to ask for the connection. */
  readonly observer?: Observer | null;
  /** False for a stand-in Discord, which knows nothing of the servers of which something is kept. */
  readonly knowsServers?: boolean;
}

/** Goes online and answers until stopped; reconnects by itself. Rejects with a `Fault` when it cannot log in. */
export async function startDiscord(config: Config, token: string, context: Context, log: Logger, { onlineWithinMs = ONLINE_WITHIN_MS, observer = null, knowsServers = true }: Options = {}): Promise<DiscordHost> {
  const client = new Client({
    // Tells when a server removes the bot. Commands need none; no message is ever read.
    intents: [GatewayIntentBits.Guilds],
    ...KEEP_LITTLE,
    allowedMentions: { parse: [], repliedUser: false },
    // Bodies are written as Discord spells them; turning every key into snake case costs as much as drawing the reply.
    jsonTransformer: (body) => body,
    ...(config.discordApiUrl !== null && { rest: { api: config.discordApiUrl, version: '10' } }),
  });
  const desk: Desk = { context, ownerIds: new Set(config.ownerIds), log, shares: new Shares() };
  const underWay = new Set<Promise<void>>();
  observer?.discord(() => client.ws.shards.size > 0 && client.ws.shards.every(({ status }) => status === Status.Ready));
  const handle = attend(async (interaction, note) => handleInteraction(interaction, desk, note), { ...config, commands: context.commands }, log, observer);
  client.on(Events.InteractionCreate, (interaction) => {
    const work = handle(interaction).finally(() => underWay.delete(work));
    underWay.add(work);
  });
  watch(client, log);
  if (knowsServers && context.state !== null) forgetLeftServers(client, context.state, log);
  const dismissed = new Promise<Fault>((resolve) => {
    // Raised only when discord.js will not come back by itself; `Events.Invalidated` is never raised in 14.28.
    client.once(Events.ShardDisconnect, ({ code }) => { resolve(dismissal(code)); });
  });
  try {
    await goOnline(client, token, onlineWithinMs);
    if (!client.isReady()) throw new Error('the client was not ready after ClientReady');
    const changed = await registerCommands(client.rest, client.application.id, config.discordGuildId, context.commands, context.languages);
    log.info({ changed, guild: config.discordGuildId }, 'commands registered');
  } catch (error) {
    await client.destroy();
    throw loginFault(error, config);
  }
  return {
    inviteLink: client.generateInvite({ scopes: [OAuth2Scopes.Bot, OAuth2Scopes.ApplicationsCommands] }),
    dismissed,
    stop: async () => {
      client.removeAllListeners(Events.InteractionCreate);
      await Promise.race([Promise.allSettled(underWay), sleep(FINISH_WITHIN_MS, undefined, { ref: false })]);
      await client.destroy();
    },
  };
}

async function goOnline(client: Client, token: string, withinMs: number): Promise<void> {
  const ready = new Promise<void>((resolve) => { client.once(Events.ClientReady, () => { resolve(); }); });
  const online = client.login(token).then(async () => ready);
  const patience = new AbortController();
  const late = sleep(withinMs, undefined, { signal: patience.signal }).then(() => { throw gatewayFault(withinMs); });
  try {
    await Promise.race([online, late]);
  } finally {
    // Whichever of the two is left must not end the process as an unhandled rejection.
    for (const left of [online, late]) left.catch(() => undefined);
    patience.abort();
  }
}

/** Listeners keep connection errors from ending the process; discord.js reconnects. */
function watch(client: Client, log: Logger): void {
  client.on(Events.Error, (error) => { log.error({ err: error }, 'Discord connection error'); });
  client.on(Events.Warn, (message) => { log.warn(message); });
  client.on(Events.ShardError, (error) => { log.warn({ err: error }, 'gateway connection error'); });
  client.on(Events.ShardDisconnect, ({ code }) => { log.warn({ code }, 'gateway closed'); });
  // It tries twice a second: one line tells as much as a thousand.
  let away = false;
  client.on(Events.ShardReconnecting, () => {
    if (!away) log.info('reconnecting to the gateway');
    away = true;
  });
  for (const back of [Events.ShardResume, Events.ShardReady] as const) {
    client.on(back, () => {
      if (away) log.info('back on the gateway');
      away = false;
    });
  }
}
