import { randomUUID } from 'node:crypto';
import { interactionType } from './callback-rules.ts';
import { alreadyAcknowledged, invalidWebhookToken, unknownInteraction, unknownWebhook } from './discord-error.ts';
import { Interaction, type InteractionStart } from './interaction.ts';

/** The newest so many are remembered: a long run must not fill the memory. */
const remembered = 5000;

export interface DeskOptions {
  readonly applicationId: string;
  readonly deadlineMs: number;
  readonly tokenLifetimeMs: number;
  readonly newId: () => string;
}

/** Opens interactions and finds them again by what the bot holds of them: id and token. */
export class Desk {
  readonly #options: DeskOptions;
  readonly #byToken = new Map<string, Interaction>();

  constructor(options: DeskOptions) {
    this.#options = options;
  }

  open(start: InteractionStart): Interaction {
    const id = this.#options.newId();
    const token = Buffer.from(`interaction:${id}:${randomUUID()}`).toString('base64url');
    const interaction = new Interaction(id, token, start, this.#options.deadlineMs);
    this.#byToken.set(token, interaction);
    if (this.#byToken.size > remembered) this.#forgetOldest();
    return interaction;
  }

  /** For the one acknowledgement. Throws 10062 (unknown, or too late) or 40060 (done before). */
  waiting(id: string, token: string): Interaction {
    const found = this.#byToken.get(token);
    if (found?.id !== id) throw unknownInteraction();
    if (found.state === 'acknowledged') throw alreadyAcknowledged();
    // The timer of a busy process may be late; the deadline is not.
    if (found.age > this.#options.deadlineMs) found.expire();
    if (found.state === 'expired') throw unknownInteraction();
    return found;
  }

  /** For edits and follow-ups. Throws 10015 (not acknowledged, other application) or 50027 (no such token, or over). */
  acknowledged(applicationId: string, token: string): Interaction {
    if (applicationId !== this.#options.applicationId) throw unknownWebhook();
    const found = this.#byToken.get(token);
    if (found === undefined || found.age > this.#options.tokenLifetimeMs) throw invalidWebhookToken();
    if (found.state !== 'acknowledged' || found.start.question.type === interactionType.autocomplete) throw unknownWebhook();
    return found;
  }

  close(): void {
    for (const interaction of this.#byToken.values()) interaction.expire();
    this.#byToken.clear();
  }

  #forgetOldest(): void {
    const oldest = this.#byToken.entries().next().value;
    if (oldest === undefined) return;
    oldest[1].expire();
    this.#byToken.delete(oldest[0]);
  }
}
