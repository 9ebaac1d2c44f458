import type { Meanings, MeaningQuery, Near } from '../search/meaning.ts';
import { addWhole, compare } from './packed.ts';
import { Sketches } from './sketches.ts';
import type { KeptVectors } from './vector-records.ts';
import type { Vectors } from './vectors.ts';

/** So many of the nearest sketches are compared in full: their order found the same best paragraphs as comparing all. */
const COMPARED = 200;
/** Within articles that have no more paragraphs than this, all are compared. */
const FEW = 1_000;
/** So many paragraphs tell what a paragraph has by chance. */
const USUAL = 1_000;
/** That is looked at anew when so much is another. */
const GROWN = 0.05;

type Asked = Omit<MeaningQuery, 'question' | 'spellings'>;

/** Finds the paragraphs that are nearest to a question's vector, by sketches in memory and vectors on disk. */
export class NearPassages {
  readonly #vectors: Vectors;
  readonly #sketches: Sketches;
  #usual: { readonly mean: Float32Array; readonly of: number } | null = null;

  constructor(vectors: Vectors) {
    this.#vectors = vectors;
    this.#sketches = new Sketches(vectors);
  }

  /** `question` is of length 1. */
  near(question: Float32Array, asked: Asked): Omit<Meanings, 'level'> {
    this.#sketches.follow();
    const also = new Set(asked.also);
    const found = new Map<string, KeptVectors>();
    const candidates = asked.limit === 0 ? [] : this.#candidates(question, asked).filter(({ article }) => isWanted(article, asked));
    for (const one of [...candidates, ...this.#vectors.byParagraphs(asked.also)]) found.set(one.paragraph, one);
    const near = [...found.values()].filter(({ passages }) => passages.length > 0).map((one): Near => nearOf(question, one)).sort((a, b) => b.likeness - a.likeness || (a.id < b.id ? -1 : 1));
    return { near: near.filter(({ id }, place) => place < asked.limit || also.has(id)), usual: dot(question, this.#mean()) };
  }

  #candidates(question: Float32Array, { articles, limit }: Asked): readonly KeptVectors[] {
    const count = Math.max(COMPARED, 4 * limit);
    if (articles === null) return this.#vectors.byRows(this.#sketches.nearest(question, count));
    const rows = this.#vectors.rowsOf([...articles]);
    return this.#vectors.byRows(rows.length <= FEW ? rows : this.#sketches.nearest(question, count, new Set(rows)));
  }

  /** Its scalar product with a question is the mean cosine of that question with the archive. */
  #mean(): Float32Array {
    const { count } = this.#sketches;
    if (this.#usual !== null && Math.abs(count - this.#usual.of) <= GROWN * this.#usual.of) return this.#usual.mean;
    const some = this.#vectors.byRows(this.#sketches.spread(USUAL));
    const sum = new Float64Array(this.#vectors.dimensions);
    for (const { passages } of some) addWhole(sum, passages);
    this.#usual = { mean: Float32Array.from(sum, (value) => value / Math.max(1, some.length)), of: count };
    return this.#usual.mean;
  }
}

function isWanted(article: string, { articles, except }: Asked): boolean {
  return article !== except && articles?.has(article) !== false;
}

function nearOf(question: Float32Array, { paragraph: id, article: articleId, passages }: KeptVectors): Near {
  const [whole, ...parts] = compare(question, passages);
  const [best] = parts.sort((a, b) => b.cosine - a.cosine);
  const likeness = whole?.cosine ?? -1;
  return best === undefined ? { id, articleId, likeness, passage: null } : { id, articleId, likeness: (likeness + best.cosine) / 2, passage: { start: best.start, end: best.end } };
}

function dot(one: Float32Array, other: Float32Array): number {
  return one.reduce((sum, value, place) => sum + value * (other[place] ?? 0), 0);
}
