import { interactionType } from './callback-rules.ts';
import type { Interaction } from './interaction.ts';
import type { JsonObject } from './json.ts';
import { channelJson, memberJson, userJson } from './discord-objects.ts';
import { memberPermissions, type Person, type Place } from './world.ts';

const attachmentSizeLimit = 10_485_760;

/** Who installed the application where the interaction happens: 0 a guild, with its id, or "0" in direct messages. */
function owners(place: Place): JsonObject {
  return { 0: place.guild?.id ?? '0' };
}

/** The `d` of INTERACTION_CREATE. */
export function interactionPayload(interaction: Interaction, applicationId: string): JsonObject {
  const { place, person, question, data, source } = interaction.start;
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
    app_permissions: memberPermissions,
    locale: person.locale,
    entitlements: [],
    entitlement_sku_ids: [],
    authorizing_integration_owners: owners(place),
    context: guild ? 0 : 1,
    attachment_size_limit: attachmentSizeLimit,
  };
}

/** `interaction_metadata` of the messages that answer; the id is added when it is known. */
export function metadata(type: number, person: Person, place: Place, extra: JsonObject): JsonObject {
  return { type, user: userJson(person), authorizing_integration_owners: owners(place), ...extra };
}
