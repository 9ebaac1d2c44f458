import { MessageFlags } from 'discord.js';
import type { Answerable, Component } from './calls.ts';
import type { Drawn } from './desk.ts';

/** Discord gives three seconds; what is not ready by then is announced, and follows. */
const DEFER_AFTER_MS = 2_000;

/** A message's pages are turned by whoever asked for it; what they alone see, nobody else can press. */
export function mayReplace(interaction: Answerable): interaction is Component {
  if (interaction.isCommand()) return false;
  return isOnPrivate(interaction) || interaction.message.interactionMetadata?.user.id === interaction.user.id;
}

/** Whether a component was pressed on a message that its asker alone sees. */
export function isOnPrivate(interaction: Answerable): boolean {
  return !interaction.isCommand() && interaction.message.flags.has(MessageFlags.Ephemeral);
}

/** Sends what is drawn: as a reply, or (`inPlace`) in the place of the message that was pressed. A fault never takes a message's place. */
export async function deliver(interaction: Answerable, inPlace: boolean, work: Promise<Drawn>): Promise<void> {
  const turns = inPlace && !interaction.isCommand() ? interaction : null;
  let deferred: Promise<unknown> | undefined;
  const timer = setTimeout(() => {
    deferred = turns === null ? interaction.deferReply({ flags: MessageFlags.Ephemeral }) : turns.deferUpdate();
    // Told below, when the work is done; until then it must not be an unhandled rejection.
    deferred.catch(() => undefined);
  }, DEFER_AFTER_MS);
  const { body, isPrivate, isFault } = await work;
  clearTimeout(timer);
  if (turns !== null && !isFault) {
    // What an earlier page brought along is of that page.
    const page = { ...body, attachments: [] };
    if (deferred === undefined) await turns.update(page);
    else {
      await deferred;
      await turns.editReply(page);
    }
    return;
  }
  const hidden = { ...body, flags: MessageFlags.Ephemeral } as const;
  if (deferred === undefined) await interaction.reply(isPrivate ? hidden : body);
  else {
    await deferred;
    if (turns === null) await interaction.editReply(body);
    else await turns.followUp(hidden);
  }
}
