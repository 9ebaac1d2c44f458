import { LRUCache } from 'lru-cache';
import type { ParagraphKind } from '../archive/article.ts';
import { sentences, type Span } from '../archive/sentences.ts';
import { analyse } from './analysis.ts';
import type { Tokens } from './tokens.ts';

/** What ranking and answering need of a paragraph. */
export interface ParagraphSource {
  readonly id: string;
  readonly articleId: string;
  readonly number: number;
  readonly kind: ParagraphKind;
  readonly text: string;
  /** Of the article: ISO 639-1. */
  readonly language: string;
  /** What the headline field holds: see headline.ts. */
  readonly headline: string;
}

/** A paragraph and its words. Sentences are split when first asked for: few paragraphs come so far. */
export class AnalysedParagraph {
  readonly source: ParagraphSource;
  readonly tokens: Tokens;
  readonly headline: Tokens;
  #sentences: readonly Span[] | undefined;

  constructor(source: ParagraphSource, headline: Tokens) {
    this.source = source;
    this.headline = headline;
    this.tokens = analyse(source.text, source.language);
  }

  get sentences(): readonly Span[] {
    return (this.#sentences ??= sentences(this.source.text));
  }
}

/** Where paragraphs come from: the store. */
export interface ArchiveReader {
  /** By id; unknown ids are left out. */
  paragraphs(ids: readonly string[]): Promise<readonly ParagraphSource[]>;
  /** About so many, from all over the archive; the same ones as long as the archive is the same. */
  sample(count: number): Promise<readonly ParagraphSource[]>;
}

/** Analysed paragraphs, the recent ones remembered: the same paragraphs answer many questions. */
export class Paragraphs {
  readonly #reader: ArchiveReader;
  readonly #max: number;
  #analysed: LRUCache<string, AnalysedParagraph>;
  readonly #headlines = new LRUCache<string, Tokens>({ max: 1_000 });

  constructor(reader: ArchiveReader, max = 4_000) {
    this.#reader = reader;
    this.#max = max;
    this.#analysed = new LRUCache({ max });
  }

  /** In the order of `ids`; ids that the reader does not know are left out, and so is what is not accepted: that is not even analysed. */
  async get(ids: readonly string[], accepts: (source: ParagraphSource) => boolean): Promise<AnalysedParagraph[]> {
    // What is read here may be forgotten meanwhile: then it is not remembered.
    const analysed = this.#analysed;
    const absent = ids.filter((id) => !analysed.has(id));
    if (absent.length > 0) {
      for (const source of await this.#reader.paragraphs(absent)) if (accepts(source)) analysed.set(source.id, this.#analyse(source));
    }
    return ids.map((id) => analysed.get(id)).filter((paragraph) => paragraph !== undefined && accepts(paragraph.source)) as AnalysedParagraph[];
  }

  /** To be called when paragraphs changed. */
  forget(): void {
    this.#analysed = new LRUCache({ max: this.#max });
    this.#headlines.clear();
  }

  #analyse(source: ParagraphSource): AnalysedParagraph {
    const key = `${source.language} ${source.headline}`;
    let headline = this.#headlines.get(key);
    if (headline === undefined) {
      headline = analyse(source.headline, source.language);
      this.#headlines.set(key, headline);
    }
    return new AnalysedParagraph(source, headline);
  }
}
