import { LRUCache } from 'lru-cache';
import type { Interaction } from '../loopback/interaction.ts';
import { isObject, text, type JsonObject } from '../loopback/json.ts';
import { locales } from '../loopback/locales.ts';
import type { Loopback } from '../loopback/loopback.ts';
import type { ShownMessage } from '../loopback/message.ts';
import type { Outcome } from '../loopback/outcome.ts';
import type { OptionValues, Path } from '../loopback/user-options.ts';
import { Download } from './download.ts';
import { Refusal } from './refusal.ts';
import { tokenOf, type SentLog } from './sent-log.ts';
import { PEOPLE, type Answer, type Json, type Push, type Sent, type ShownCommand, type Suggested } from './wire.ts';

/** So many of the newest messages and interactions are known: an open page must not fill the memory. */
const REMEMBERED = 1_000;
/** A reply that comes later than this is pushed to the page when it is there. */
const SETTLE_MS = 60_000;

/** The one channel that the page shows: what a person does in it, and what comes back. */
export class Channel {
  readonly #loopback: Loopback;
  readonly #log: SentLog;
  readonly #push: (news: Push) => void;
  readonly #messages = new LRUCache<string, ShownMessage>({ max: REMEMBERED });
  /** Answered interactions by token: the bot may still edit, delete and add messages. */
  readonly #answered = new LRUCache<string, Interaction>({ max: REMEMBERED });
  readonly #forms = new LRUCache<string, Outcome>({ max: REMEMBERED });

  constructor(loopback: Loopback, log: SentLog, push: (news: Push) => void) {
    this.#loopback = loopback;
    this.#log = log;
    this.#push = push;
  }

  /** Commands of this place: the server's own and the global ones that they do not hide. */
  commands(): readonly ShownCommand[] {
    const own = this.#loopback.guildIds.slice(0, 1).flatMap((guildId) => this.#loopback.commands.list(guildId));
    const hidden = new Set(own.map(({ type, name }) => `${type} ${name}`));
    const all = [...own, ...this.#loopback.commands.list(null).filter(({ type, name }) => !hidden.has(`${type} ${name}`))];
    return all.map((command) => command as unknown as ShownCommand);
  }

  async command(given: Json): Promise<Answer> {
    return this.#answer(await this.#loopback.command({ ...call(given), ...actor(given), settleMs: SETTLE_MS }));
  }

  async autocomplete(given: Json): Promise<Suggested> {
    return this.#loopback.autocomplete({ ...call(given), ...actor(given), option: text(given['option']), partial: text(given['partial']) });
  }

  async press(given: Json): Promise<Answer> {
    return this.#answer(await this.#loopback.press(this.#message(given), text(given['customId']), { ...actor(given), settleMs: SETTLE_MS }));
  }

  async select(given: Json): Promise<Answer> {
    const values = Array.isArray(given['values']) ? given['values'].map(text) : [];
    return this.#answer(await this.#loopback.select(this.#message(given), text(given['customId']), values, { ...actor(given), settleMs: SETTLE_MS }));
  }

  async submit(given: Json): Promise<Answer> {
    const form = this.#forms.get(text(given['key']));
    if (form === undefined) throw new Refusal(410, 'This form is not known any more.', 'Open it again.');
    return this.#answer(await this.#loopback.submit(form, textValues(given['values']), SETTLE_MS));
  }

  /** A command of a message's menu. */
  async messageCommand(given: Json): Promise<Answer> {
    return this.#answer(await this.#loopback.messageCommand({ name: text(given['name']), message: this.#message(given), ...actor(given), settleMs: SETTLE_MS }));
  }

  /** A command of a person's menu. */
  async userCommand(given: Json): Promise<Answer> {
    return this.#answer(await this.#loopback.userCommand({ name: text(given['name']), targetId: text(given['targetId']), ...actor(given), settleMs: SETTLE_MS }));
  }

  write(given: Json): Json {
    const message = this.#loopback.write(text(given['content']), actor(given));
    this.#messages.set(message.id, message);
    return message.toJSON();
  }

  /** A file of a message, for those who see the message. */
  async file(given: Json): Promise<Download> {
    const message = this.#message(given);
    const found = message.attachments.find((one) => one['id'] === given['id']);
    const isHidden = message.ephemeral && message.askerId !== actor(given).userId;
    const response = found === undefined || isHidden || message.deleted ? null : await fetch(text(found['url']));
    if (found === undefined || response?.ok !== true) throw new Refusal(410, 'This file is not here any more.', 'Send the command again, then take the file of the new reply.');
    return new Download(text(found['filename']), Buffer.from(await response.arrayBuffer()));
  }

  /** Called after each request of the bot: tells the pages what it changed after its answer. */
  observe(sent: Sent): void {
    const interaction = this.#answered.get(tokenOf(sent.path));
    if (interaction === undefined || sent.status >= 400) return;
    for (const message of messagesOf(interaction)) {
      if (message.deleted) this.#push({ type: 'deleted', id: message.id });
      else this.#push({ type: 'message', message: message.toJSON(), sent: this.#log.of(interaction.token) });
    }
  }

  #answer(outcome: Outcome): Answer {
    const { failed, message, followUps, modal, elapsedMs, interaction } = outcome;
    const shown = message?.deleted === true ? null : message;
    this.#answered.set(interaction.token, interaction);
    for (const one of messagesOf(interaction)) this.#messages.set(one.id, one);
    if (modal !== null) this.#forms.set(interaction.id, outcome);
    return {
      failed,
      message: shown?.toJSON() ?? null,
      followUps: followUps.map((one) => one.toJSON()),
      form: modal === null ? null : { key: interaction.id, modal },
      elapsedMs,
      sent: this.#log.of(interaction.token),
    };
  }

  #message(given: Json): ShownMessage {
    const found = this.#messages.get(text(given['messageId']));
    if (found !== undefined) return found;
    throw new Refusal(410, 'This message is from before the bot was started anew, and is not known here any more.', 'Send the command again, then use the new reply.');
  }
}

function messagesOf({ original, followUps }: Interaction): readonly ShownMessage[] {
  return original === null ? followUps : [original, ...followUps];
}

/** Who does it, in which language. */
function actor({ as: person, locale }: Json): { readonly userId: string; readonly locale: string } {
  return { userId: PEOPLE[person === 'other' ? 'other' : 'you'], locale: locales.find((one) => one === locale) ?? 'en-US' };
}

function call(given: Json): { readonly name: string; readonly options: OptionValues } & Path {
  const { group, subcommand, options } = given;
  return {
    name: text(given['name']),
    ...(typeof group === 'string' && { group }),
    ...(typeof subcommand === 'string' && { subcommand }),
    options: Object.fromEntries(Object.entries(isObject(options) ? options : {}).filter(([, value]) => isValue(value))) as OptionValues,
  };
}

function isValue(value: unknown): value is string | number | boolean | JsonObject {
  return ['string', 'number', 'boolean'].includes(typeof value) || isObject(value);
}

function textValues(given: unknown): Record<string, string> {
  return Object.fromEntries(Object.entries(isObject(given) ? given : {}).map(([name, value]) => [name, text(value)]));
}
