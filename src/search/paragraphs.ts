import { LRUCache } from 'lru-cache';
import type { ParagraphKind } from '../archive/article.ts';
import { sentences, type Span } from '../archive/sentences.ts';
import { analyse, terms, type Token } from './analysis.ts';

/** What ranking and answering need of a paragraph. */
export interface ParagraphSource {
  readonly id: string;
  readonly articleId: string;
  readonly number: number;
  readonly kind: ParagraphKind;
  readonly text: string;
  /** What the headline field holds: see headline.ts. */
  readonly headline: string;
}

interface Headline {
  readonly counts: ReadonlyMap<string, number>;
  readonly length: number;
}

/** A paragraph, its words and their places. Sentences are split when first asked for: few paragraphs come so far. */
export class AnalysedParagraph {
  readonly source: ParagraphSource;
  readonly tokens: readonly Token[];
  /** Places of each term, counted in terms, ascending. */
  readonly positions: ReadonlyMap<string, readonly number[]>;
  readonly headline: Headline;
  #sentences: readonly Span[] | undefined;

  constructor(source: ParagraphSource, headline: Headline) {
    this.source = source;
    this.headline = headline;
    this.tokens = analyse(source.text);
    const positions = new Map<string, number[]>();
    for (const [place, { term }] of this.tokens.entries()) {
      const places = positions.get(term);
      if (places === undefined) positions.set(term, [place]);
      else places.push(place);
    }
    this.positions = positions;
  }

  get sentences(): readonly Span[] {
    return (this.#sentences ??= sentences(this.source.text));
  }
}

function countTerms(headline: string): Headline {
  const counts = new Map<string, number>();
  const all = terms(headline);
  for (const term of all) counts.set(term, (counts.get(term) ?? 0) + 1);
  return { counts, length: all.length };
}

/** Fetches paragraphs by id; unknown ids are left out. */
export type ParagraphReader = (ids: readonly string[]) => Promise<readonly ParagraphSource[]>;

/** Analysed paragraphs, the recent ones remembered: the same paragraphs answer many questions. */
export class Paragraphs {
  readonly #read: ParagraphReader;
  readonly #analysed: LRUCache<string, AnalysedParagraph>;
  readonly #headlines = new LRUCache<string, Headline>({ max: 1_000 });

  constructor(read: ParagraphReader, max = 4_000) {
    this.#read = read;
    this.#analysed = new LRUCache({ max });
  }

  /** In the order of `ids`; ids that the reader does not know are left out. */
  async get(ids: readonly string[]): Promise<AnalysedParagraph[]> {
    const absent = ids.filter((id) => !this.#analysed.has(id));
    if (absent.length > 0) {
      for (const source of await this.#read(absent)) this.#analysed.set(source.id, this.#analyse(source));
    }
    return ids.map((id) => this.#analysed.get(id)).filter((paragraph) => paragraph !== undefined);
  }

  /** To be called when paragraphs changed. */
  forget(): void {
    this.#analysed.clear();
    this.#headlines.clear();
  }

  #analyse(source: ParagraphSource): AnalysedParagraph {
    let headline = this.#headlines.get(source.headline);
    if (headline === undefined) {
      headline = countTerms(source.headline);
      this.#headlines.set(source.headline, headline);
    }
    return new AnalysedParagraph(source, headline);
  }
}
