import { confidenceOf, confidenceScore, didYouMean, type Answer } from './answer.ts';
import { chooseExcerpt } from './excerpt.ts';
import { Paragraphs, type ParagraphReader } from './paragraphs.ts';
import { plan } from './plan.ts';
import type { Index } from './port.ts';
import { rank } from './rank.ts';

export interface SearchRequest {
  readonly question: string;
  /** How many paragraphs, best first. */
  readonly limit: number;
  /** Only in these articles; null for all. */
  readonly articles: ReadonlySet<string> | null;
}

/** So many of the index's candidates are ranked with all that is known of them. */
const CANDIDATES = 100;

/** From a question to ranked, excerpted paragraphs with a verdict. Nothing of it depends on which index it stands on. */
export class Searcher {
  readonly #index: Index;
  readonly #paragraphs: Paragraphs;

  constructor(index: Index, read: ParagraphReader) {
    this.#index = index;
    this.#paragraphs = new Paragraphs(read);
  }

  async search({ question, limit, articles }: SearchRequest): Promise<Answer> {
    const planned = await plan(question, this.#index);
    const terms = planned.terms.flatMap((term) => term.variants);
    const candidates = await this.#index.candidates({ terms, articles, limit: Math.max(CANDIDATES, limit) });
    const ranked = rank(planned, await this.#paragraphs.get(candidates.map((candidate) => candidate.id)));
    const score = confidenceScore(planned, ranked);
    return {
      confidence: confidenceOf(score),
      score,
      missing: planned.missing,
      didYouMean: didYouMean(planned, ranked),
      hits: ranked.slice(0, limit).map((hit) => ({ ...hit, excerpt: chooseExcerpt(planned, hit.paragraph) })),
      stage: `words · ${this.#index.name}`,
    };
  }

  /** To be called when the index has applied changes. */
  forget(): void {
    this.#paragraphs.forget();
  }
}
