import { didYouMean, type Answer, type Hit } from './answer.ts';
import { levelOf, SAMPLES } from './calibration.ts';
import { candidateTerms } from './candidate-terms.ts';
import { chooseExcerpt } from './excerpt.ts';
import { foldRepeats, type Folded } from './fold-repeats.ts';
import { keyWords } from './key-words.ts';
import { limitsOf } from './limits.ts';
import type { InterchangeableNames } from './names.ts';
import { Pacer } from './pacer.ts';
import { Paragraphs, type ArchiveReader, type ParagraphSource } from './paragraphs.ts';
import { plan, type Plan } from './plan.ts';
import type { Index } from './port.ts';
import { byScore, rank, type Ranked } from './rank.ts';
import { Related } from './related.ts';
import { judge, type Level } from './verdict.ts';
import { questionWords } from './words.ts';

/** Where to look. */
interface Scope {
  /** Only in these articles; null for all. */
  readonly articles: ReadonlySet<string> | null;
  /** In no paragraph of this one. */
  readonly except?: string | undefined;
}

export interface SearchRequest extends Scope {
  readonly question: string;
  /** How many paragraphs, best first. */
  readonly limit: number;
  /** False: near-duplicate paragraphs are not folded into one (for measuring). */
  readonly fold?: boolean;
}

/** So many of the index's candidates are ranked with all that is known of them: more changed nothing on four collections. */
const CANDIDATES = 16;
/** So many for each paragraph that is shown, when more are asked for than usual. */
const PER_SHOWN = 1.6;
/** They are read and ranked in chunks, until no more can change what is shown. */
const CHUNK = 8;
const LEAST_RANKED = 5;
/** At most so much more than an index's score has the score with closeness: see proximity.ts and bm25.ts. */
const MOST_GAIN = 1.7;
/** With phrases or exclusions many candidates fall out; before saying that nothing is left, more are looked at. */
const LIMITED_CANDIDATES = [400, 5_000] as const;
/** So many paragraphs can be paged through: who has looked at all of them asks again in other words. */
const MOST_LISTED = 25;

/** What was ranked, best first; and, by id, what the index found besides, in its order. */
interface Found {
  readonly ranked: readonly Ranked[];
  readonly waiting: readonly string[];
}

const ALL: Scope = { articles: null };
const EVERY = (): boolean => true;
const NOTHING: Found = { ranked: [], waiting: [] };

/** From a question to ranked, excerpted paragraphs with a verdict. Nothing of it depends on which index it stands on. */
export class Searcher {
  readonly #index: Index;
  readonly #paragraphs: Paragraphs;
  readonly #names: InterchangeableNames;
  readonly #reader: ArchiveReader;
  #level: Promise<Level> | null = null;
  /** The nearest other articles to one. */
  readonly related = new Related(this);

  /** `level`: where it is known already; else it is learnt at the first question. */
  constructor(index: Index, reader: ArchiveReader, names: InterchangeableNames = [], level: Level | null = null) {
    this.#index = index;
    if (level !== null) this.#level = Promise.resolve(level);
    this.#reader = reader;
    this.#paragraphs = new Paragraphs(reader);
    this.#names = names;
  }

  /** Which index finds the paragraphs. */
  get indexName(): string {
    return this.#index.name;
  }

