import { ApplicationIntegrationType, InteractionContextType, type Interaction } from 'discord.js';
import type { Caller } from '../../command.ts';
import { voiceOf, type Languages } from '../../words/words.ts';

interface Known {
  readonly ownerIds: ReadonlySet<string>;
  readonly languages: Languages;
}

type Called = Pick<Interaction, 'user' | 'guildId' | 'locale' | 'authorizingIntegrationOwners' | 'context'>;

/** The user of an interaction. Discord signs for who that is; what they may do, the setting OWNER_IDS alone tells. */
export function callerOf({ user, guildId, locale, authorizingIntegrationOwners, context }: Called, { ownerIds, languages }: Known): Caller {
  const isMember = authorizingIntegrationOwners[ApplicationIntegrationType.GuildInstall] !== undefined;
  return {
    host: 'discord',
    id: user.id,
    guildId: isMember ? guildId : null,
    isOwner: ownerIds.has(user.id),
    inDirectMessage: guildId === null,
    isGuest: !isMember && context !== InteractionContextType.BotDM,
    ...voiceOf(languages, locale),
    ownersSet: ownerIds.size > 0,
  };
}
