import { randomBytes } from 'node:crypto';
import { DiscordAPIError, RESTJSONErrorCodes, type AutocompleteInteraction, type Interaction } from 'discord.js';
import type { Logger } from 'pino';
import type { Caller, Choice, Reply } from '../../command.ts';
import { Fault } from '../../errors.ts';
import { loggedError } from '../../log/error.ts';
import { outcomeOf } from '../observer.ts';
import { saidIn, type Note } from './attend.ts';
import { callerOf } from './caller.ts';
import { pressedId, readCall, typedOption, type Answerable } from './calls.ts';
import { readCustomId } from './custom-ids.ts';
import { deliver, isOnPrivate, mayReplace } from './deliver.ts';
import { drawReply, replyTo, type Desk, type Drawn } from './desk.ts';
import { fit, LIMITS } from './limits.ts';
import { renderFault } from './render.ts';
import { share } from './share.ts';

/** Discord takes replies for 15 minutes, and each once: what was asked for is done, and can be looked at with the command. */
const OVER: ReadonlySet<string | number> = new Set([RESTJSONErrorCodes.InvalidWebhookToken, RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged]);

/** Answers one interaction. Never rejects: what fails is told to the user, with an id, and logged under it. `note` is told how it ends. */
export async function handleInteraction(interaction: Interaction, desk: Desk, note: Note = () => undefined): Promise<void> {
  try {
    if (interaction.isAutocomplete()) await interaction.respond(await suggest(interaction, desk, note));
    else if (isAnswerable(interaction)) await answer(interaction, desk, note);
  } catch (error) {
    if (error instanceof DiscordAPIError && OVER.has(error.code)) {
      desk.log.warn({ interaction: interaction.id, code: error.code }, 'a reply came after its interaction had ended (15 minutes), or a second time');
      return;
    }
    // The answer itself could not be sent (late, Discord down): nobody can be told any more.
    note('failed');
    desk.log.error({ err: loggedError(error, saidIn(interaction)), interaction: interaction.id }, 'an interaction could not be answered');
  }
}

function isAnswerable(interaction: Interaction): interaction is Answerable {
  return interaction.isChatInputCommand() || interaction.isMessageContextMenuCommand() || interaction.isButton() || interaction.isStringSelectMenu();
}

async function answer(interaction: Answerable, desk: Desk, note: Note): Promise<void> {
  const caller = callerOf(interaction, { ownerIds: desk.ownerIds, languages: desk.context.languages });
  // What is no button of ours is answered with what to do.
  const press = interaction.isCommand() ? 'new' : (readCustomId(pressedId(interaction))?.press ?? 'new');
  if (press === 'share' && interaction.isButton()) {
    await share(interaction, { desk, caller, note, told: (error) => toldFault(error, interaction, desk.log, caller) });
    return;
  }
  const isTurned = press === 'inPlace' && mayReplace(interaction);
  const notYours = press === 'inPlace' && !isTurned ? caller.words.buttons.notYours : null;
  await deliver(interaction, isTurned, draw(interaction, { desk, caller, note, isTurned, notYours }));
}

interface Drawing {
  readonly desk: Desk;
  readonly caller: Caller;
  readonly note: Note;
  /** The reply takes the place of the message. */
  readonly isTurned: boolean;
  /** What to tell somebody who pressed what is another's. */
  readonly notYours: string | null;
}

async function draw(interaction: Answerable, { desk: { context, log }, caller, note, isTurned, notYours }: Drawing): Promise<Drawn> {
  try {
    const called = await readCall(interaction, context, caller);
    const made = await replyTo(called, context, caller);
    note(outcomeOf(made));
    const isPrivate = isTurned ? isOnPrivate(interaction) : made.visibility === 'private' || !interaction.isCommand();
    const lead = [notYours, made.lead].filter((line) => line !== null).join('\n') || null;
    const reply: Reply = { ...made, lead, visibility: isPrivate ? 'private' : 'public' };
    return { body: await drawReply(reply, context, caller), isPrivate, isFault: false };
  } catch (error) {
    note(error instanceof Fault && error.type === 'user' ? 'user error' : 'failed');
    return { body: renderFault(toldFault(error, interaction, log, caller)), isPrivate: true, isFault: true };
  }
}

/** The asker's mistake as it is; anything else becomes an id that the log knows more about. */
function toldFault(error: unknown, interaction: Interaction, log: Logger, { words }: Caller): Pick<Fault, 'message' | 'remedy'> {
  if (error instanceof Fault && error.type === 'user') return error;
  const id = randomBytes(4).toString('hex');
  log.error({ err: loggedError(error, saidIn(interaction)), errorId: id, interaction: interaction.id }, 'a command failed');
  return { message: words.buttons.failed(id), remedy: words.buttons.tryAgain };
}

/** Choices for what was typed so far; none, rather than an error, when it fails: the user can go on typing. */
async function suggest(interaction: AutocompleteInteraction, { context, ownerIds, log }: Desk, note: Note): Promise<Choice[]> {
  try {
    const { name, value } = interaction.options.getFocused(true);
    const option = typedOption(interaction, name, context.commands);
    if (option?.type !== 'string' || option.suggest === undefined) return [];
    const choices = await option.suggest(value, context, callerOf(interaction, { ownerIds, languages: context.languages }));
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
