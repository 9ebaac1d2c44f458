import type { RegisteredCommand } from './command-registry.ts';
import { isObject, objects, text, type JsonObject } from './json.ts';
import { ClientRefusal } from './refusal.ts';
import { botJson, memberJson, userJson } from './discord-objects.ts';
import type { Person } from './world.ts';

/**
 * Values by option name. Users, roles and channels are given by id, attachments as
 * `{id, filename, size, url, content_type}`.
 */
export type OptionValues = Readonly<Record<string, string | number | boolean | JsonObject>>;

export interface Path {
  readonly group?: string | undefined;
  readonly subcommand?: string | undefined;
}

const type = { group: 2, subcommand: 1, string: 3, integer: 4, boolean: 5, user: 6, channel: 7, role: 8, mentionable: 9, number: 10, attachment: 11 } as const;

/** The definitions of the options that the user may fill, once group and subcommand are chosen. */
export function definitions(command: RegisteredCommand, path: Path): readonly JsonObject[] {
  let level = objects(command['options']);
  for (const [kind, name] of [[type.group, path.group], [type.subcommand, path.subcommand]] as const) {
    if (name === undefined) continue;
    const found = level.find((option) => option['type'] === kind && option['name'] === name);
    if (found === undefined) throw new ClientRefusal(`/${command.name} has no subcommand or group "${name}"`);
    level = objects(found['options']);
  }
  if (level.some((option) => option['type'] === type.group || option['type'] === type.subcommand)) {
    throw new ClientRefusal(`/${command.name} needs a subcommand`);
  }
  return level;
}

/** The options of an interaction's data, wrapped in group and subcommand. */
export function wrapped(options: readonly JsonObject[], path: Path): readonly JsonObject[] {
  const inSubcommand = path.subcommand === undefined ? options : [{ type: type.subcommand, name: path.subcommand, options }];
  return path.group === undefined ? inSubcommand : [{ type: type.group, name: path.group, options: inSubcommand }];
}

/** What the client sends for these values. Throws a ClientRefusal where the client would not send. */
export function filled(defined: readonly JsonObject[], values: OptionValues): JsonObject[] {
  for (const name of Object.keys(values)) {
    if (!defined.some((option) => option['name'] === name)) throw new ClientRefusal(`there is no option "${name}"`);
  }
  for (const option of defined) {
    const name = text(option['name']);
    if (option['required'] === true && values[name] === undefined) throw new ClientRefusal(`option "${name}" is required`);
  }
  // The client sends options in the order the user filled them.
  return Object.entries(values).map(([name, value]) => {
    const option = defined.find((one) => one['name'] === name) ?? {};
    refuseValue(option, value);
    return { name, type: option['type'], value: isObject(value) ? value['id'] : value };
  });
}

function refuseValue(option: JsonObject, value: unknown): void {
  const name = text(option['name']);
  const refuse = (what: string): never => {
    throw new ClientRefusal(`option "${name}": ${what}`);
  };
  switch (option['type']) {
    case type.string:
      if (typeof value !== 'string' || value === '') return refuse('must be text');
      outside(value.length, option['min_length'], option['max_length'] ?? 6000, 'length', refuse);
      break;
    case type.integer:
    case type.number:
      if (typeof value !== 'number' || !Number.isFinite(value)) return refuse('must be a number');
      if (option['type'] === type.integer && !Number.isInteger(value)) return refuse('must be a whole number');
      outside(value, option['min_value'], option['max_value'], 'value', refuse);
      break;
    case type.boolean:
      if (typeof value !== 'boolean') return refuse('must be true or false');
      break;
    case type.attachment:
      if (!isObject(value)) return refuse('must be a file');
      break;
    default:
      if (typeof value !== 'string' || !/^\d{15,20}$/u.test(value)) return refuse('must be an id');
  }
  const choices = objects(option['choices']);
  if (choices.length > 0 && !choices.some((choice) => choice['value'] === value)) return refuse('is none of the choices');
}

function outside(size: number, min: unknown, max: unknown, what: string, refuse: (what: string) => never): void {
  if (typeof min === 'number' && size < min) refuse(`${what} must be at least ${min}`);
  if (typeof max === 'number' && size > max) refuse(`${what} must be at most ${max}`);
}

/** The objects behind the ids in the options. */
export function resolved(options: readonly JsonObject[], values: OptionValues, person: Person): JsonObject | undefined {
  const tables: Record<string, JsonObject> = {};
  const put = (table: string, id: string, value: unknown): void => {
    (tables[table] ??= {})[id] = value;
  };
  for (const option of options) {
    const id = text(option['value']);
    if (option['type'] === type.user || option['type'] === type.mentionable) {
      const named = someone(id, person);
      put('users', id, userJson(named));
      put('members', id, resolvedMember(named));
    } else if (option['type'] === type.channel) {
      put('channels', id, { id, type: 0, name: `channel-${id.slice(-4)}`, permissions: person.permissions, parent_id: null });
    } else if (option['type'] === type.role) {
      put('roles', id, { id, name: `role-${id.slice(-4)}`, color: 0, hoist: false, position: 1, permissions: '0', managed: false, mentionable: false, flags: 0 });
    } else if (option['type'] === type.attachment) put('attachments', id, values[text(option['name'])]);
  }
  return Object.keys(tables).length > 0 ? tables : undefined;
}

/** The objects behind the one that a user command is about. */
export function target(id: string, person: Person, applicationId: string): { users: Record<string, JsonObject>; members: Record<string, JsonObject> } {
  const named = someone(id, person);
  return { users: { [id]: id === applicationId ? botJson(id) : userJson(named) }, members: { [id]: resolvedMember(named) } };
}

function someone(id: string, person: Person): Person {
  return id === person.id ? person : { ...person, id, name: `reader${id.slice(-4)}` };
}

function resolvedMember(person: Person): JsonObject {
  return { ...memberJson(person), user: undefined, deaf: undefined, mute: undefined };
}
