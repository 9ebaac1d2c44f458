import type { Json, Suggested } from '../wire.ts';
import { ask, problemOf } from './api.ts';

const PAUSE_MS = 120;

/** Asks for autocomplete as one types: after a short pause, and only the answer to the latest text is used. */
export class Suggestions {
  #latest = 0;
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** `use` gets the answer, unless something else was asked for or `forget` was called meanwhile. */
  ask(body: Json, use: (answer: Suggested) => void): void {
    this.forget();
    const mine = this.#latest;
    this.#timer = setTimeout(() => {
      ask<Suggested>('autocomplete', body)
        .catch((error: unknown): Suggested => ({ failed: problemOf(error).message, choices: [] }))
        .then((answer) => { if (mine === this.#latest) use(answer); })
        .catch((error: unknown) => { console.error(error); });
    }, PAUSE_MS);
  }

  forget(): void {
    this.#latest += 1;
    clearTimeout(this.#timer);
  }
}
