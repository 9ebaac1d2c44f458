import { unknownGuild } from './discord-error.ts';

/** A server of the loopback Discord. It has one text channel. */
export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly channelId: string;
}

/** Where an interaction happens: in a guild's channel, or (guild null) in the bot's direct messages. */
export interface Place {
  readonly guild: Guild | null;
  readonly channelId: string;
}

/** Who sits before the simulated client. `permissions`: the member's bits, as a decimal string. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly permissions: string;
}

export interface WorldOptions {
  readonly applicationId: string;
  readonly guilds: readonly { readonly id: string; readonly name?: string; readonly locale?: string }[];
}

/** VIEW_CHANNEL, SEND_MESSAGES, EMBED_LINKS, READ_MESSAGE_HISTORY, USE_APPLICATION_COMMANDS. */
export const memberPermissions = String((1n << 10n) | (1n << 11n) | (1n << 14n) | (1n << 16n) | (1n << 31n));
export const defaultUserId = '300000000000000001';

/** The guilds, channels and people there are; people are made up as they are asked for. */
export class World {
  readonly applicationId: string;
  readonly guilds: readonly Guild[];

  constructor(options: WorldOptions) {
    this.applicationId = options.applicationId;
    this.guilds = options.guilds.map(({ id, name = 'Reading room', locale = 'en-US' }) => ({
      id,
      name,
      locale,
      channelId: neighbour(id),
    }));
  }

  guild(id: string): Guild {
    const found = this.guilds.find((guild) => guild.id === id);
    if (found === undefined) throw unknownGuild();
    return found;
  }

  /** Undefined: the first guild. Null: direct messages. */
  place(guildId: string | null | undefined, userId: string): Place {
    if (guildId === null) return { guild: null, channelId: neighbour(userId) };
    const guild = guildId === undefined ? this.guilds[0] : this.guild(guildId);
    return guild ? { guild, channelId: guild.channelId } : { guild: null, channelId: neighbour(userId) };
  }

  person(options: { userId?: string | undefined; locale?: string | undefined; permissions?: string | undefined }): Person {
    const { userId = defaultUserId, locale = 'en-US', permissions = memberPermissions } = options;
    return { id: userId, name: `reader${userId.slice(-4)}`, locale, permissions };
  }
}

/** Another id, made from this one and always the same. */
function neighbour(id: string): string {
  return String(BigInt(id) + 1n);
}
