import { plural } from '../command/describe.ts';
import { check, fine, warning } from './check.ts';

/** Without an owner nobody can change anything from Discord. That is a choice, not a fault. */
export const owners = check('owners', async ({ config: { ownerIds, discordToken } }) => {
  if (ownerIds.length > 0) return fine(`${plural(ownerIds.length, 'user')} may change what the archive is fetched from.`);
  if (discordToken === null) return fine('No OWNER_IDS are set; they matter on Discord only.');
  return warning('No OWNER_IDS are set: nobody can add, remove or refresh origins from Discord.', 'Set OWNER_IDS to your Discord user id: turn on developer mode, right-click yourself, Copy User ID. Leave it if that is what you want.');
});
