import { callbackType, type Question } from './callback-rules.ts';
import type { JsonObject } from './json.ts';
import type { ShownMessage } from './message.ts';
import { changeSignal, type ChangeSignal } from './signal.ts';
import { mayAnswerInPublic, servesUserAlone, type Owners } from './installs.ts';
import type { Person, Place } from './world.ts';

/** A modal that the bot opened, as sent. */
export type ShownModal = JsonObject;

export interface InteractionStart {
  readonly question: Question;
  readonly place: Place;
  readonly person: Person;
  /** The message that carries the pressed component, or from which the modal was opened. */
  readonly source: ShownMessage | null;
  /** The `data` of INTERACTION_CREATE. */
  readonly data: JsonObject;
  /** What messages say of the interaction they answer. */
  readonly metadata: JsonObject;
  /** Discord's `authorizing_integration_owners`: through whose installation the application is used. */
  readonly owners: Owners;
}

export type InteractionState = 'waiting' | 'acknowledged' | 'expired';

/** One interaction, from its dispatch to the end of its token. */
export class Interaction {
  readonly id: string;
  readonly token: string;
  readonly start: InteractionStart;
  /** Milliseconds of `performance.now()`. */
  readonly createdAt = performance.now();
  /** Resolves when it was acknowledged, or can no longer be. */
  readonly answered: Promise<void>;
  readonly followUpSignal: ChangeSignal = changeSignal();
  readonly followUps: ShownMessage[] = [];
  state: InteractionState = 'waiting';
  callback: number | null = null;
  /** The reply, or the message that was updated. */
  original: ShownMessage | null = null;
  modal: ShownModal | null = null;
  choices: readonly { readonly name: string; readonly value: string | number }[] = [];
  elapsedMs = 0;
  readonly #settle: () => void;
  readonly #deadline: NodeJS.Timeout;

  constructor(id: string, token: string, start: InteractionStart, deadlineMs: number) {
    this.id = id;
    this.token = token;
    this.start = start;
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.answered = promise;
    this.#settle = () => { resolve(undefined); };
    this.#deadline = setTimeout(() => { this.expire(); }, deadlineMs);
  }

  get age(): number {
    return performance.now() - this.createdAt;
  }

  get deferred(): boolean {
    return this.callback === callbackType.deferredReply || this.callback === callbackType.deferredUpdate;
  }

  /** Discord takes five from an application that only a person installed, and any number from one of the server. */
  get mostFollowUps(): number {
    return servesUserAlone(this.start.owners) ? 5 : Infinity;
  }

  /** Whatever the bot answers is shown to this person alone. */
  get privateAlone(): boolean {
    return servesUserAlone(this.start.owners) && !mayAnswerInPublic(this.start.place, this.start.person);
  }

  acknowledge(callback: number): void {
    clearTimeout(this.#deadline);
    this.state = 'acknowledged';
    this.callback = callback;
    this.elapsedMs = this.age;
  }

  /** Tells the simulated user; called when everything about the answer is in place. */
  settle(): void {
    this.#settle();
  }

  expire(): void {
    if (this.state !== 'waiting') return;
    clearTimeout(this.#deadline);
    this.state = 'expired';
    this.elapsedMs = this.age;
    this.#settle();
  }
}
