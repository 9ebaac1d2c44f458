import type { JsonObject } from './json.ts';

/** An answer other than success, as Discord words it: the HTTP status, its own code, and for code 50035 the places. */
export class DiscordError extends Error {
  override readonly name = 'DiscordError';
  readonly status: number;
  readonly code: number;
  readonly errors: JsonObject | undefined;

  constructor(status: number, code: number, message: string, errors?: JsonObject) {
    super(message);
    this.status = status;
    this.code = code;
    this.errors = errors;
  }

  toJSON(): JsonObject {
    return { message: this.message, code: this.code, ...(this.errors && { errors: this.errors }) };
  }
}

export const unauthorized = (): DiscordError => new DiscordError(401, 0, '401: Unauthorized');
export const notFound = (): DiscordError => new DiscordError(404, 0, '404: Not Found');
export const methodNotAllowed = (): DiscordError => new DiscordError(405, 0, '405: Method Not Allowed');
export const unknownApplication = (): DiscordError => new DiscordError(404, 10002, 'Unknown Application');
export const unknownGuild = (): DiscordError => new DiscordError(404, 10004, 'Unknown Guild');
export const unknownMessage = (): DiscordError => new DiscordError(404, 10008, 'Unknown Message');
export const unknownWebhook = (): DiscordError => new DiscordError(404, 10015, 'Unknown Webhook');
export const unknownInteraction = (): DiscordError => new DiscordError(404, 10062, 'Unknown interaction');
export const tooManyCommands = (limit: number): DiscordError =>
  new DiscordError(400, 30032, `Maximum number of application commands reached (${limit}).`);
export const entityTooLarge = (): DiscordError => new DiscordError(413, 40005, 'Request entity too large');
export const alreadyAcknowledged = (): DiscordError =>
  new DiscordError(400, 40060, 'Interaction has already been acknowledged.');
export const tooManyFollowUps = (): DiscordError =>
  new DiscordError(400, 40094, 'This interaction has hit the maximum number of follow up messages');
export const missingAccess = (): DiscordError => new DiscordError(403, 50001, 'Missing Access');
export const emptyMessage = (): DiscordError => new DiscordError(400, 50006, 'Cannot send an empty message');
export const invalidWebhookToken = (): DiscordError => new DiscordError(401, 50027, 'Invalid Webhook Token');
export const invalidForm = (errors: JsonObject): DiscordError =>
  new DiscordError(400, 50035, 'Invalid Form Body', errors);
export const invalidJson = (): DiscordError =>
  new DiscordError(400, 50109, 'The request body contains invalid JSON.');