  async search({ question, limit, fold = true, ...scope }: SearchRequest): Promise<Answer> {
    const planned = await plan(question, this.#index, this.#names);
    const { ranked, waiting } = await this.#rank(planned, scope, limit);
    const { confidence, score } = judge(planned, ranked, await this.calibrate());
    const { nearest, missingPhrases } = ranked.length === 0 ? await this.#withoutPhrases(planned, scope, limit) : { nearest: ranked, missingPhrases: [] };
    const folded: readonly Folded[] = fold ? foldRepeats(nearest, limit) : nearest.slice(0, limit).map((hit) => ({ ...hit, also: [] }));
    const shown = new Set(folded.flatMap(({ paragraph, also }) => [paragraph, ...also]));
    return {
      words: planned.terms.length,
      confidence,
      score,
      missing: [...planned.missing, ...missingPhrases],
      didYouMean: didYouMean(planned, nearest),
      hits: folded.map((hit) => ({ ...hit, excerpt: chooseExcerpt(hit) })),
      further: [...nearest.filter(({ paragraph }) => !shown.has(paragraph)).map(({ paragraph }) => paragraph.source.id), ...waiting].slice(0, MOST_LISTED - folded.length),
      stage: `words · ${this.#index.name}`,
    };
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
    const [before, behind] = [await this.#ranked(planned, shown, EVERY), await this.#ranked(planned, further, planned.limits.accepts)];
    const known = new Set(shown);
    const folded = foldRepeats([...before, ...behind.sort(byScore)], Infinity);
    return folded.filter(({ paragraph }) => !known.has(paragraph.source.id)).map(({ paragraph, also }) => [paragraph, ...also].map(({ source }) => source.id));
  }

  /** These paragraphs as hits, in this order; what is not in the archive any more is left out. */
  async hits(question: string, ids: readonly string[]): Promise<readonly Omit<Hit, 'also'>[]> {
    const planned = await plan(question, this.#index, this.#names);
    const found = new Map((await this.#ranked(planned, ids, EVERY)).map((hit) => [hit.paragraph.source.id, hit]));
    return ids.flatMap((id) => {
      const hit = found.get(id);
      return hit === undefined ? [] : [{ ...hit, excerpt: chooseExcerpt(hit) }];
    });
  }

  async #ranked(planned: Plan, ids: readonly string[], accepts: Plan['limits']['accepts']): Promise<Ranked[]> {
    return rank(planned, await this.#paragraphs.get(ids, accepts));
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
      return { plan: planned, ranked: (await this.#rank(planned, ALL, CANDIDATES)).ranked };
    });
  }

  async #rank(planned: Plan, scope: Scope, limit: number): Promise<Found> {
    for (const most of planned.limits.isNone ? [CANDIDATES] : LIMITED_CANDIDATES) {
      const found = await this.#rankCandidates(planned, scope, limit, Math.max(most, Math.ceil(PER_SHOWN * limit)));
      if (found.ranked.length > 0) return found;
    }
    return NOTHING;
  }

  async #rankCandidates(planned: Plan, scope: Scope, limit: number, most: number): Promise<Found> {
    const { required, excluded, accepts } = planned.limits;
    const candidates = await this.#index.candidates({ terms: candidateTerms(planned), required, excluded, ...scope, limit: most, most: Math.max(most, MOST_LISTED) });
    const pacer = new Pacer();
    let ranked: Ranked[] = [];
    let from = 0;
    for (; from < most; from += CHUNK) {
      const chunk = candidates.slice(from, Math.min(from + CHUNK, most));
      if (chunk.length === 0) break;
      // What follows scores less still: no closeness of words brings it among the best.
      if (MOST_GAIN * (chunk[0]?.score ?? 0) < (ranked[Math.max(limit, LEAST_RANKED) - 1]?.score ?? 0)) break;
      const accepted = await this.#paragraphs.get(chunk.map(({ id }) => id), accepts);
      ranked = [...ranked, ...rank(planned, accepted)].sort(byScore);
      await pacer.pause();
    }
    return { ranked, waiting: candidates.slice(Math.min(from, most)).map(({ id }) => id) };
  }

  /** Where no paragraph holds all that was quoted: what comes nearest to it, and which phrases stand nowhere in the archive. */
  async #withoutPhrases(planned: Plan, scope: Scope, limit: number): Promise<{ nearest: readonly Ranked[]; missingPhrases: string[] }> {
    const { phrases, excluded } = planned.parts;
    const missingPhrases: string[] = [];
    if (phrases.length === 0) return { nearest: [], missingPhrases };
    const { ranked: nearest } = await this.#rank({ ...planned, limits: limitsOf({ phrases: [], excluded }, planned.languages) }, scope, limit);
    for (const phrase of phrases) {
      // One of stop words alone cannot be looked for.
      if (questionWords(phrase, planned.languages).length === 0) continue;
      const alone = { ...planned, limits: limitsOf({ phrases: [phrase], excluded: [] }, planned.languages) };
      if ((await this.#rank(alone, ALL, 1)).ranked.length === 0) missingPhrases.push(`"${phrase}"`);
    }
    return { nearest, missingPhrases };
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
