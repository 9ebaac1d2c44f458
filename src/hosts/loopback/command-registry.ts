import { isDeepStrictEqual } from 'node:util';
import { checkCommands } from './command-rules.ts';
import { Form } from './form.ts';
import { isObject, objects, text, type JsonObject } from './json.ts';

interface NamedCommand extends JsonObject {
  readonly name: string;
  readonly type: number;
}

/** A command as Discord gives it back. */
export interface RegisteredCommand extends NamedCommand {
  readonly id: string;
}

export interface RegistryOptions {
  readonly applicationId: string;
  /** True for the guilds that the application is in. */
  readonly isIn: (guildId: string) => boolean;
  /** Where the application can be installed: 0 servers, 1 people. */
  readonly integrationTypes: readonly number[];
  readonly newId: () => string;
}

/** The commands of the application: the global ones (scope null) and those of each guild. */
export class CommandRegistry {
  readonly #options: RegistryOptions;
  readonly #scopes = new Map<string | null, RegisteredCommand[]>();
  /** How many times commands were put, refused attempts included. */
  puts = 0;

  constructor(options: RegistryOptions) {
    this.#options = options;
  }

  /** True for the guilds that the application is in. */
  knows(guildId: string): boolean {
    return this.#options.isIn(guildId);
  }

  list(scope: string | null): readonly RegisteredCommand[] {
    return this.#scopes.get(scope) ?? [];
  }

  /** Replaces the commands of the scope. One that stays keeps its id, and its version if it is the same as before. */
  put(scope: string | null, body: readonly unknown[], conclude: (form: Form) => void): readonly RegisteredCommand[] {
    this.puts += 1;
    const form = new Form();
    checkCommands(body, form, scope === null ? this.#options.integrationTypes : null);
    conclude(form);
    const before = this.list(scope);
    const after = objects(body).map((command) => this.#registered(command, scope, before));
    this.#scopes.set(scope, after);
    return after;
  }

  /** A command that this place shows: the guild's own before a global one of that name. */
  find(name: string, type: number, guildId: string | null): RegisteredCommand | undefined {
    const own = guildId === null ? [] : (this.#scopes.get(guildId) ?? []);
    return [...own, ...(this.#scopes.get(null) ?? [])].find((one) => one.name === name && one.type === type);
  }

  #registered(command: JsonObject, scope: string | null, before: readonly RegisteredCommand[]): RegisteredCommand {
    const wanted = withDefaults(command, this.#options.applicationId, scope);
    const old = before.find((one) => one.name === wanted.name && one.type === wanted.type);
    if (old !== undefined) {
      const same: JsonObject = { ...wanted, id: old.id, version: old['version'] };
      if (isDeepStrictEqual(same, old)) return old;
    }
    return { ...wanted, id: old?.id ?? this.#options.newId(), version: this.#options.newId() };
  }
}

function withDefaults(command: JsonObject, applicationId: string, scope: string | null): NamedCommand {
  const permissions = command['default_member_permissions'];
  return {
    application_id: applicationId,
    ...(scope !== null && { guild_id: scope }),
    default_member_permissions: typeof permissions === 'number' ? String(permissions) : (permissions ?? null),
    type: typeof command['type'] === 'number' ? command['type'] : 1,
    name: text(command['name']),
    name_localizations: command['name_localizations'] ?? null,
    description: command['description'] ?? '',
    description_localizations: command['description_localizations'] ?? null,
    ...(scope === null && {
      dm_permission: command['dm_permission'] ?? true,
      contexts: command['contexts'] ?? null,
      integration_types: command['integration_types'] ?? [0],
    }),
    nsfw: command['nsfw'] ?? false,
    ...(objects(command['options']).length > 0 && { options: objects(command['options']).map(optionWithDefaults) }),
  };
}

/** Discord leaves out of an option what is false or empty. */
function optionWithDefaults(option: JsonObject): JsonObject {
  const kept = Object.entries(option).filter(([key, value]) => {
    if (value === null || value === undefined) return false;
    if (key === 'required' || key === 'autocomplete') return value === true;
    return !((key === 'options' || key === 'choices') && Array.isArray(value) && value.length === 0);
  });
  const result: JsonObject = { ...Object.fromEntries(kept) };
  if (Array.isArray(result['options'])) result['options'] = objects(result['options']).map(optionWithDefaults);
  return result;
}

/** The list as GET gives it: without translations unless they are asked for. */
export function listed(commands: readonly RegisteredCommand[], withLocalizations: boolean): JsonObject[] {
  return withLocalizations ? [...commands] : commands.map(withoutTranslations);
}

function withoutTranslations(part: JsonObject): JsonObject {
  const kept = Object.entries(part).filter(([key]) => !key.endsWith('_localizations'));
  return Object.fromEntries(
    kept.map(([key, value]) => [key, Array.isArray(value) ? value.map(inner) : value]),
  );
}

function inner(part: unknown): unknown {
  return isObject(part) ? withoutTranslations(part) : part;
}
