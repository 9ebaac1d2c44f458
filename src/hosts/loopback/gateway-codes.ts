/** Operations of the gateway's messages. */
export const op = { heartbeat: 1, identify: 2, resume: 6, reconnect: 7, invalidSession: 9, hello: 10, ack: 11 } as const;
/** Operations that a client may send and that need no answer here: presence, voice, members, sounds. */
export const passed = new Set<unknown>([3, 4, 8, 31]);
/** Why Discord closes a connection. */
export const closeCode = {
  unknownOperation: 4001,
  decode: 4002,
  notAuthenticated: 4003,
  authenticationFailed: 4004,
  alreadyAuthenticated: 4005,
  invalidSequence: 4007,
  invalidShard: 4010,
  invalidVersion: 4012,
  invalidIntents: 4013,
  disallowedIntents: 4014,
} as const;

/** GUILD_MEMBERS, GUILD_PRESENCES, MESSAGE_CONTENT: to be asked for at Discord, and not needed here. */
export const privilegedIntents = (1 << 1) | (1 << 8) | (1 << 15);
/** Every intent there is. */
export const knownIntents = 0x1ffff | (1 << 20) | (1 << 21) | (1 << 24) | (1 << 25);
