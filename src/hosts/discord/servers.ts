import { Collection, Events, LimitedCollection, type Client, type ClientOptions } from 'discord.js';
import type { Logger } from 'pino';
import type { State } from '../../state/state.ts';

/** discord.js needs these for itself; they hold what GUILD_CREATE tells. */
const NEEDED = new Set(['GuildManager', 'ChannelManager', 'GuildChannelManager', 'RoleManager', 'PermissionOverwriteManager']);

/** Nobody who asked, and nothing that was said, stays in memory. */
export const KEEP_LITTLE: Pick<ClientOptions, 'makeCache' | 'waitGuildTimeout'> = {
  makeCache: ({ name }) => (NEEDED.has(name) ? new Collection() : new LimitedCollection({ maxSize: 0 })),
  // Which servers there are, READY tells; one in an outage would hold up the start for fifteen seconds.
  waitGuildTimeout: 0,
};

/**
 * A server that removes the bot takes its State along: at once, or when the bot is back online. READY lists all servers of a
 * gateway shard, those in an outage too. https://discord.com/developers/docs/events/gateway-events#ready
 */
export function forgetLeftServers(client: Client, state: State, log: Pick<Logger, 'warn'>): void {
  const carefully = (work: () => Promise<unknown>): void => {
    work().catch((error: unknown) => { log.warn({ err: error }, 'what is kept of servers that removed the bot could not be deleted; this is tried again when the bot next goes online'); });
  };
  // An outage comes as another event, GuildUnavailable.
  client.on(Events.GuildDelete, ({ id }) => { carefully(async () => state.forgetGuild(id)); });
  client.on(Events.Raw, (packet: unknown) => {
    const ready = readReady(packet);
    if (ready !== null) carefully(async () => forgetAllBut(ready, state));
  });
}

interface Ready {
  readonly guildIds: ReadonlySet<string>;
  readonly shard: number;
  readonly shards: number;
}

async function forgetAllBut({ guildIds, shard, shards }: Ready, state: State): Promise<void> {
  for (const id of await state.guilds()) {
    // https://discord.com/developers/docs/events/gateway#sharding
    const isOfShard = Number((BigInt(id) >> 22n) % BigInt(shards)) === shard;
    if (isOfShard && !guildIds.has(id)) await state.forgetGuild(id);
  }
}

/** Null for any other event. */
function readReady(packet: unknown): Ready | null {
  const { t, d } = packet as { readonly t?: string; readonly d?: { readonly guilds: readonly { readonly id: string }[]; readonly shard?: readonly [number, number] } };
  if (t !== 'READY' || d === undefined) return null;
  const [shard, shards] = d.shard ?? [0, 1];
  return { guildIds: new Set(d.guilds.map(({ id }) => id)), shard, shards };
}
