import { randomBytes } from 'node:crypto';
import { MessageFlags, type AutocompleteInteraction, type ButtonInteraction, type ChatInputCommandInteraction, type Interaction } from 'discord.js';
import type { Logger } from 'pino';
import { readArguments } from '../../command/arguments.ts';
import type { Choice, Command, Context, GivenArguments } from '../../command.ts';
import { Fault, userError } from '../../errors.ts';
import { decodeAction } from './actions.ts';
import { fit, LIMITS } from './limits.ts';
import { renderFault, renderReply, type MessageBody } from './render.ts';

/** Discord gives three seconds; what is not ready by then is announced, and follows. */
const DEFER_AFTER_MS = 2_000;

type Answerable = ChatInputCommandInteraction | ButtonInteraction;
interface Drawn {
  readonly body: MessageBody;
  readonly isPrivate: boolean;
}

/** Answers one interaction. Never rejects: what fails is told to the user, with an id, and logged under it. */
export async function handleInteraction(interaction: Interaction, context: Context, log: Logger): Promise<void> {
  try {
    if (interaction.isAutocomplete()) await interaction.respond(await suggest(interaction, context, log));
    else if (interaction.isChatInputCommand() || interaction.isButton()) await answer(interaction, context, log);
  } catch (error) {
    // The answer itself could not be sent (late, twice, Discord down): nobody can be told any more.
    log.error({ err: error, interaction: interaction.id }, 'an interaction could not be answered');
  }
}

async function answer(interaction: Answerable, context: Context, log: Logger): Promise<void> {
  const work = draw(interaction, context, log);
  const timer = setTimeout(() => { deferred ??= interaction.deferReply({ flags: MessageFlags.Ephemeral }); }, DEFER_AFTER_MS);
  let deferred: Promise<unknown> | undefined;
  const { body, isPrivate } = await work;
  clearTimeout(timer);
  if (deferred !== undefined) {
    await deferred;
    await interaction.editReply(body);
  } else {
    await interaction.reply(isPrivate ? { ...body, flags: MessageFlags.Ephemeral } : body);
  }
}

async function draw(interaction: Answerable, context: Context, log: Logger): Promise<Drawn> {
  try {
    const { command, given } = readCall(interaction, context.commands);
    const reply = await command.run(readArguments(command, given), context);
    return { body: renderReply(reply), isPrivate: reply.visibility === 'private' || interaction.isButton() };
  } catch (error) {
    return { body: renderFault(toldFault(error, interaction, log)), isPrivate: true };
  }
}

/** The asker's mistake as it is; anything else becomes an id that the log knows more about. */
function toldFault(error: unknown, interaction: Interaction, log: Logger): Pick<Fault, 'message' | 'remedy'> {
  if (error instanceof Fault && error.type === 'user') return error;
  const id = randomBytes(4).toString('hex');
  log.error({ err: error, errorId: id, interaction: interaction.id }, 'a command failed');
  return { message: `Something went wrong here, not with your question (error ${id}).`, remedy: 'Try again in a moment. If it goes on, tell whoever runs this bot that number.' };
}

interface Call {
  readonly command: Command;
  readonly given: GivenArguments;
}

function readCall(interaction: Answerable, commands: readonly Command[]): Call {
  if (interaction.isChatInputCommand()) {
    const given = Object.fromEntries(interaction.options.data.map(({ name, value }) => [name, value]));
    return { command: known(interaction.commandName, commands), given };
  }
  const action = decodeAction(interaction.customId);
  if (action === null) throw userError('This button is of an older message and no longer works.', 'Ask again with the command.');
  return { command: known(action.command, commands), given: action.options };
}

function known(name: string, commands: readonly Command[]): Command {
  const command = commands.find((one) => one.name === name);
  if (command !== undefined) return command;
  throw userError(`This bot has no command /${name} any more.`, 'Reload Discord (Ctrl-R) to see its present commands, or use /help.');
}

/** Choices for what was typed so far; none, rather than an error, when it fails: the user can go on typing. */
async function suggest(interaction: AutocompleteInteraction, context: Context, log: Logger): Promise<Choice[]> {
  try {
    const { name, value } = interaction.options.getFocused(true);
    const option = context.commands.find((command) => command.name === interaction.commandName)?.options[name];
    if (option?.type !== 'string' || option.suggest === undefined) return [];
    const choices = await option.suggest(value, context);
    return choices
      .filter((choice) => choice.name !== '' && choice.value.length <= LIMITS.choice)
      .slice(0, LIMITS.choices)
      .map((choice) => ({ name: fit(choice.name, LIMITS.choice), value: choice.value }));
  } catch (error) {
    log.error({ err: error, interaction: interaction.id }, 'autocomplete failed');
    return [];
  }
}
