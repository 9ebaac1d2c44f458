import * as spec from 'discord-api-spec/zod';

export interface OutgoingBody {
  readonly method: string;
  /** After /api/v10, without the query. */
  readonly path: string;
  readonly body: unknown;
}

type Schema = typeof spec.MessageResponseSchema;

const callbacks: Readonly<Record<number, Schema>> = {
  4: spec.CreateMessageInteractionCallbackRequestSchema,
  5: spec.CreateMessageInteractionCallbackRequestSchema,
  6: spec.UpdateMessageInteractionCallbackRequestSchema,
  7: spec.UpdateMessageInteractionCallbackRequestSchema,
  8: spec.ApplicationCommandAutocompleteCallbackRequestSchema,
  9: spec.ModalInteractionCallbackRequestSchema,
};

const callback = /^POST \/interactions\/\d+\/[^/]+\/callback$/u;
const followUp = /^POST \/webhooks\/\d+\/[^/]+$/u;
const edit = /^PATCH \/webhooks\/\d+\/[^/]+\/messages\/[^/]+$/u;
const commands = /^PUT \/applications\/\d+(\/guilds\/\d+)?\/commands$/u;

/**
 * Throws, naming route and place, when a body does not fit Discord's published schema.
 * The schema knows neither the 6,000 characters in all embeds together, nor command-name letters,
 * nor repeated custom_ids, nor unknown keys: those the loopback Discord refuses itself.
 */
export function checkBody({ method, path, body }: OutgoingBody): void {
  const route = `${method} ${path}`;
  if (callback.test(route)) {
    const type = (body as { type?: unknown } | null)?.type;
    const schema = callbacks[Number(type)];
    if (schema === undefined) throw new Error(`${route}: callback type ${String(type)} has no schema`);
    fits(schema, body, route);
  } else if (followUp.test(route)) fits(spec.IncomingWebhookRequestPartialSchema, body, route);
  else if (edit.test(route)) fits(spec.IncomingWebhookUpdateRequestPartialSchema, body, route);
  else if (commands.test(route)) {
    if (!Array.isArray(body)) throw new Error(`${route}: not a list of commands`);
    for (const command of body as object[]) fits(spec.ApplicationCommandUpdateRequestSchema, numericPermissions(command), route);
  } else throw new Error(`${route}: no schema is known for this route`);
}

/** Throws when a message that Discord (or its stand-in) gave out does not fit the published schema. */
export function checkMessage(message: unknown): void {
  fits(spec.MessageResponseSchema, message, 'message');
}

/** Throws when a command that Discord (or its stand-in) gave out does not fit the published schema. */
export function checkCommand(command: unknown): void {
  fits(spec.ApplicationCommandResponseSchema, command, 'command');
}

/** Discord takes the permission bits as text too, and discord.js sends them so; the schema has them as a number. */
function numericPermissions(command: object): object {
  const { default_member_permissions: bits } = command as { default_member_permissions?: unknown };
  return typeof bits === 'string' ? { ...command, default_member_permissions: Number(bits) } : command;
}

function fits(schema: Schema, value: unknown, what: string): void {
  const { success, error } = schema.safeParse(value);
  if (success) return;
  throw new Error(`${what} does not fit Discord's schema: ${JSON.stringify(error?.issues, null, 1)}`);
}
