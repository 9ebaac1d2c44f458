/** The terms of words as they are written, found without cutting the word out of its text: that is what makes analysis fast. */
export class Lexicon {
  readonly #size: number;
  #slots: Int32Array;
  readonly #words: string[] = [];
  /** Number of the word's term in {@link terms}; -1 for a stop word. */
  readonly #termOf: number[] = [];
  readonly #numbers = new Map<string, number>();
  /** By number. */
  readonly terms: string[] = [];

  /** For about `size` words: whoever learns more should start anew. */
  constructor(size: number) {
    this.#size = size;
    this.#slots = emptySlots(size);
  }

  get isFull(): boolean {
    return this.#words.length >= this.#size;
  }

  /** The word's term by number, -1 for a stop word; undefined for a word that is not in here. `hash` is {@link hashOf} of it. */
  find(text: string, start: number, end: number, hash: number): number | undefined {
    const mask = this.#slots.length - 1;
    for (let slot = hash & mask; ; slot = (slot + 1) & mask) {
      const word = this.#slots[slot] ?? -1;
      if (word === -1) return undefined;
      if (isAt(this.#words[word] ?? '', text, start, end)) return this.#termOf[word];
    }
  }

  add(word: string, term: string | null): number {
    let number = -1;
    if (term !== null) {
      number = this.#numbers.get(term) ?? this.terms.length;
      if (number === this.terms.length) {
        this.terms.push(term);
        this.#numbers.set(term, number);
      }
    }
    if (2 * this.#words.length >= this.#slots.length) this.#grow();
    this.#place(word, this.#words.push(word) - 1);
    this.#termOf.push(number);
    return number;
  }

  #place(word: string, at: number): void {
    const mask = this.#slots.length - 1;
    let slot = hashOf(word, 0, word.length) & mask;
    while (this.#slots[slot] !== -1) slot = (slot + 1) & mask;
    this.#slots[slot] = at;
  }

  /** One text may have more words than a lexicon is made for. */
  #grow(): void {
    this.#slots = emptySlots(this.#slots.length);
    for (const [at, word] of this.#words.entries()) this.#place(word, at);
  }

  /** Undefined when no word of this term is in here. */
  numberOf(term: string): number | undefined {
    return this.#numbers.get(term);
  }
}

/** Twice as many as words, at least. */
function emptySlots(words: number): Int32Array {
  return new Int32Array(2 ** Math.ceil(Math.log2(words * 2))).fill(-1);
}

/** One lexicon for each language; a full one is given up for an empty one. */
export class Lexicons {
  readonly #size: number;
  readonly #byLanguage = new Map<string, Lexicon>();

  /** `size`: words that are remembered of a language. */
  constructor(size: number) {
    this.#size = size;
  }

  of(language: string): Lexicon {
    let lexicon = this.#byLanguage.get(language);
    if (lexicon === undefined || lexicon.isFull) this.#byLanguage.set(language, (lexicon = new Lexicon(this.#size)));
    return lexicon;
  }
}

/** FNV-1a over UTF-16 units (http://www.isthe.com/chongo/tech/comp/fnv/). */
export function hashOf(text: string, start: number, end: number): number {
  let hash = 0x811c9dc5;
  for (let at = start; at < end; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
}

function isAt(word: string, text: string, start: number, end: number): boolean {
  if (word.length !== end - start) return false;
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) !== text.charCodeAt(start + at)) return false;
  return true;
}
