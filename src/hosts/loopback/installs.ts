import type { CommandRegistry, RegisteredCommand } from './command-registry.ts';
import { ClientRefusal } from './refusal.ts';
import { context, type Person, type Place } from './world.ts';

/** Who installed the application: a server, for all its members, or a person, for themselves wherever they are. */
export type Install = 'server' | 'user';

/** Discord's `authorizing_integration_owners`: "0" the server's id ("0" in direct messages), "1" the person's. */
export type Owners = Readonly<Record<string, string>>;

const integrationType = { server: '0', user: '1' } as const;
const administrator = 1n << 3n;
const useExternalApps = 1n << 50n;

/** Who looks for a command, and where. */
export interface Visitor {
  readonly place: Place;
  readonly person: Person;
  readonly installs: readonly Install[];
}

export interface Offered {
  readonly command: RegisteredCommand;
  readonly owners: Owners;
}

export function usualInstalls({ hasBot }: Place): readonly Install[] {
  return hasBot ? ['server'] : ['user'];
}

/** Nobody but a person installed the application where it is used. */
export function servesUserAlone(owners: Owners): boolean {
  return owners[integrationType.server] === undefined;
}

/** In a server without the bot, members may need a permission to have it answer in public. */
export function mayAnswerInPublic(place: Place, { permissions }: Person): boolean {
  return place.guild === null || permits(BigInt(permissions), useExternalApps);
}

/** The command, if the client would list it here and for this person. Throws a ClientRefusal. */
export function offered(registry: CommandRegistry, { name, type }: { readonly name: string; readonly type: number }, visitor: Visitor): Offered {
  const { place, person } = visitor;
  const command = registry.find(name, type, place.guild?.id ?? null);
  if (command === undefined) throw new ClientRefusal(`there is no command "${name}" here`);
  const { default_member_permissions: needed } = command;
  if (!contextsOf(command).includes(place.context)) throw new ClientRefusal(`"${name}" is not offered here`);
  const owners = ownersOf(command, visitor);
  if (Object.keys(owners).length === 0) throw new ClientRefusal(`"${name}" is not offered here: nobody installed it that could use it`);
  if (place.guild !== null && typeof needed === 'string' && !permits(BigInt(person.permissions), BigInt(needed))) {
    throw new ClientRefusal(`"${name}" is not offered to this member`);
  }
  return { command, owners };
}

/** A command that says nothing is offered in servers and in the bot's direct messages, and a guild's own there alone. */
function contextsOf(command: RegisteredCommand): readonly unknown[] {
  const { contexts, dm_permission: inDms, guild_id: guildId } = command;
  if (guildId !== undefined) return [context.guild];
  if (Array.isArray(contexts)) return contexts;
  return inDms === false ? [context.guild] : [context.guild, context.botDm];
}

function ownersOf(command: RegisteredCommand, { place, person, installs }: Visitor): Owners {
  const types: readonly unknown[] = Array.isArray(command['integration_types']) ? command['integration_types'] : [Number(integrationType.server)];
  const byServer = place.hasBot && (place.guild !== null || installs.includes('server')) && types.includes(Number(integrationType.server));
  const byUser = installs.includes('user') && types.includes(Number(integrationType.user));
  return {
    ...(byServer && { [integrationType.server]: place.guild?.id ?? '0' }),
    ...(byUser && { [integrationType.user]: person.id }),
  };
}

/** Bits of 0 mean: administrators alone. */
function permits(held: bigint, needed: bigint): boolean {
  if ((held & administrator) !== 0n) return true;
  return needed !== 0n && (held & needed) === needed;
}
