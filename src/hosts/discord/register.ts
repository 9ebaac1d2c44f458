import { isDeepStrictEqual } from 'node:util';
import { ApplicationCommandOptionType, ApplicationCommandType, Routes, type REST } from 'discord.js';
import type { Command, Option } from '../../command.ts';
import { LIMITS } from './limits.ts';

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
  readonly options: readonly RegisteredOption[];
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

function toRegistration({ name, description, options }: Command): Registration {
  const shown = Object.entries(options).filter(([, option]) => option.terminalOnly !== true);
  return { type: ApplicationCommandType.ChatInput, name, description, options: shown.map(([option, definition]) => toOption(option, definition)) };
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

/** Discord leaves out what is false and adds what it knows: only what we set is compared. */
function normalise({ type = ApplicationCommandType.ChatInput, name = '', description = '', options = [] }: Partial<Registration>): Registration {
  return {
    type,
    name,
    description,
    options: options.map((option: Partial<RegisteredOption>) => ({
      type: option.type ?? 0,
      name: option.name ?? '',
      description: option.description ?? '',
      required: option.required ?? false,
      ...(option.autocomplete === true && { autocomplete: true as const }),
      ...(option.max_length !== undefined && { max_length: option.max_length }),
      ...(option.min_value !== undefined && { min_value: option.min_value }),
      ...(option.max_value !== undefined && { max_value: option.max_value }),
    })),
  };
}

function byName(registrations: readonly Registration[]): Registration[] {
  return [...registrations].sort((a, b) => (a.name < b.name ? -1 : 1));
}
