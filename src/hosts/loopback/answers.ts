import { callbackType, checkCallback, readCallback, readChoices } from './callback-rules.ts';
import { tooManyFollowUps, unknownMessage } from './discord-error.ts';
import { Form } from './form.ts';
import type { Interaction } from './interaction.ts';
import type { JsonObject } from './json.ts';
import type { ShownMessage } from './message.ts';
import { messageEdit, newMessage, refuseEmpty } from './message-rules.ts';
import { newReply, type ReplyTools } from './reply.ts';
import { checkUploads, countFiles, type Upload } from './uploads.ts';

export interface Content {
  readonly body: JsonObject;
  readonly uploads: readonly Upload[];
}

export interface AnswerTools extends ReplyTools {
  /** Ends a check: throws 50035 where the form holds a problem. */
  readonly conclude: (form: Form) => void;
}

/** Takes the acknowledgement of an interaction: what callback requests say. */
export function answer(interaction: Interaction, content: Content, tools: AnswerTools): void {
  const form = new Form();
  checkCallback(content.body, interaction.start.question, form);
  const { type, data } = readCallback(content.body);
  const { source } = interaction.start;
  const given = { body: data, uploads: content.uploads };
  const updated = type === callbackType.update ? source : null;
  form.at('data', () => { checkUploads(data, given.uploads, form, updated?.attachments); });
  tools.conclude(form);
  if (type === callbackType.reply) refuseEmpty(data, countFiles(data, given.uploads));
  if (updated) refuseEmptied(updated, given);
  interaction.acknowledge(type);
  switch (type) {
    case callbackType.reply:
    case callbackType.deferredReply: {
      const body = type === callbackType.reply ? data : null;
      interaction.original = newReply(interaction, { body, flags: flagsOf(data), uploads: given.uploads }, tools);
      break;
    }
    case callbackType.update:
      if (updated) change(updated, given, tools);
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
  checkUploads(content.body, content.uploads, form);
  tools.conclude(form);
  refuseEmpty(content.body, countFiles(content.body, content.uploads));
  const { original } = interaction;
  if (original?.loading === true && !original.deleted) {
    change(original, content, tools);
    return original;
  }
  if (interaction.followUps.length >= interaction.mostFollowUps) throw tooManyFollowUps();
  const message = newReply(interaction, { body: content.body, flags: flagsOf(content.body), uploads: content.uploads }, tools);
  interaction.followUps.push(message);
  interaction.followUpSignal.fire();
  return message;
}

export function editMessage(message: ShownMessage, content: Content, tools: AnswerTools): ShownMessage {
  const form = new Form();
  messageEdit(content.body, form);
  checkUploads(content.body, content.uploads, form, message.attachments);
  tools.conclude(form);
  refuseEmptied(message, content);
  change(message, content, tools);
  return message;
}

/** Throws 50006 where the change would leave nothing to be shown. */
function refuseEmptied(message: ShownMessage, { body, uploads }: Content): void {
  refuseEmpty(message.preview(body), countFiles(body, uploads, message.attachments));
}

function change(message: ShownMessage, { body, uploads }: Content, { shelf }: AnswerTools): void {
  const before = message.attachments;
  message.edit(body, shelf.keep(body, uploads, message));
  shelf.drop(before.filter((one) => !message.attachments.includes(one)));
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
