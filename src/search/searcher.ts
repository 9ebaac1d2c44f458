import type { Answer, Hit, Stage } from './answer.ts';
import { ByMeaning, type Together } from './by-meaning.ts';
import { ALL, ByWords, CANDIDATES, MOST_LISTED, type Scope } from './by-words.ts';
import { levelOf, SAMPLES } from './calibration.ts';
import { respell, spellingsOf } from './did-you-mean.ts';
import { chooseExcerpt } from './excerpt.ts';
import { foldRepeats } from './fold-repeats.ts';
import { unfused, type Fused } from './fuse.ts';
import { keyWords } from './key-words.ts';
import type { Meaning, MeaningState, WithoutMeaning } from './meaning.ts';
import type { InterchangeableNames } from './names.ts';
import { Paragraphs, type ArchiveReader, type ParagraphSource } from './paragraphs.ts';
import { plan } from './plan.ts';
import type { Index } from './port.ts';
import { byScore } from './rank.ts';
import { Related } from './related.ts';
import { judge, type Level } from './verdict.ts';

export interface SearchRequest extends Scope {
  readonly question: string;
  /** How many paragraphs, best first. */
  readonly limit: number;
  /** False: near-duplicate paragraphs are not folded into one (for measuring). */
  readonly fold?: boolean;
  /** True: meaning is not asked; for what is no question. */
  readonly wordsAlone?: boolean;
}

export interface SearcherOptions {
  readonly names?: InterchangeableNames;
  /** Where it is known already; else it is learnt at the first question. */
  readonly level?: Level | null;
  /** Compares by meaning; null for words alone. */
  readonly meaning?: Meaning | null;
}

const EVERY = (): boolean => true;

/** From a question to ranked, excerpted paragraphs with a verdict. Nothing of it depends on which index it stands on. */
export class Searcher {
  readonly #index: Index;
  readonly #paragraphs: Paragraphs;
  readonly #words: ByWords;
  readonly #meaning: ByMeaning;
  readonly #names: InterchangeableNames;
  readonly #reader: ArchiveReader;
  #level: Promise<Level> | null = null;
  /** The nearest other articles to one. */
  readonly related = new Related(this);

  constructor(index: Index, reader: ArchiveReader, { names = [], level = null, meaning = null }: SearcherOptions = {}) {
    this.#index = index;
    if (level !== null) this.#level = Promise.resolve(level);
    this.#reader = reader;
    this.#paragraphs = new Paragraphs(reader);
    this.#words = new ByWords(index, this.#paragraphs);
    this.#meaning = new ByMeaning(meaning, this.#words);
    this.#names = names;
  }

  /** Which index finds the paragraphs. */
  get indexName(): string {
    return this.#index.name;
  }

  /** How comparing by meaning does; null where it is not asked for. */
  async meaning(): Promise<MeaningState | null> {
    return this.#meaning.look();
  }

