import type { Caller } from '../../command.ts';
import { userError } from '../../errors.ts';

/** Only an owner may change what all servers share. Throws a user error that says who may, or how to name somebody. */
export function checkMayChange(caller: Caller): void {
  if (!caller.isOwner) throw userError(caller.words.archive.ownersOnly, remedy(caller));
}

/** In a server anybody may look; in direct messages owners alone. */
export function checkMayLook(caller: Caller): void {
  if (!caller.isOwner && caller.inDirectMessage) {
    throw userError(caller.words.archive.notInDirectMessages, `${caller.words.archive.lookInServer} ${remedy(caller)}`);
  }
}

function remedy({ ownersSet, id, words: { archive: said } }: Caller): string {
  return ownersSet ? said.askWhoever : said.noOwner(id);
}
