import { callbackType, checkCallback, interactionType, readCallback, readChoices } from './callback-rules.ts';
import { unknownMessage } from './discord-error.ts';
import { Form } from './form.ts';
import type { Interaction } from './interaction.ts';
import type { JsonObject } from './json.ts';
import { ShownMessage } from './message.ts';
import { flag, messageEdit, newMessage, refuseEmpty } from './message-rules.ts';
import { botJson } from './discord-objects.ts';

export interface Content {
  readonly body: JsonObject;
  /** Uploaded files as attachments. */
  readonly files: readonly JsonObject[];
}

export interface AnswerTools {
  readonly applicationId: string;
  readonly newId: () => string;
  /** Ends a check: throws 50035 where the form holds a problem. */
  readonly conclude: (form: Form) => void;
}

/** Takes the acknowledgement of an interaction: what callback requests say. */
export function answer(interaction: Interaction, content: Content, tools: AnswerTools): void {
  const form = new Form();
  checkCallback(content.body, interaction.start.question, form);
  tools.conclude(form);
  const { type, data } = readCallback(content.body);
  const { source } = interaction.start;
  if (type === callbackType.reply) refuseEmpty(data, content.files.length);
  if (type === callbackType.update && source) refuseEmpty(source.preview(data), content.files.length);
  interaction.acknowledge(type);
  switch (type) {
    case callbackType.reply:
    case callbackType.deferredReply: {
      const body = type === callbackType.reply ? data : null;
      interaction.original = newReply(interaction, { body, flags: flagsOf(data), files: content.files }, tools);
      break;
    }
    case callbackType.update:
      source?.edit(data, content.files);
      interaction.original = source;
      break;
    case callbackType.deferredUpdate:
      interaction.original = source;
      break;
    case callbackType.suggestions:
      interaction.choices = readChoices(data);
      break;
    default:
      interaction.modal = data;
  }
  interaction.settle();
}

/** Sends one more message. The first one after a deferred reply fills that reply, as on Discord. */
export function followUp(interaction: Interaction, content: Content, tools: AnswerTools): ShownMessage {
  const form = new Form();
  newMessage(content.body, form);
  tools.conclude(form);
  refuseEmpty(content.body, content.files.length);
  const { original } = interaction;
  if (original?.loading === true && !original.deleted) {
    original.edit(content.body, content.files);
    return original;
  }
  const message = newReply(interaction, { body: content.body, flags: flagsOf(content.body), files: content.files }, tools);
  interaction.followUps.push(message);
  interaction.followUpSignal.fire();
  return message;
}

export function editMessage(message: ShownMessage, content: Content, tools: AnswerTools): ShownMessage {
  const form = new Form();
  messageEdit(content.body, form);
  tools.conclude(form);
  refuseEmpty(message.preview(content.body), content.files.length + message.attachments.length);
  message.edit(content.body, content.files);
  return message;
}

/** `@original` or the id of one of its messages. Throws 10008. */
export function findMessage(interaction: Interaction, id: string): ShownMessage {
  const { original, followUps } = interaction;
  const found = id === '@original' || id === original?.id ? original : followUps.find((one) => one.id === id);
  if (!found || found.deleted) throw unknownMessage();
  return found;
}

/** The body of a callback's answer when `with_response` asks for one. */
export function callbackResponse(interaction: Interaction): JsonObject {
  const { original, callback, start } = interaction;
  return {
    interaction: {
      id: interaction.id,
      type: start.question.type,
      channel_id: start.place.channelId,
      guild_id: start.place.guild?.id ?? null,
      ...(original && {
        response_message_id: original.id,
        response_message_loading: original.loading,
        response_message_ephemeral: original.ephemeral,
      }),
    },
    ...(original && { resource: { type: callback, message: original.toJSON() } }),
  };
}

function flagsOf(data: JsonObject): number {
  return typeof data['flags'] === 'number' ? data['flags'] : 0;
}

const messageType = { default: 0, reply: 19, chatCommand: 20, menuCommand: 23 } as const;

function newReply(
  interaction: Interaction,
  sent: { body: JsonObject | null; flags: number; files: readonly JsonObject[] },
  tools: AnswerTools,
): ShownMessage {
  const { place, metadata, source, question } = interaction.start;
  const isFirst = interaction.original === null;
  const replied = source ?? (isFirst ? null : interaction.original);
  const first = question.type === interactionType.command ? commandMessage(metadata) : messageType.default;
  const frame = {
    type: replied ? messageType.reply : first,
    application_id: tools.applicationId,
    webhook_id: tools.applicationId,
    author: botJson(tools.applicationId),
    interaction_metadata: { ...metadata, id: interaction.id },
    guild_id: place.guild?.id,
    ...(replied && { message_reference: { type: 0, message_id: replied.id, channel_id: place.channelId, guild_id: place.guild?.id } }),
  };
  const flags = sent.flags & (flag.ephemeral | flag.suppressEmbeds | flag.suppressNotifications | flag.componentsV2);
  return new ShownMessage({ id: tools.newId(), channelId: place.channelId, frame, body: sent.body, flags, files: sent.files });
}

function commandMessage(metadata: JsonObject): number {
  return metadata['target_message_id'] === undefined ? messageType.chatCommand : messageType.menuCommand;
}
