import { ApplicationCommandOptionType, type AutocompleteInteraction, type ButtonInteraction, type ChatInputCommandInteraction, type MessageContextMenuCommandInteraction, type StringSelectMenuInteraction } from 'discord.js';
import type { Call, Callable, Caller, Command, Context, GivenArguments, Option } from '../../command.ts';
import { findCallable, inMessageMenu } from '../../command/callables.ts';
import { userError } from '../../errors.ts';
import { readCustomId, type Pressed } from './custom-ids.ts';
import { textOf } from './message-text.ts';

/** What is called, and with what. */
export interface ReadCall {
  readonly command: Callable;
  readonly given: GivenArguments;
}

export type Component = ButtonInteraction | StringSelectMenuInteraction;
export type Answerable = ChatInputCommandInteraction | MessageContextMenuCommandInteraction | Component;

type Known = Pick<Context, 'commands' | 'state'>;
const KIND = 'call';

/** What was pressed: a button, or what was chosen in a menu. Throws a user error for what no message of ours holds. */
function readPressed(interaction: Component, { words }: Pick<Caller, 'words'>): Pressed {
  const pressed = readCustomId(pressedId(interaction));
  if (pressed === null) throw userError(words.buttons.old, words.buttons.askAgain);
  return pressed;
}

export function pressedId(interaction: Component): string {
  return interaction.isButton() ? interaction.customId : (interaction.values[0] ?? '');
}

/** What a command or a component calls, and with what. Throws a user error for what is not there any more. */
export async function readCall(interaction: Answerable, known: Known, caller: Caller): Promise<ReadCall> {
  if (interaction.isChatInputCommand()) {
    const { data } = interaction.options;
    const [first] = data;
    const isNested = first?.type === ApplicationCommandOptionType.Subcommand;
    const values = isNested ? (first.options ?? []) : data;
    return { command: commandOf(known, interaction.commandName, isNested ? first.name : null, caller), given: Object.fromEntries(values.map(({ name, value }) => [name, value])) };
  }
  if (interaction.isMessageContextMenuCommand()) {
    const command = inMessageMenu(known.commands, interaction.commandName);
    if (command === null) throw noCommand(interaction.commandName, caller);
    const [option = ''] = Object.keys(command.options);
    return { command, given: { [option]: textOf(interaction.targetMessage) } };
  }
  const { call } = readPressed(interaction, caller);
  const { command, options } = 'kept' in call ? await keptCall(call.kept, known, caller) : call;
  const [name = '', subcommand = null] = command.split(' ');
  return { command: commandOf(known, name, subcommand, caller), given: options };
}

/** Keeps a call that is too long for a custom id. Null where nothing is kept, or it cannot be: its button is left out. */
export async function keepCall({ command, options }: Call, { state }: Pick<Context, 'state'>, { id: userId, guildId }: Caller): Promise<string | null> {
  return state === null ? null : state.keep({ kind: KIND, userId, guildId, body: { command, options } }).catch(() => null);
}

async function keptCall(id: string, { state }: Known, { words }: Caller): Promise<Call> {
  const kept = await state?.kept(id);
  if (kept?.kind !== KIND) throw userError(words.buttons.forgotten, words.results.askAgain);
  return kept.body as unknown as Call;
}

function commandOf({ commands }: Known, name: string, subcommand: string | null, caller: Caller): Callable {
  const command = findCallable(commands, name, subcommand);
  if (command === null) throw noCommand([name, subcommand].filter((part) => part !== null).join(' '), caller);
  return command;
}

function noCommand(name: string, { words }: Caller): Error {
  return userError(words.buttons.noCommand(name), words.buttons.reload);
}

/** The option that is being typed in; undefined where it is not known here. */
export function typedOption({ commandName, options }: AutocompleteInteraction, name: string, commands: readonly Command[]): Option | undefined {
  return findCallable(commands, commandName, options.getSubcommand(false))?.options[name];
}
