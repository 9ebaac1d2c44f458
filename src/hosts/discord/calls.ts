import { ApplicationCommandOptionType, type AutocompleteInteraction, type ButtonInteraction, type ChatInputCommandInteraction } from 'discord.js';
import type { Callable, Command, GivenArguments, Option } from '../../command.ts';
import { findCallable } from '../../command/callables.ts';
import { userError } from '../../errors.ts';
import { decodeAction } from './actions.ts';

export interface Call {
  readonly command: Callable;
  readonly given: GivenArguments;
}

/** What a slash command or a button calls, and with what. Throws a user error for what is not there any more. */
export function readCall(interaction: ChatInputCommandInteraction | ButtonInteraction, commands: readonly Command[]): Call {
  if (interaction.isChatInputCommand()) {
    const { data } = interaction.options;
    const [first] = data;
    const isNested = first?.type === ApplicationCommandOptionType.Subcommand;
    const values = isNested ? (first.options ?? []) : data;
    return { command: known(commands, interaction.commandName, isNested ? first.name : null), given: Object.fromEntries(values.map(({ name, value }) => [name, value])) };
  }
  const action = decodeAction(interaction.customId);
  if (action === null) throw userError('This button is of an older message and no longer works.', 'Ask again with the command.');
  const [name = '', subcommand = null] = action.command.split(' ');
  return { command: known(commands, name, subcommand), given: action.options };
}

function known(commands: readonly Command[], name: string, subcommand: string | null): Callable {
  const command = findCallable(commands, name, subcommand);
  if (command !== null) return command;
  throw userError(`This bot has no command /${[name, subcommand].filter((part) => part !== null).join(' ')} any more.`, 'Reload Discord (Ctrl-R) to see its present commands, or use /help.');
}

/** The option that is being typed in; undefined where it is not known here. */
export function typedOption({ commandName, options }: AutocompleteInteraction, name: string, commands: readonly Command[]): Option | undefined {
  return findCallable(commands, commandName, options.getSubcommand(false))?.options[name];
}
