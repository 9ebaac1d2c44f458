import { ApplicationCommandOptionType, ApplicationCommandType } from 'discord.js';
import type { Callable, Command, Option, Options } from '../../command.ts';
import { callables, isGroup } from '../../command/callables.ts';
import type { Languages } from '../../words/words.ts';
import { LIMITS } from './limits.ts';

/** Texts by Discord's name of a language. */
export type Localised = Readonly<Record<string, string>>;

interface Described {
  readonly name: string;
  readonly description: string;
  readonly description_localizations?: Localised;
}

/** A subcommand, with options of its own. */
export interface RegisteredSubcommand extends Described {
  readonly type: ApplicationCommandOptionType.Subcommand;
  readonly options: readonly RegisteredOption[];
}

export interface RegisteredOption extends Described {
  readonly type: number;
  readonly required: boolean;
  readonly autocomplete?: true;
  readonly max_length?: number;
  readonly min_value?: number;
  readonly max_value?: number;
}

/** A command, or an entry in the menu of messages, as Discord takes it. */
export interface Registration extends Described {
  readonly type: number;
  readonly name_localizations?: Localised;
  readonly options: readonly (RegisteredOption | RegisteredSubcommand)[];
  readonly integration_types?: readonly number[];
  readonly contexts?: readonly number[];
}

/** What there is to register, described in every language. */
export function registrations(commands: readonly Command[], languages: Languages): Registration[] {
  const listed = commands.filter((command) => isGroup(command) || command.unlisted !== true);
  return [...listed.map((command) => toRegistration(command, languages)), ...callables(commands).flatMap((command) => menuEntry(command, languages))];
}

/** What stands in the menu of every message. */
function menuEntry({ name, messageMenu }: Callable, languages: Languages): Registration[] {
  if (messageMenu === undefined) return [];
  const names = inLanguages(languages, name, (words) => words.messageMenu);
  return [{ type: ApplicationCommandType.Message, name: messageMenu, ...(names !== null && { name_localizations: names }), description: '', options: [] }];
}

function toRegistration(command: Command, languages: Languages): Registration {
  const options = isGroup(command)
    ? Object.entries(command.subcommands).map(([own, one]): RegisteredSubcommand => ({ type: ApplicationCommandOptionType.Subcommand, ...described(own, one, languages), options: toOptions(one, languages) }))
    : toOptions(command, languages);
  return { type: ApplicationCommandType.ChatInput, ...described(command.name, command, languages), options };
}

function described(name: string, command: Pick<Command, 'name' | 'description'>, languages: Languages): Described {
  const localised = inLanguages(languages, command.name, (words) => words.description);
  return { name, description: command.description, ...(localised !== null && { description_localizations: localised }) };
}

type OfCommand = NonNullable<ReturnType<Languages['get']>>['commands'][string];

/** Null where no language but English has it. */
function inLanguages(languages: Languages, command: string, get: (words: OfCommand) => string | undefined): Localised | null {
  const texts = [...languages].flatMap(([language, { commands }]): [string, string][] => {
    const words = commands[command];
    const text = words === undefined ? undefined : get(words);
    return text === undefined ? [] : [[language, text]];
  });
  return texts.length === 0 ? null : Object.fromEntries(texts);
}

function toOptions({ name, options }: { readonly name: string; readonly options: Options }, languages: Languages): RegisteredOption[] {
  return Object.entries(options).flatMap(([option, definition]) => {
    if (definition.terminalOnly === true) return [];
    return [toOption(option, definition, inLanguages(languages, name, (words) => words.options?.[option]))];
  });
}

const TYPES = {
  string: ApplicationCommandOptionType.String,
  integer: ApplicationCommandOptionType.Integer,
  boolean: ApplicationCommandOptionType.Boolean,
} as const;

function toOption(name: string, option: Option, localised: Localised | null): RegisteredOption {
  return {
    type: TYPES[option.type],
    name,
    description: option.description,
    ...(localised !== null && { description_localizations: localised }),
    required: option.required ?? false,
    ...(option.type === 'string' && option.suggest !== undefined && { autocomplete: true as const }),
    ...(option.type === 'string' && option.maxLength !== undefined && { max_length: Math.min(option.maxLength, LIMITS.optionMaxLength) }),
    ...(option.type === 'integer' && { min_value: option.min, max_value: option.max }),
  };
}
