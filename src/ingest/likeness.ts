import type { ParsedParagraph } from './format.ts';

/** Words that stand side by side; so that order counts (Broder 1997, "On the resemblance and containment of documents"). */
const SHINGLE = 3;
const WORD = /[\p{L}\p{M}\p{N}]+/gu;

/** A text as a set of its runs of words: how alike two texts are is told from what they share. */
export class Likeness {
  readonly words: readonly string[];
  readonly #shingles: ReadonlySet<string>;

  constructor(paragraphs: readonly Pick<ParsedParagraph, 'text'>[]) {
    this.words = paragraphs.map(({ text }) => text).join('\n').toLowerCase().match(WORD) ?? [];
    this.#shingles = new Set(this.words.slice(SHINGLE - 1).map((_, place) => this.words.slice(place, place + SHINGLE).join(' ')));
  }

  /** Common runs as a share of all (Jaccard): 1 for the same text, 0 for nothing in common. */
  resemblance(other: Likeness): number {
    const common = this.#common(other);
    const all = this.#shingles.size + other.#shingles.size - common;
    return all === 0 ? 0 : common / all;
  }

  /** The share of this text's runs that stand in the other: 1 for an extract of it. */
  containment(other: Likeness): number {
    return this.#shingles.size === 0 ? 0 : this.#common(other) / this.#shingles.size;
  }

  /** Each text gives a figure that the other does not: they tell of different things, or one corrects the other. */
  contradicts(other: Likeness): boolean {
    const [ours, theirs] = [this.#figures(), other.#figures()];
    return [...ours].some((figure) => !theirs.has(figure)) && [...theirs].some((figure) => !ours.has(figure));
  }

  #common(other: Likeness): number {
    const [few, many] = this.#shingles.size < other.#shingles.size ? [this.#shingles, other.#shingles] : [other.#shingles, this.#shingles];
    let common = 0;
    for (const shingle of few) if (many.has(shingle)) common++;
    return common;
  }

  #figures(): Set<string> {
    return new Set(this.words.filter((word) => /\p{N}/u.test(word)));
  }
}