  async search({ question, limit, fold = true, wordsAlone = false, ...scope }: SearchRequest): Promise<Answer> {
    const planned = await plan(question, this.#index, this.#names);
    const byWords = await this.#words.rank(planned, scope, limit);
    const reached = wordsAlone || planned.terms.length === 0 ? null : await this.#meaning.add(planned, scope, limit, byWords);
    const together = typeof reached === 'string' ? null : reached;
    const { confidence, score } = judge(planned, byWords.ranked, await this.calibrate(), together?.likeness);
    const found = together?.found ?? unfused(byWords.ranked);
    const { nearest, missingPhrases } = found.length === 0 ? await this.#words.withoutPhrases(planned, scope, limit) : { nearest: found, missingPhrases: [] };
    const folded = fold ? foldRepeats(nearest, limit) : nearest.slice(0, limit).map((hit) => ({ ...hit, also: [] }));
    const shown = new Set(folded.flatMap(({ paragraph, also }) => [paragraph, ...also].map(({ source }) => source.id)));
    const further = new Set([...nearest.map(({ paragraph }) => paragraph.source.id), ...byWords.waiting].filter((id) => !shown.has(id)));
    return {
      words: planned.terms.length,
      confidence,
      score,
      missing: [...planned.missing, ...missingPhrases],
      didYouMean: respell(planned.question, spellingsOf(planned, byWords.ranked.length > 0 ? byWords.ranked : nearest)),
      hits: folded.map((hit) => ({ ...hit, excerpt: chooseExcerpt(hit, planned.idf) })),
      further: [...further].slice(0, MOST_LISTED - folded.length),
      stage: this.#stage(reached, nearest),
    };
  }

  /** Where nothing that is shown was found by both, what was tried by meaning is no news. */
  #stage(reached: Together | WithoutMeaning | null, nearest: readonly Fused[]): Stage {
    const isWithout = typeof reached === 'string';
    const isTogether = !isWithout && reached !== null && reached.found === nearest;
    return { index: this.#index.name, model: isTogether ? (this.#meaning.state()?.model ?? null) : null, without: isWithout ? reached : null };
  }

  /** Words that set a text apart from the archive, as they stand in it, the most telling first. */
  async keyWords(text: Pick<ParagraphSource, 'text' | 'language' | 'headline'>): Promise<readonly string[]> {
    return keyWords(text, this.#index);
  }

  /**
   * Further paragraphs of an answer, best first, as if it had asked for more: without those that say the same as one before
   * them, which are named behind it. `shown` are those given already. All by id; what is not in the archive any more is left out.
   */
  async order(question: string, shown: readonly string[], further: readonly string[]): Promise<readonly (readonly string[])[]> {
    const planned = await plan(question, this.#index, this.#names);
    const [before, behind] = [await this.#words.rankThese(planned, shown, EVERY), await this.#words.rankThese(planned, further, planned.limits.accepts)];
    const known = new Set(shown);
    // Together, since how near a paragraph is is told by the nearest.
    const together = await this.#meaning.reorder(planned, [...before, ...behind].sort(byScore));
    const folded = foldRepeats([...unfused(before), ...together.filter(({ paragraph }) => !known.has(paragraph.source.id))], Infinity);
    return folded.filter(({ paragraph }) => !known.has(paragraph.source.id)).map(({ paragraph, also }) => [paragraph, ...also].map(({ source }) => source.id));
  }

  /** These paragraphs as hits, in this order; what is not in the archive any more is left out. */
  async hits(question: string, ids: readonly string[]): Promise<readonly Omit<Hit, 'also'>[]> {
    const planned = await plan(question, this.#index, this.#names);
    const hits = await this.#meaning.reorder(planned, await this.#words.rankThese(planned, ids, EVERY));
    const found = new Map(hits.map((hit) => [hit.paragraph.source.id, hit]));
    return ids.flatMap((id) => {
      const hit = found.get(id);
      return hit === undefined ? [] : [{ ...hit, excerpt: chooseExcerpt(hit, planned.idf) }];
    });
  }

  /** Learns how this archive scores; done at the first question, or before. What failed is tried again the next time. */
  async calibrate(): Promise<Level> {
    if (this.#level === null) {
      const level = this.#learnLevel();
      this.#level = level;
      level.catch(() => { if (this.#level === level) this.#level = null; });
    }
    return this.#level;
  }

  async #learnLevel(): Promise<Level> {
    return levelOf(await this.#reader.sample(SAMPLES), async (question) => {
      const planned = await plan(question, this.#index, []);
      return { plan: planned, ranked: (await this.#words.rank(planned, ALL, CANDIDATES)).ranked };
    });
  }

  /** To be called when the index has applied changes. The level changes slowly and holds until {@link relearn}. */
  forget(): void {
    this.#paragraphs.forget();
    this.related.forget();
  }

  /** Learns how this archive scores now; questions go by what was known before until then. */
  async relearn(): Promise<Level> {
    const level = await this.#learnLevel();
    this.#level = Promise.resolve(level);
    return level;
  }
}
