import type { Form, Rule } from './form.ts';
import { isObject, objects, type JsonObject } from './json.ts';
import { locales } from './locales.ts';
import { absent, boolean, integer, list, number, object, oneOf, string } from './rules.ts';

const subcommand = 1;
const subcommandGroup = 2;
const stringOption = 3;
const integerOption = 4;
const numberOption = 10;

const chatName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

export const nameLength = string({ min: 1, max: 32 });
const descriptionRule = string({ min: 1, max: 100 });
/** Translations by locale. */
export const localizations = (rule: Rule): Rule => (value, form) => {
  if (!isObject(value)) {
    form.fail('DICT_TYPE_CONVERT', 'Only dictionaries may be used in a DictType');
    return;
  }
  for (const [locale, translation] of Object.entries(value)) {
    if (absent(translation)) continue;
    form.at(locale, () => {
      oneOf(locales)(locale, form);
      rule(translation, form);
    });
  }
};

const chatNameRule: Rule = (value, form) => {
  nameLength(value, form);
  if (typeof value !== 'string' || value.length < 1 || value.length > 32) return;
  if (!chatName.test(value) || value !== value.toLowerCase()) {
    form.fail('APPLICATION_COMMAND_INVALID_NAME', 'Command name is invalid');
  }
};

/** Keys of a chat command and of each of its options. */
export const named = {
  name: chatNameRule,
  name_localizations: localizations(chatNameRule),
  description: descriptionRule,
  description_localizations: localizations(descriptionRule),
  type: oneOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
};

function choices(value: Rule): Rule {
  const choice = object(
    { name: string({ min: 1, max: 100 }), name_localizations: localizations(string({ min: 1, max: 100 })), value },
    { required: ['name', 'value'] },
  );
  return list(choice, { max: 25 });
}

const leafKeys = { ...named, required: boolean };
const bounds = { min: -(2 ** 53), max: 2 ** 53 };

const leafRules: Readonly<Record<number, Rule>> = {
  [stringOption]: object(
    {
      ...leafKeys,
      autocomplete: boolean,
      choices: choices(string({ min: 1, max: 100 })),
      min_length: integer({ min: 0, max: 6000 }),
      max_length: integer({ min: 1, max: 6000 }),
    },
    { required: ['name', 'description'], whole: exclusiveChoices },
  ),
  [integerOption]: numeric(integer(bounds)),
  7: object({ ...leafKeys, channel_types: list(integer({ min: 0 })) }, { required: ['name', 'description'] }),
  [numberOption]: numeric(number(bounds)),
};
const plainLeaf = object(leafKeys, { required: ['name', 'description'] });

function numeric(value: Rule): Rule {
  return object(
    { ...leafKeys, autocomplete: boolean, choices: choices(value), min_value: value, max_value: value },
    { required: ['name', 'description'], whole: exclusiveChoices },
  );
}

function exclusiveChoices(value: JsonObject, form: Form): void {
  if (value['autocomplete'] !== true || objects(value['choices']).length === 0) return;
  form.at('autocomplete', () => {
    form.fail('APPLICATION_COMMAND_OPTION_AUTOCOMPLETE_WITH_CHOICES', 'Autocomplete cannot be true when choices are present');
  });
}

/** The options of a command, of a group (subcommands alone), or of a subcommand (values alone). */
export function options(parent: 'command' | 'group' | 'subcommand'): Rule {
  const of = list(optionOf(parent), { max: 25 });
  return (value, form) => {
    of(value, form);
    const listed = objects(value);
    const seen = new Set<unknown>();
    const translated = new Set<string>();
    let optionalBefore = false;
    listed.forEach((option, index) => {
      form.at(index, () => {
        if (seen.has(option['name'])) {
          form.at('name', () => {
            form.fail('APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED', 'Option name must be unique');
          });
        }
        for (const key of translations(option)) {
          const others = listed.filter((one) => one !== option).map((one) => one['name']);
          if (translated.has(key) || others.includes(key.slice(key.indexOf(' ') + 1))) {
            form.at('name_localizations', () => { form.fail('APPLICATION_COMMAND_OPTIONS_NAME_DUPLICATED', 'Option name must be unique'); });
          }
        }
        if (option['required'] === true && optionalBefore) {
          form.fail('APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID', 'Required options must be placed before non-required options');
        }
        if (nests(option) !== nests(listed[0] ?? {})) {
          form.fail('APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'Sub-command and sub-command group option types are mutually exclusive to all other types');
        }
      });
      for (const key of translations(option)) translated.add(key);
      seen.add(option['name']);
      optionalBefore ||= option['required'] !== true;
    });
  };
}

/** The translated names of an option, as `locale name`. */
function translations({ name_localizations: names }: JsonObject): string[] {
  return Object.entries(isObject(names) ? names : {}).filter(([, name]) => !absent(name)).map(([locale, name]) => `${locale} ${String(name)}`);
}

function nests(option: JsonObject): boolean {
  return option['type'] === subcommand || option['type'] === subcommandGroup;
}

function optionOf(parent: 'command' | 'group' | 'subcommand'): Rule {
  const nested: Record<number, Rule> = {};
  const required = { required: ['name', 'description'] };
  if (parent !== 'subcommand') nested[subcommand] = object({ ...named, options: options('subcommand') }, required);
  if (parent === 'command') nested[subcommandGroup] = object({ ...named, options: options('group') }, required);
  return (value, form) => {
    const type = isObject(value) ? value['type'] : undefined;
    const rule = typeof type === 'number' ? (nested[type] ?? leafRules[type]) : undefined;
    const isNest = type === subcommand || type === subcommandGroup;
    const known = typeof type === 'number' && type >= 1 && type <= 11;
    if (known && !isNest && parent !== 'group') (rule ?? plainLeaf)(value, form);
    else if (known && rule !== undefined && isNest) rule(value, form);
    else {
      form.at('type', () => {
        form.fail('APPLICATION_COMMAND_OPTIONS_TYPE_INVALID', 'This option type cannot stand here.');
      });
    }
  };
}
