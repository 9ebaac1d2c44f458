import { Lexicon } from './lexicon.ts';

/** The terms of an analysed text in its order, in few bytes: numbers in a lexicon, and where each word stands. */
export class Tokens {
  readonly #lexicon: Lexicon;
  /** Term, start, end of each; UTF-16 units, end exclusive. */
  readonly #numbers: Uint32Array;

  constructor(lexicon: Lexicon, numbers: Uint32Array) {
    this.#lexicon = lexicon;
    this.#numbers = numbers;
  }

  get length(): number {
    return this.#numbers.length / 3;
  }

  /** The term's number: equal numbers are equal terms among texts of one language. Undefined behind the end. */
  number(place: number): number | undefined {
    return this.#numbers[3 * place];
  }

  term(place: number): string {
    return this.#lexicon.terms[this.#numbers[3 * place] ?? -1] ?? '';
  }

  start(place: number): number {
    return this.#numbers[3 * place + 1] ?? 0;
  }

  end(place: number): number {
    return this.#numbers[3 * place + 2] ?? 0;
  }

  terms(): string[] {
    return Array.from({ length: this.length }, (_, place) => this.term(place));
  }

  /** Which lexicon the numbers are of. */
  get lexicon(): Lexicon {
    return this.#lexicon;
  }
}
