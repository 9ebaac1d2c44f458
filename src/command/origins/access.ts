import type { Caller } from '../../command.ts';
import { userError } from '../../errors.ts';

/** Only an owner may change what all servers share. Throws a user error that says who may, or how to name somebody. */
export function checkMayChange(caller: Caller): void {
  if (!caller.isOwner) throw userError('Only an owner of this bot may change its archive, which all servers share.', remedy(caller));
}

/** In a server anybody may look; in direct messages owners alone. */
export function checkMayLook(caller: Caller): void {
  if (!caller.isOwner && caller.inDirectMessage) {
    throw userError('In direct messages /archive is for the owners of this bot alone.', `Use /archive status in a server that has the bot. ${remedy(caller)}`);
  }
}

function remedy({ ownersSet, id }: Caller): string {
  if (ownersSet) return 'Ask whoever runs this bot; the setting OWNER_IDS names its owners.';
  const own = id === null ? 'a Discord user id' : `a Discord user id (yours is ${id})`;
  return `No owner is set. Whoever runs this bot puts ${own} into .env as OWNER_IDS and starts the bot anew.`;
}
