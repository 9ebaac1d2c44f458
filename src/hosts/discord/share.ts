import { DiscordAPIError, MessageFlags, RESTJSONErrorCodes, type APIActionRowComponent, type APIComponentInMessageActionRow, type ButtonInteraction } from 'discord.js';
import type { Caller } from '../../command.ts';
import type { Fault } from '../../errors.ts';
import { outcomeOf } from '../observer.ts';
import type { Note } from './attend.ts';
import { readCall } from './calls.ts';
import { readCustomId } from './custom-ids.ts';
import { drawReply, replyTo, type Desk } from './desk.ts';
import { renderFault } from './render.ts';

interface Sharing {
  readonly desk: Desk;
  readonly caller: Caller;
  readonly note: Note;
  /** What to tell of what went wrong. */
  readonly told: (error: unknown) => Pick<Fault, 'message' | 'remedy'>;
}

/** What Discord says where the bot may not write. */
const MAY_NOT: ReadonlySet<string | number> = new Set([RESTJSONErrorCodes.MissingPermissions, RESTJSONErrorCodes.MissingAccess, RESTJSONErrorCodes.CannotSendMessagesToThisUser]);

/** Shows to all what its asker alone saw, made anew, and takes the button away. */
export async function share(interaction: ButtonInteraction, { desk, caller, note, told }: Sharing): Promise<void> {
  const { id } = interaction.message;
  await interaction.deferUpdate();
  if (!desk.shares.begin(id)) return;
  try {
    const reply = await replyTo(await readCall(interaction, desk.context, caller), desk.context, caller);
    note(outcomeOf(reply));
    const body = await drawReply({ ...reply, visibility: 'public' }, desk.context, caller);
    await interaction.followUp({ ...body, content: `-# ${caller.words.buttons.sharedBy(`<@${interaction.user.id}>`)}`, allowedMentions: { parse: [] } });
  } catch (error) {
    desk.shares.undo(id);
    const { buttons } = caller.words;
    const fault = error instanceof DiscordAPIError && MAY_NOT.has(error.code) ? { message: buttons.notShared, remedy: buttons.askForRights } : told(error);
    note('failed');
    await interaction.followUp({ ...renderFault(fault), flags: MessageFlags.Ephemeral });
    return;
  }
  await interaction.editReply({ components: withoutShare(interaction) });
}

function withoutShare({ message }: ButtonInteraction): APIActionRowComponent<APIComponentInMessageActionRow>[] {
  const rows = message.components.map((row) => row.toJSON() as APIActionRowComponent<APIComponentInMessageActionRow>);
  const isShare = (component: APIComponentInMessageActionRow): boolean => 'custom_id' in component && readCustomId(component.custom_id)?.press === 'share';
  return rows.map((row) => ({ ...row, components: row.components.filter((component) => !isShare(component)) })).filter(({ components }) => components.length > 0);
}
