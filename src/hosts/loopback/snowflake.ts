const discordEpoch = 1_420_070_400_000n;

/** Gives out Discord ids: unique, ascending, and holding the time of their making. */
export function snowflakes(): () => string {
  let count = 0n;
  return () => {
    count += 1n;
    return String(((BigInt(Date.now()) - discordEpoch) << 22n) | (count & 0x3fffffn));
  };
}

/** The gateway shard that a guild belongs to; direct messages (null) come by shard 0. */
export function shardOf(guildId: string | null, shardCount: number): number {
  return guildId === null ? 0 : Number((BigInt(guildId) >> 22n) % BigInt(shardCount));
}
