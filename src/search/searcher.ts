import { didYouMean, type Answer } from './answer.ts';
import { levelOf, SAMPLES } from './calibration.ts';
import { chooseExcerpt } from './excerpt.ts';
import { foldRepeats, type Folded } from './fold-repeats.ts';
import { limitsOf } from './limits.ts';
import type { InterchangeableNames } from './names.ts';
import { Pacer } from './pacer.ts';
import { Paragraphs, type ArchiveReader } from './paragraphs.ts';
import { plan, type Plan } from './plan.ts';
import type { CandidateTerm, Index } from './port.ts';
import { byScore, rank, type Ranked } from './rank.ts';
import { judge, type Level } from './verdict.ts';
import { questionWords } from './words.ts';

export interface SearchRequest {
  readonly question: string;
  /** How many paragraphs, best first. */
  readonly limit: number;
  /** Only in these articles; null for all. */
  readonly articles: ReadonlySet<string> | null;
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

/** From a question to ranked, excerpted paragraphs with a verdict. Nothing of it depends on which index it stands on. */
export class Searcher {
  readonly #index: Index;
  readonly #paragraphs: Paragraphs;
  readonly #names: InterchangeableNames;
  readonly #reader: ArchiveReader;
  #level: Promise<Level> | null = null;

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

  async search({ question, limit, articles, fold = true }: SearchRequest): Promise<Answer> {
    const planned = await plan(question, this.#index, this.#names);
    const ranked = await this.#rank(planned, articles, limit);
    const { confidence, score } = judge(planned, ranked, await this.calibrate());
    const { nearest, missingPhrases } = ranked.length === 0 ? await this.#withoutPhrases(planned, articles, limit) : { nearest: ranked, missingPhrases: [] };
    const folded: readonly Folded[] = fold ? foldRepeats(nearest, limit) : nearest.slice(0, limit).map((hit) => ({ ...hit, also: [] }));
    return {
      words: planned.terms.length,
      confidence,
      score,
      missing: [...planned.missing, ...missingPhrases],
      didYouMean: didYouMean(planned, nearest),
      hits: folded.map((hit) => ({ ...hit, excerpt: chooseExcerpt(hit) })),
      stage: `words · ${this.#index.name}`,
    };
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
      return { plan: planned, ranked: await this.#rank(planned, null, CANDIDATES) };
    });
  }

  async #rank(planned: Plan, articles: ReadonlySet<string> | null, limit: number): Promise<Ranked[]> {
    for (const most of planned.limits.isNone ? [CANDIDATES] : LIMITED_CANDIDATES) {
      const ranked = await this.#rankCandidates(planned, articles, limit, Math.max(most, Math.ceil(PER_SHOWN * limit)));
      if (ranked.length > 0) return ranked;
    }
    return [];
  }

  async #rankCandidates(planned: Plan, articles: ReadonlySet<string> | null, limit: number, most: number): Promise<Ranked[]> {
    const { required, excluded, accepts } = planned.limits;
    const candidates = await this.#index.candidates({ terms: candidateTerms(planned), required, excluded, articles, limit: most });
    const pacer = new Pacer();
    let ranked: Ranked[] = [];
    for (let from = 0; from < candidates.length; from += CHUNK) {
      const chunk = candidates.slice(from, from + CHUNK);
      // What follows scores less still: no closeness of words brings it among the best.
      if (MOST_GAIN * (chunk[0]?.score ?? 0) < (ranked[Math.max(limit, LEAST_RANKED) - 1]?.score ?? 0)) break;
      const accepted = await this.#paragraphs.get(chunk.map(({ id }) => id), accepts);
      ranked = [...ranked, ...rank(planned, accepted)].sort(byScore);
      await pacer.pause();
    }
    return ranked;
  }

  /** Where no paragraph holds all that was quoted: what comes nearest to it, and which phrases stand nowhere in the archive. */
  async #withoutPhrases(planned: Plan, articles: ReadonlySet<string> | null, limit: number): Promise<{ nearest: Ranked[]; missingPhrases: string[] }> {
    const { phrases, excluded } = planned.parts;
    const missingPhrases: string[] = [];
    if (phrases.length === 0) return { nearest: [], missingPhrases };
    const nearest = await this.#rank({ ...planned, limits: limitsOf({ phrases: [], excluded }, planned.languages) }, articles, limit);
    for (const phrase of phrases) {
      // One of stop words alone cannot be looked for.
      if (questionWords(phrase, planned.languages).length === 0) continue;
      const alone = { ...planned, limits: limitsOf({ phrases: [phrase], excluded: [] }, planned.languages) };
      if ((await this.#rank(alone, null, 1)).length === 0) missingPhrases.push(`"${phrase}"`);
    }
    return { nearest, missingPhrases };
  }

  /** To be called when the index has applied changes. The level changes slowly and holds until {@link relearn}. */
  forget(): void {
    this.#paragraphs.forget();
  }

  /** Learns how this archive scores now; questions go by what was known before until then. */
  async relearn(): Promise<Level> {
    const level = await this.#learnLevel();
    this.#level = Promise.resolve(level);
    return level;
  }
}

/** Terms that several words of the question are near to count once. A name of several words is looked for by all of them. */
function candidateTerms({ wanted }: Plan): CandidateTerm[] {
  const terms = new Map<string, CandidateTerm>();
  for (const { variant } of [...wanted.values()].flat()) {
    const share = variant.weight / (1 + variant.rest.length);
    for (const term of [variant.term, ...variant.rest]) {
      const [text, headline] = [share * variant.textIdf, share * variant.headlineIdf];
      if (text > (terms.get(term)?.text ?? -1)) terms.set(term, { term, text, headline });
    }
  }
  return [...terms.values()];
}
