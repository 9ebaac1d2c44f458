/** Words in a slot: both hashes and the term's number. */
const WIDTH = 3;
const EMPTY = -2;

/**
 * The terms of words as they are written, found by two hashes without cutting the word out of its text: that is what makes
 * analysis fast. Words are not kept: that two of some 300,000 share both hashes (53 bits with the place) has a chance of 1 in 100,000.
 */
export class Lexicon {
  readonly #size: number;
  #slots: Int32Array;
  #count = 0;
  readonly #numbers = new Map<string, number>();
  /** By number. */
  readonly terms: string[] = [];

  /** For about `size` words: whoever learns more should start anew. */
  constructor(size: number) {
    this.#size = size;
    this.#slots = emptySlots(size);
  }

  get isFull(): boolean {
    return this.#count >= this.#size;
  }

  /** The word's term by number, -1 for a stop word; undefined for a word that is not in here. The hashes are those of {@link hashes}. */
  find(hash: number, check: number): number | undefined {
    const slots = this.#slots;
    for (let at = this.#first(hash); slots[at + 2] !== EMPTY; at = at + WIDTH === slots.length ? 0 : at + WIDTH) {
      if (slots[at] === hash && slots[at + 1] === check) return slots[at + 2];
    }
    return undefined;
  }

  /** The term's number; -1 for a stop word, whose term is null. */
  add(word: string, term: string | null): number {
    if (2 * this.#count * WIDTH >= this.#slots.length) this.#grow();
    const [hash, check] = hashes(word);
    const number = term === null ? -1 : this.#number(term);
    this.#place(hash, check, number);
    this.#count++;
    return number;
  }

  #number(term: string): number {
    let number = this.#numbers.get(term);
    if (number === undefined) this.#numbers.set(term, (number = this.terms.push(term) - 1));
    return number;
  }

  #first(hash: number): number {
    return WIDTH * (hash & (this.#slots.length / WIDTH - 1));
  }

  #place(hash: number, check: number, number: number): void {
    const slots = this.#slots;
    let at = this.#first(hash);
    while (slots[at + 2] !== EMPTY) at = at + WIDTH === slots.length ? 0 : at + WIDTH;
    slots[at] = hash;
    slots[at + 1] = check;
    slots[at + 2] = number;
  }

  /** One text may have more words than a lexicon is made for. */
  #grow(): void {
    const old = this.#slots;
    this.#slots = emptySlots(old.length / WIDTH);
    for (let at = 0; at < old.length; at += WIDTH) {
      if (old[at + 2] !== EMPTY) this.#place(old[at] ?? 0, old[at + 1] ?? 0, old[at + 2] ?? 0);
    }
  }

  /** Undefined when no word of this term is in here. */
  numberOf(term: string): number | undefined {
    return this.#numbers.get(term);
  }
}

/** Room for twice as many words, at least. */
function emptySlots(words: number): Int32Array {
  return new Int32Array(WIDTH * 2 ** Math.ceil(Math.log2(words * 2))).fill(EMPTY);
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

/** Of no letters; {@link nextHash} and {@link nextCheck} take in one after the other. */
export const FIRST_HASH = 0x811c9dc5 | 0;

/** FNV-1a over UTF-16 units (http://www.isthe.com/chongo/tech/comp/fnv/). */
export function nextHash(hash: number, code: number): number {
  return Math.imul(hash ^ code, 0x01000193);
}

/** Another polynomial (its factor is Knuth's 2^32 divided by the golden ratio), so that the two seldom agree by chance. */
export function nextCheck(check: number, code: number): number {
  return Math.imul(check + code, 0x9e3779b1) ^ (check >>> 15);
}

/** Both hashes of a word. */
export function hashes(word: string): readonly [hash: number, check: number] {
  let [hash, check] = [FIRST_HASH, FIRST_HASH];
  for (let at = 0; at < word.length; at++) {
    const code = word.charCodeAt(at);
    hash = nextHash(hash, code);
    check = nextCheck(check, code);
  }
  return [hash, check];
}
