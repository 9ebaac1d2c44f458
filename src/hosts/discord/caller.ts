import type { Interaction } from 'discord.js';
import type { Caller } from '../../command.ts';

/** The user of an interaction. Discord signs for who that is; what they may do, the setting OWNER_IDS alone tells. */
export function callerOf({ user, guildId }: Pick<Interaction, 'user' | 'guildId'>, ownerIds: ReadonlySet<string>): Caller {
  return { host: 'discord', id: user.id, isOwner: ownerIds.has(user.id), inDirectMessage: guildId === null, ownersSet: ownerIds.size > 0 };
}
