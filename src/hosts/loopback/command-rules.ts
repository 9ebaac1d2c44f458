import { tooManyCommands } from './discord-error.ts';
import type { Form } from './form.ts';
import { isObject, objects, text, type JsonObject } from './json.ts';
import { localizations, named, nameLength, options } from './option-rules.ts';
import { absent, anything, boolean, list, object, oneOf, string } from './rules.ts';

const chatInput = 1;
const most = { [chatInput]: 100, 2: 15, 3: 15 } as const;
const maxSize = 8000;

const commonKeys = {
  id: anything,
  type: oneOf([1, 2, 3]),
  default_member_permissions: anything,
  dm_permission: boolean,
  default_permission: anything,
  integration_types: list(anything, { min: 1 }),
  contexts: list(oneOf([0, 1, 2]), { min: 1 }),
  nsfw: boolean,
};

const chatCommand = object(
  { ...named, ...commonKeys, options: options('command') },
  { required: ['name', 'description'] },
);

const menuCommand = object(
  {
    ...commonKeys,
    name: nameLength,
    name_localizations: localizations(nameLength),
    description: string({ max: 0 }),
    description_localizations: anything,
    options: list(anything, { max: 0 }),
  },
  { required: ['name'] },
);

/**
 * Reports what Discord would refuse in a list of commands; throws 30032 when there are too many.
 * `installs`: where the application can be installed; null for the commands of a guild, which have no contexts.
 */
export function checkCommands(body: readonly unknown[], form: Form, installs: readonly number[] | null): void {
  const seen = new Set<string>();
  const counts = new Map<number, number>();
  body.forEach((command, index) => {
    form.at(index, () => {
      const kind = isObject(command) && typeof command['type'] === 'number' ? command['type'] : chatInput;
      (kind === chatInput ? chatCommand : menuCommand)(command, form);
      if (!isObject(command)) return;
      checkContexts(command, form, installs);
      counts.set(kind, (counts.get(kind) ?? 0) + 1);
      const key = `${kind} ${text(command['name'])}`;
      if (seen.has(key)) form.fail('APPLICATION_COMMANDS_DUPLICATE_NAME', 'Application command names must be unique');
      seen.add(key);
      if (commandSize(command) > maxSize) {
        form.fail('APPLICATION_COMMAND_TOO_LARGE', `Command exceeds maximum size (${maxSize})`);
      }
    });
  });
  for (const [kind, limit] of Object.entries(most)) if ((counts.get(Number(kind)) ?? 0) > limit) throw tooManyCommands(limit);
}

/** Of a guild's command Discord takes no notice of these: strictly, they are as good as unknown there. */
function checkContexts(command: JsonObject, form: Form, installs: readonly number[] | null): void {
  const { integration_types: types } = command;
  if (installs === null) {
    for (const key of ['integration_types', 'contexts', 'dm_permission']) if (!absent(command[key])) form.unknownKey(key);
  } else if (!absent(types)) {
    form.at('integration_types', () => { list(oneOf(installs))(types, form); });
  }
}

/** Names, descriptions and values of a command, its options and their choices; of translations the longest counts. */
function commandSize(part: JsonObject): number {
  const own = longest(part['name'], part['name_localizations']) + longest(part['description'], part['description_localizations']);
  const { value } = part;
  const ofValue = typeof value === 'number' ? String(value).length : text(value).length;
  const inner = [...objects(part['options']), ...objects(part['choices'])];
  return inner.reduce((sum, one) => sum + commandSize(one), own + ofValue);
}

function longest(value: unknown, translations: unknown): number {
  const others = isObject(translations) ? Object.values(translations) : [];
  return Math.max(text(value).length, ...others.map((one) => text(one).length));
}
