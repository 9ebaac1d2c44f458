import { randomBytes } from 'node:crypto';
import { DiscordAPIError, MessageFlags, RESTJSONErrorCodes, type AutocompleteInteraction, type ButtonInteraction, type ChatInputCommandInteraction, type Interaction } from 'discord.js';
import type { Logger } from 'pino';
import { readArguments } from '../../command/arguments.ts';
import type { Choice, Context } from '../../command.ts';
import { Fault } from '../../errors.ts';
import { loggedError } from '../../log/error.ts';
import { outcomeOf } from '../observer.ts';
import { saidIn, type Note } from './attend.ts';
import { callerOf } from './caller.ts';
import { readCall, typedOption } from './calls.ts';
import { fit, LIMITS } from './limits.ts';
import { renderFault, renderReply, type MessageBody } from './render.ts';

/** Discord gives three seconds; what is not ready by then is announced, and follows. */
const DEFER_AFTER_MS = 2_000;

type Answerable = ChatInputCommandInteraction | ButtonInteraction;
/** What answering stands on, the same for every interaction. */
export interface Desk {
  readonly context: Context;
  readonly ownerIds: ReadonlySet<string>;
  readonly log: Logger;
}

interface Drawn {
  readonly body: MessageBody;
  readonly isPrivate: boolean;
}

/** Answers one interaction. Never rejects: what fails is told to the user, with an id, and logged under it. `note` is told how it ends. */
export async function handleInteraction(interaction: Interaction, desk: Desk, note: Note = () => undefined): Promise<void> {
  try {
    if (interaction.isAutocomplete()) await interaction.respond(await suggest(interaction, desk, note));
    else if (interaction.isChatInputCommand() || interaction.isButton()) await answer(interaction, desk, note);
  } catch (error) {
    if (isOver(error)) {
      // What was asked for is done; whoever asked can look at it with the command.
      desk.log.warn({ interaction: interaction.id }, 'a reply came after its interaction had ended (15 minutes)');
      return;
    }
    // The answer itself could not be sent (late, twice, Discord down): nobody can be told any more.
    note('failed');
    desk.log.error({ err: loggedError(error, saidIn(interaction)), interaction: interaction.id }, 'an interaction could not be answered');
  }
}

/** Discord takes replies for 15 minutes, and then tells this. */
function isOver(error: unknown): boolean {
  return error instanceof DiscordAPIError && error.code === RESTJSONErrorCodes.InvalidWebhookToken;
}

async function answer(interaction: Answerable, desk: Desk, note: Note): Promise<void> {
  const work = draw(interaction, desk, note);
  let deferred: Promise<unknown> | undefined;
  const timer = setTimeout(() => {
    deferred = interaction.deferReply({ flags: MessageFlags.Ephemeral });
    // Told below, when the work is done; until then it must not be an unhandled rejection.
    deferred.catch(() => undefined);
  }, DEFER_AFTER_MS);
  const { body, isPrivate } = await work;
  clearTimeout(timer);
  if (deferred !== undefined) {
    await deferred;
    await interaction.editReply(body);
  } else {
    await interaction.reply(isPrivate ? { ...body, flags: MessageFlags.Ephemeral } : body);
  }
}

async function draw(interaction: Answerable, { context, ownerIds, log }: Desk, note: Note): Promise<Drawn> {
  try {
    const { command, given } = readCall(interaction, context.commands);
    const reply = await command.run(readArguments(command, given), context, callerOf(interaction, ownerIds));
    note(outcomeOf(reply));
    return { body: renderReply(reply), isPrivate: reply.visibility === 'private' || interaction.isButton() };
  } catch (error) {
    note(error instanceof Fault && error.type === 'user' ? 'user error' : 'failed');
    return { body: renderFault(toldFault(error, interaction, log)), isPrivate: true };
  }
}

/** The asker's mistake as it is; anything else becomes an id that the log knows more about. */
function toldFault(error: unknown, interaction: Interaction, log: Logger): Pick<Fault, 'message' | 'remedy'> {
  if (error instanceof Fault && error.type === 'user') return error;
  const id = randomBytes(4).toString('hex');
  log.error({ err: loggedError(error, saidIn(interaction)), errorId: id, interaction: interaction.id }, 'a command failed');
  return { message: `Something went wrong here, not with your question (error ${id}).`, remedy: 'Try again in a moment. If it goes on, tell whoever runs this bot that number.' };
}

/** Choices for what was typed so far; none, rather than an error, when it fails: the user can go on typing. */
async function suggest(interaction: AutocompleteInteraction, { context, ownerIds, log }: Desk, note: Note): Promise<Choice[]> {
  try {
    const { name, value } = interaction.options.getFocused(true);
    const option = typedOption(interaction, name, context.commands);
    if (option?.type !== 'string' || option.suggest === undefined) return [];
    const choices = await option.suggest(value, context, callerOf(interaction, ownerIds));
    return choices
      .filter((choice) => choice.name !== '' && choice.value.length <= LIMITS.choice)
      .slice(0, LIMITS.choices)
      .map((choice) => ({ name: fit(choice.name, LIMITS.choice), value: choice.value }));
  } catch (error) {
    note('failed');
    log.error({ err: loggedError(error, saidIn(interaction)), interaction: interaction.id }, 'autocomplete failed');
    return [];
  }
}
