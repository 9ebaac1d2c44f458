import { text, type JsonObject } from '../../loopback/json.ts';
import type { Answer, Json, Person } from '../wire.ts';
import { actor, isPrivate, sees } from './acting.ts';
import { problemOf, ask } from './api.ts';
import type { Call } from './calls.ts';
import { drawDetails } from './details.ts';
import { announce, button, el, part } from './dom.ts';
import { openForm } from './form.ts';
import { authorOf, drawMessage, drawUsed, summaryOf } from './message.ts';
import { replace } from './replace.ts';
import type { Entry, Visit } from './visit.ts';

/** The server's status for what Discord's own client would not send. */
const UNSENDABLE = 422;

/** How something began: what it is called, and the command to send again. */
export interface Started {
  readonly used: string | null;
  readonly call: Call | null;
  /** Begun from a part of a message, which itself shows that it is under way. */
  readonly isQuiet?: boolean;
}

interface Begun extends Started {
  readonly by: Person;
}

export interface LogUses {
  /** Sends a command again. */
  readonly again: (call: Call) => void;
  /** Buttons to show below a message, by what is offered on it. */
  readonly tools: (message: JsonObject, entry: Entry) => readonly HTMLElement[];
}

/** The messages of the channel, newest last. */
export class Log {
  readonly #visit: Visit;
  readonly #uses: LogUses;
  readonly #list = part('messages');
  readonly #drawn = new Map<number, HTMLElement>();

  constructor(visit: Visit, uses: LogUses) {
    this.#visit = visit;
    this.#uses = uses;
  }

  /** Draws what this tab remembers. */
  restore(): void {
    for (const entry of this.#visit.entries) this.#draw(entry);
    this.#empty();
    this.#toEnd();
  }

  /**
   * Does something on the server, showing that it is under way, its answer, or why there is none. Resolves with what the
   * person has to mend in a command before it can be sent; else null.
   */
  async run(start: Started, work: () => Promise<Answer>): Promise<string | null> {
    const by = actor().as;
    const waiting = el('article', { class: 'entry waiting' }, el('em', {}, 'The bot is thinking…'));
    if (start.used !== null) waiting.prepend(drawUsed(start.used, by));
    if (start.isQuiet !== true) {
      this.#list.append(waiting);
      this.#empty();
      this.#toEnd();
    }
    try {
      this.#show({ ...start, by }, await work());
    } catch (error) {
      const { message, remedy, status } = problemOf(error);
      if (status === UNSENDABLE && start.call !== null) return `${message} ${remedy}`;
      this.#fail({ ...start, by }, message, remedy);
    } finally {
      waiting.remove();
      this.#empty();
    }
    return null;
  }

  /** Shows a message that the person wrote. */
  wrote(message: JsonObject): void {
    this.#add(this.#visit.add({ message }));
  }

  /** A line of the page's own: what happened to the connection. */
  note(line: string): void {
    this.#list.append(el('p', { class: 'note' }, line));
    this.#toEnd();
  }

  /** Shows a message in its present state, if this tab shows it; a new one, if it belongs to one that is shown. */
  update(message: JsonObject, sent: Answer['sent']): void {
    const shown = this.#entryOf(text(message['id']));
    if (shown !== null) {
      shown.message = newer(shown.message, message);
      shown.sent = sent;
      // It came after all.
      shown.failed = null;
      this.#redraw(shown);
      return;
    }
    const { message_id: origin } = (message['message_reference'] ?? {}) as { message_id?: string };
    if (origin !== undefined && this.#entryOf(origin) !== null) this.#add(this.#visit.add({ message, sent }));
  }

  remove(messageId: string): void {
    const entry = this.#entryOf(messageId);
    if (entry !== null) this.#dismiss(entry);
  }

  #show({ used, call, by }: Begun, answer: Answer): void {
    const { failed, message, followUps, form, elapsedMs, sent } = answer;
    if (form !== null) openForm(form.modal, (values) => void this.run({ used: null, call: null }, () => ask('submit', { key: form.key, values })));
    const told = failed === null ? null : `The application did not respond: ${failed}.`;
    const shown = message === null ? null : this.#entryOf(text(message['id']));
    if (told !== null && message === null) this.#fail({ used, call, by }, told, 'Discord shows the same. The log in the terminal may tell why.', answer);
    else if (shown !== null) {
      Object.assign(shown, { message: newer(shown.message, message), elapsedMs, sent, failed: told });
      this.#redraw(shown);
    } else if (message !== null) this.#add(this.#visit.add({ used, by, call, message, elapsedMs, sent, failed: told }));
    for (const followUp of followUps) this.update(followUp, sent);
  }

  #fail({ used, call, by }: Begun, failed: string, remedy: string, answer?: Answer): void {
    this.#add(this.#visit.add({ used, call, by, failed, remedy, elapsedMs: answer?.elapsedMs ?? 0, sent: answer?.sent ?? [] }));
  }

