import { interactionType } from './callback-rules.ts';
import type { Interaction } from './interaction.ts';
import type { JsonObject } from './json.ts';
import { channelJson, memberJson, userJson } from './discord-objects.ts';
import type { Owners } from './installs.ts';
import { attachmentSizeLimit } from './uploads.ts';
import { context, memberPermissions, type Person, type Place } from './world.ts';

/** ATTACH_FILES, EMBED_LINKS, MENTION_EVERYONE: what an application may do where it is not a member. */
const guestPermissions = (1n << 15n) | (1n << 14n) | (1n << 17n);
const useExternalEmojis = 1n << 18n;

function appPermissions(place: Place): string {
  if (place.context === context.guild) return place.hasBot ? memberPermissions : String(guestPermissions);
  return String(place.hasBot ? guestPermissions | useExternalEmojis : guestPermissions);
}

/** The `d` of INTERACTION_CREATE. */
export function interactionPayload(interaction: Interaction, applicationId: string): JsonObject {
  const { place, person, question, data, source, owners } = interaction.start;
  const { guild } = place;
  const where = guild
    ? {
        guild: { id: guild.id, locale: guild.locale, features: ['COMMUNITY'] },
        guild_id: guild.id,
        guild_locale: guild.locale,
        member: memberJson(person),
      }
    : { user: userJson(person) };
  return {
    version: 1,
    id: interaction.id,
    application_id: applicationId,
    type: question.type,
    token: interaction.token,
    data,
    ...where,
    channel: channelJson(place, person),
    channel_id: place.channelId,
    ...(source && question.type !== interactionType.command && { message: source.toJSON() }),
    app_permissions: appPermissions(place),
    locale: person.locale,
    entitlements: [],
    entitlement_sku_ids: [],
    authorizing_integration_owners: owners,
    context: place.context,
    attachment_size_limit: attachmentSizeLimit,
  };
}

/** `interaction_metadata` of the messages that answer; the id is added when it is known. */
export function metadata(type: number, person: Person, owners: Owners, extra: JsonObject): JsonObject {
  return { type, user: userJson(person), authorizing_integration_owners: owners, ...extra };
}
