import { isDeepStrictEqual } from 'node:util';
import { ApplicationCommandOptionType, ApplicationCommandType, Routes, type REST } from 'discord.js';
import type { Command, Option, Options } from '../../command.ts';
import { isGroup } from '../../command/callables.ts';
import { LIMITS } from './limits.ts';

/** A subcommand, with options of its own. */
interface RegisteredSubcommand {
  readonly type: ApplicationCommandOptionType.Subcommand;
  readonly name: string;
  readonly description: string;
  readonly options: readonly RegisteredOption[];
}

interface RegisteredOption {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly required: boolean;
  readonly autocomplete?: true;
  readonly max_length?: number;
  readonly min_value?: number;
  readonly max_value?: number;
}

interface Registration {
  readonly type: number;
  readonly name: string;
  readonly description: string;
  readonly options: readonly (RegisteredOption | RegisteredSubcommand)[];
}

/** Registers the commands, for one server or for all, only if Discord's list differs. True if it did. */
export async function registerCommands(rest: REST, applicationId: string, guildId: string | null, commands: readonly Command[]): Promise<boolean> {
  const route = guildId === null ? Routes.applicationCommands(applicationId) : Routes.applicationGuildCommands(applicationId, guildId);
  const wanted = commands.map(toRegistration);
  const present = ((await rest.get(route)) as Partial<Registration>[]).map(normalise);
  if (isDeepStrictEqual(byName(present), byName(wanted))) return false;
  await rest.put(route, { body: wanted });
  return true;
}

function toRegistration(command: Command): Registration {
  const { name, description } = command;
  const options = isGroup(command)
    ? Object.entries(command.subcommands).map(([own, one]): RegisteredSubcommand => ({ type: ApplicationCommandOptionType.Subcommand, name: own, description: one.description, options: toOptions(one.options) }))
    : toOptions(command.options);
  return { type: ApplicationCommandType.ChatInput, name, description, options };
}

function toOptions(options: Options): RegisteredOption[] {
  return Object.entries(options).flatMap(([name, option]) => (option.terminalOnly === true ? [] : [toOption(name, option)]));
}

const TYPES = {
  string: ApplicationCommandOptionType.String,
  integer: ApplicationCommandOptionType.Integer,
  boolean: ApplicationCommandOptionType.Boolean,
} as const;

function toOption(name: string, option: Option): RegisteredOption {
  return {
    type: TYPES[option.type],
    name,
    description: option.description,
    required: option.required ?? false,
    ...(option.type === 'string' && option.suggest !== undefined && { autocomplete: true as const }),
    ...(option.type === 'string' && option.maxLength !== undefined && { max_length: Math.min(option.maxLength, LIMITS.optionMaxLength) }),
    ...(option.type === 'integer' && { min_value: option.min, max_value: option.max }),
  };
}

/** As Discord may give it back: any part may be missing. */
type Present = Partial<Omit<RegisteredOption, 'type'>> & { readonly type?: number; readonly options?: readonly Present[] };

/** Discord leaves out what is false or empty and adds what it knows: only what we set is compared. */
function normalise({ type = ApplicationCommandType.ChatInput, name = '', description = '', options = [] }: Partial<Registration>): Registration {
  return { type, name, description, options: options.map(normaliseOption) };
}

function normaliseOption(option: Present): RegisteredOption | RegisteredSubcommand {
  const { type = 0, name = '', description = '' } = option;
  // A level further down there are no subcommands: ours have no groups.
  if (type === (ApplicationCommandOptionType.Subcommand as number)) return { type, name, description, options: (option.options ?? []).map((inner) => normaliseOption(inner) as RegisteredOption) };
  return {
    type,
    name,
    description,
    required: option.required ?? false,
    ...(option.autocomplete === true && { autocomplete: true as const }),
    ...(option.max_length !== undefined && { max_length: option.max_length }),
    ...(option.min_value !== undefined && { min_value: option.min_value }),
    ...(option.max_value !== undefined && { max_value: option.max_value }),
  };
}

function byName(registrations: readonly Registration[]): Registration[] {
  return [...registrations].sort((a, b) => (a.name < b.name ? -1 : 1));
}