  #entryOf(messageId: string): Entry | null {
    return this.#visit.entries.find(({ message }) => message?.['id'] === messageId) ?? null;
  }

  #add(entry: Entry): void {
    this.#draw(entry);
    if (!seen(entry)) return;
    this.#toEnd(entry);
    announce(entry.message === null ? `${entry.failed ?? ''} ${entry.remedy ?? ''}` : summaryOf(entry.message));
  }

  #redraw(entry: Entry): void {
    this.#visit.save();
    this.#draw(entry);
    if (entry.message !== null && seen(entry)) announce(summaryOf(entry.message));
  }

  /** Draws everything anew, for another pair of eyes. */
  look(): void {
    for (const entry of this.#visit.entries) this.#draw(entry);
  }

  #draw(entry: Entry): void {
    const drawn = this.#entry(entry);
    const before = this.#drawn.get(entry.id);
    if (before === undefined) this.#list.append(drawn);
    else replace(before, drawn);
    this.#drawn.set(entry.id, drawn);
    this.#forgetOld();
    this.#empty();
  }

  /** What the visit has let go for its length goes from the page too. */
  #forgetOld(): void {
    for (const [id, drawn] of this.#drawn) {
      if (this.#visit.entries.some((entry) => entry.id === id)) break;
      drawn.remove();
      this.#drawn.delete(id);
    }
  }

  #entry(entry: Entry): HTMLElement {
    const { message, failed, remedy, call } = entry;
    const article = el('article', { class: 'entry', hidden: !seen(entry) });
    if (message !== null) {
      const { name, isBot } = authorOf(message);
      article.setAttribute('aria-label', `${isPrivate(message) ? 'Private message' : 'Message'} from ${name}`);
      article.append(drawMessage(message, { used: entry.used, by: entry.by, ...this.#controls(entry, message) }));
      const tools = this.#uses.tools(message, entry);
      article.append(el('div', { class: 'tools' }, ...tools, isBot ? drawDetails(entry.sent, entry.elapsedMs) : null));
    } else if (entry.used !== null) article.append(drawUsed(entry.used, entry.by));
    if (failed !== null) {
      const again = call === null ? null : button('Try again', { class: 'button secondary' }, () => { this.#uses.again(call); });
      article.append(el('div', { class: 'failure' }, el('p', {}, failed), remedy === null ? null : el('p', {}, remedy), again));
      if (message === null && entry.sent.length > 0) article.append(el('div', { class: 'tools' }, drawDetails(entry.sent, entry.elapsedMs)));
    }
    article.addEventListener('contextmenu', (event) => {
      const opener = article.querySelector<HTMLElement>('.menu-holder > button');
      if (opener === null) return;
      event.preventDefault();
      opener.click();
    });
    return article;
  }

  #controls(entry: Entry, message: JsonObject): Omit<Parameters<typeof drawMessage>[1], 'used' | 'by'> {
    const messageId = text(message['id']);
    return {
      press: (customId, label) => this.#use(label, 'press', { messageId, customId }),
      select: (customId, values, label) => this.#use(label, 'select', { messageId, customId, values }),
      dismiss: () => { this.#dismiss(entry); },
    };
  }

  async #use(used: string, path: string, body: Json): Promise<void> {
    await this.run({ used, call: null, isQuiet: true }, () => ask(path, body));
  }

  #dismiss(entry: Entry): void {
    const drawn = this.#drawn.get(entry.id);
    // The focus was on it: it must not be lost to the top of the page.
    if (drawn?.contains(document.activeElement) === true) part('box').focus();
    drawn?.remove();
    this.#drawn.delete(entry.id);
    this.#visit.remove(entry);
    this.#empty();
  }

  #empty(): void {
    part('empty').hidden = this.#list.querySelector('.entry:not([hidden])') !== null;
  }

  /** To the end, as in Discord; but of a reply that is longer than the window, to its beginning. */
  #toEnd(entry?: Entry): void {
    const frame = part('log');
    const drawn = entry === undefined ? undefined : this.#drawn.get(entry.id);
    requestAnimationFrame(() => {
      if (drawn !== undefined && drawn.offsetHeight > frame.clientHeight) drawn.scrollIntoView({ block: 'start' });
      else frame.scrollTop = frame.scrollHeight;
    });
  }
}

/** False for what is shown to somebody else alone: their private messages, and what failed for them. */
function seen({ message, by }: Entry): boolean {
  return message === null ? by === actor().as : sees(message);
}

/** The later state of a message: an answer can come in after news that is younger. */
function newer(shown: JsonObject | null, given: JsonObject | null): JsonObject | null {
  return text(shown?.['edited_timestamp']) > text(given?.['edited_timestamp']) ? shown : given;
}
