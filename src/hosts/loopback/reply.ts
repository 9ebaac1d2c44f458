import { interactionType } from './callback-rules.ts';
import { botJson } from './discord-objects.ts';
import type { Interaction } from './interaction.ts';
import { text, type JsonObject } from './json.ts';
import { ShownMessage } from './message.ts';
import { flag } from './message-rules.ts';
import type { Shelf } from './shelf.ts';
import type { Upload } from './uploads.ts';

const messageType = { default: 0, reply: 19, chatCommand: 20, menuCommand: 23 } as const;
const keptFlags = flag.ephemeral | flag.suppressEmbeds | flag.suppressNotifications | flag.componentsV2;

export interface ReplyTools {
  readonly applicationId: string;
  readonly newId: () => string;
  readonly shelf: Shelf;
}

/** A new message that answers an interaction: its reply, or a follow-up of it. `body` null: it is still thought about. */
export function newReply(interaction: Interaction, sent: { body: JsonObject | null; flags: number; uploads: readonly Upload[] }, tools: ReplyTools): ShownMessage {
  const { place, metadata, question } = interaction.start;
  const { original } = interaction;
  const replied = repliedTo(interaction);
  const isMenuCommand = metadata['target_message_id'] !== undefined;
  const own = isMenuCommand ? messageType.menuCommand : messageType.chatCommand;
  const isCommandReply = question.type === interactionType.command && original === null;
  const frame = {
    type: isCommandReply ? own : replied === null ? messageType.default : messageType.reply,
    application_id: tools.applicationId,
    webhook_id: tools.applicationId,
    author: botJson(tools.applicationId),
    interaction_metadata: { ...metadata, id: interaction.id, ...(original && { original_response_message_id: original.id }) },
    guild_id: place.guild?.id,
    ...(replied !== null && { message_reference: { type: 0, message_id: replied, channel_id: place.channelId, guild_id: place.guild?.id } }),
  };
  const flags = (sent.flags & keptFlags) | (interaction.privateAlone ? flag.ephemeral : 0);
  const about = { channelId: place.channelId, ephemeral: (flags & flag.ephemeral) !== 0 };
  const files = sent.body === null ? [] : tools.shelf.keep(sent.body, sent.uploads, about);
  return new ShownMessage({ id: tools.newId(), place, frame, body: sent.body, flags, files });
}

/** The message with the pressed component; else of a follow-up the reply, and of a menu command's reply its message. */
function repliedTo({ start, original }: Interaction): string | null {
  const target = text(start.metadata['target_message_id']);
  return start.source?.id ?? original?.id ?? (target === '' ? null : target);
}
