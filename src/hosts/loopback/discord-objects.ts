import type { JsonObject } from './json.ts';
import { context, defaultUserId, memberPermissions, type Guild, type Person, type Place } from './world.ts';

const joinedAt = '2024-01-01T00:00:00.000000+00:00';

export function userJson(person: Pick<Person, 'id' | 'name'>): JsonObject {
  return {
    id: person.id,
    username: person.name,
    global_name: person.name,
    discriminator: '0',
    avatar: null,
    avatar_decoration_data: null,
    collectibles: null,
    primary_guild: null,
    clan: null,
    bot: false,
    public_flags: 0,
    flags: 0,
  };
}

export function botJson(applicationId: string): JsonObject {
  return { ...userJson({ id: applicationId, name: 'backfile' }), global_name: null, bot: true };
}

/** A member as the gateway gives it; within `resolved` it comes without the user and the deaf and mute bits. */
export function memberJson(person: Person): JsonObject {
  return {
    user: userJson(person),
    nick: null,
    avatar: null,
    banner: null,
    roles: [],
    joined_at: joinedAt,
    premium_since: null,
    deaf: false,
    mute: false,
    flags: 0,
    pending: false,
    permissions: person.permissions,
    communication_disabled_until: null,
    unusual_dm_activity_until: null,
  };
}

export function channelJson(place: Place, person: Person): JsonObject {
  const common = { id: place.channelId, last_message_id: null, flags: 0 };
  if (place.context === context.privateChannel) return { ...common, type: 3, name: null, icon: null, owner_id: person.id, recipients: [userJson(person)] };
  if (place.guild === null) return { ...common, type: 1, recipients: [userJson(person)] };
  return {
    ...common,
    type: 0,
    guild_id: place.guild.id,
    name: 'general',
    parent_id: null,
    position: 0,
    nsfw: false,
    topic: null,
    rate_limit_per_user: 0,
    permissions: person.permissions,
  };
}

export function guildJson(guild: Guild, applicationId: string): JsonObject {
  return {
    id: guild.id,
    name: guild.name,
    icon: null,
    owner_id: defaultUserId,
    preferred_locale: guild.locale,
    features: ['COMMUNITY'],
    member_count: 2,
    large: false,
    unavailable: false,
    joined_at: joinedAt,
    roles: [{ id: guild.id, name: '@everyone', color: 0, hoist: false, position: 0, permissions: memberPermissions, managed: false, mentionable: false, flags: 0 }],
    emojis: [],
    stickers: [],
    channels: [{ id: guild.channelId, type: 0, name: 'general', position: 0, permission_overwrites: [], parent_id: null, topic: null, nsfw: false, last_message_id: null, rate_limit_per_user: 0, flags: 0 }],
    threads: [],
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
    members: [{ user: botJson(applicationId), roles: [], joined_at: joinedAt, deaf: false, mute: false, flags: 0 }],
    verification_level: 0,
    default_message_notifications: 0,
    explicit_content_filter: 0,
    mfa_level: 0,
    nsfw_level: 0,
    premium_tier: 0,
    system_channel_flags: 0,
    premium_progress_bar_enabled: false,
  };
}

/** `installs`: where the application can be installed, as its owner set it at Discord: 0 servers, 1 people. */
export function applicationJson(applicationId: string, installs: readonly number[]): JsonObject {
  return {
    id: applicationId,
    name: 'backfile',
    icon: null,
    description: '',
    summary: '',
    type: null,
    flags: 0,
    bot_public: true,
    bot_require_code_grant: false,
    verify_key: '0'.repeat(64),
    integration_types_config: Object.fromEntries(installs.map((type) => [type, { oauth2_install_params: { scopes: type === 0 ? ['applications.commands', 'bot'] : ['applications.commands'], permissions: '0' } }])),
    owner: userJson({ id: defaultUserId, name: 'owner' }),
    team: null,
    approximate_guild_count: 1,
    bot: botJson(applicationId),
  };
}
