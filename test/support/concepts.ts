import { passagesOf } from '../../src/semantic/passages.ts';
import type { Embedder } from '../../src/semantic/embedder.ts';
import { respell } from '../../src/search/did-you-mean.ts';
import type { Meaning, MeaningState } from '../../src/search/meaning.ts';

const DIMENSIONS = 96;

/**
 * A model small enough to be known: each word is a direction of its own, and words of one of these groups share one. So texts are
 * alike as far as they are about the same things, in whatever words.
 */
export class Concepts implements Embedder {
  readonly id: string;
  readonly dimensions = DIMENSIONS;
  readonly #groups: ReadonlyMap<string, string>;
  /** How many texts it was given. */
  read = 0;

  constructor(groups: readonly (readonly string[])[] = [], id = 'concepts') {
    this.#groups = new Map(groups.flatMap((words) => words.map((word): [string, string] => [word, words[0] ?? ''])));
    this.id = id;
  }

  async embed(texts: readonly string[]): Promise<readonly Float32Array[]> {
    this.read += texts.length;
    return texts.map((text) => {
      const vector = new Float32Array(DIMENSIONS);
      // Texts of a language have something in common, as with any model.
      vector[0] = 0.5;
      for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) addWord(vector, this.#groups.get(word) ?? word);
      const length = Math.hypot(...vector);
      return vector.map((value) => value / length);
    });
  }

  knows(word: string): boolean {
    return this.#groups.has(word);
  }

  async close(): Promise<void> {
    // Nothing is open.
  }
}

/** A direction by chance, the same for the same word. */
function addWord(vector: Float32Array, word: string): void {
  let seed = 7;
  for (const letter of word) seed = Math.imul(seed ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  for (let place = 0; place < 8; place++) {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    const at = seed % DIMENSIONS;
    vector[at] = (vector[at] ?? 0) + (seed >>> 31 === 1 ? 1 : -1);
  }
}

interface Paragraph {
  readonly id: string;
  readonly articleId: string;
  readonly text: string;
  readonly headline: string;
}

/** Compares by meaning as the port tells, by looking at all there is. */
export class PlainMeaning implements Meaning {
  readonly #paragraphs: readonly Paragraph[];
  readonly #embedder: Embedder;
  readonly #level: number | null;
  /** What it was asked. */
  readonly asked: string[] = [];
  now: MeaningState = { model: 'concepts', state: 'ready', done: 0, total: 0, why: null };

  constructor(paragraphs: readonly Paragraph[], embedder: Embedder, level: number | null = null) {
    this.#paragraphs = paragraphs;
    this.#embedder = embedder;
    this.#level = level;
  }

  near: Meaning['near'] = async ({ question: typed, spellings, also, articles, except, limit }) => {
    const question = respell(typed, spellings.filter(({ written }) => !this.#embedder.knows(written))) ?? typed;
    this.asked.push(question);
    if (this.now.state !== 'ready') return this.now.state;
    const [asked = new Float32Array(0)] = await this.#embedder.embed([question], 'question');
    const all = await Promise.all(this.#paragraphs.map(async (paragraph) => {
      const passages = passagesOf(paragraph);
      const cosines = (await this.#embedder.embed(passages.map(({ text }) => text), 'passage')).map((vector) => vector.reduce((sum, value, place) => sum + value * (asked[place] ?? 0), 0));
      const [whole = 0, ...parts] = cosines;
      const best = parts.indexOf(Math.max(...parts));
      const passage = passages[best + 1];
      return { ...paragraph, likeness: best < 0 ? whole : (whole + (parts[best] ?? 0)) / 2, passage: best < 0 || passage === undefined ? null : { start: passage.start, end: passage.end } };
    }));
    const found = all.filter(({ articleId }) => articleId !== except && articles?.has(articleId) !== false).sort((a, b) => b.likeness - a.likeness);
    return {
      near: found.filter(({ id }, place) => place < limit || also.includes(id)).map(({ id, articleId, likeness, passage }) => ({ id, articleId, likeness, passage })),
      usual: all.reduce((sum, { likeness }) => sum + likeness, 0) / Math.max(1, all.length),
      level: this.#level,
    };
  };

  state = (): MeaningState => this.now;
  look = async (): Promise<MeaningState> => this.now;
}
