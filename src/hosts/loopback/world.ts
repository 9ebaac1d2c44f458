import { unknownGuild } from './discord-error.ts';

/** A server of the loopback Discord. It has one text channel. */
export interface Guild {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly channelId: string;
}

/** Kinds of places, as Discord counts them. */
export const context = { guild: 0, botDm: 1, privateChannel: 2 } as const;

/** Where an interaction happens. */
export interface Place {
  readonly context: (typeof context)[keyof typeof context];
  /** Null outside of servers. */
  readonly guild: Guild | null;
  readonly channelId: string;
  /** The bot itself is there; elsewhere only those who installed it for themselves can use it. */
  readonly hasBot: boolean;
}

/** Who sits before the simulated client. `permissions`: the member's bits, as a decimal string. */
export interface Person {
  readonly id: string;
  readonly name: string;
  readonly locale: string;
  readonly permissions: string;
}

interface GuildOptions {
  readonly id: string;
  readonly name?: string;
  readonly locale?: string;
}

export interface WorldOptions {
  readonly applicationId: string;
  readonly guilds: readonly GuildOptions[];
  /** Servers without the bot. */
  readonly otherGuilds: readonly GuildOptions[];
}

/** VIEW_CHANNEL, SEND_MESSAGES, EMBED_LINKS, ATTACH_FILES, READ_MESSAGE_HISTORY, USE_APPLICATION_COMMANDS, USE_EXTERNAL_APPS. */
export const memberPermissions = String([10n, 11n, 14n, 15n, 16n, 31n, 50n].reduce((bits, bit) => bits | (1n << bit), 0n));
export const defaultUserId = '300000000000000001';
const privateChannelId = '400000000000000001';

/** The guilds, channels and people there are; people are made up as they are asked for. */
export class World {
  readonly applicationId: string;
  #guilds: readonly Guild[];
  readonly otherGuilds: readonly Guild[];
  /** Those that Discord cannot reach at the moment. */
  readonly #out = new Set<string>();

  constructor(options: WorldOptions) {
    this.applicationId = options.applicationId;
    this.#guilds = options.guilds.map(guildOf);
    this.otherGuilds = options.otherGuilds.map(guildOf);
  }

  /** The servers that the bot is in. */
  get guilds(): readonly Guild[] {
    return this.#guilds;
  }

  /** False in an outage. */
  isAvailable(id: string): boolean {
    return !this.#out.has(id);
  }

  /** The bot is no longer in it; or, in an outage, it cannot be reached from now on. */
  leave(id: string, outage: boolean): void {
    this.guild(id);
    if (outage) this.#out.add(id);
    else this.#guilds = this.#guilds.filter((guild) => guild.id !== id);
  }

  guild(id: string): Guild {
    const found = [...this.guilds, ...this.otherGuilds].find((guild) => guild.id === id);
    if (found === undefined) throw unknownGuild();
    return found;
  }

  /** Undefined: the first guild. Null: direct messages with the bot. */
  place(guildId: string | null | undefined, userId: string): Place {
    const guild = guildId === undefined ? this.guilds[0] : guildId === null ? undefined : this.guild(guildId);
    if (guild === undefined) return { context: context.botDm, guild: null, channelId: neighbour(userId), hasBot: true };
    return { context: context.guild, guild, channelId: guild.channelId, hasBot: this.guilds.includes(guild) };
  }

  /** A talk of several people, to which the bot does not belong. */
  privateChannel(): Place {
    return { context: context.privateChannel, guild: null, channelId: privateChannelId, hasBot: false };
  }

  person(options: { userId?: string | undefined; locale?: string | undefined; permissions?: string | undefined }): Person {
    const { userId = defaultUserId, locale = 'en-US', permissions = memberPermissions } = options;
    return { id: userId, name: `reader${userId.slice(-4)}`, locale, permissions };
  }
}

function guildOf({ id, name = 'Reading room', locale = 'en-US' }: GuildOptions): Guild {
  return { id, name, locale, channelId: neighbour(id) };
}

/** Another id, made from this one and always the same. */
function neighbour(id: string): string {
  return String(BigInt(id) + 1n);
}
