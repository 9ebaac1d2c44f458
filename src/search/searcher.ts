import { userError } from '../errors.ts';
import { didYouMean, type Answer } from './answer.ts';
import { levelOf, SAMPLES } from './calibration.ts';
import { chooseExcerpt } from './excerpt.ts';
import { foldRepeats, type Folded } from './fold-repeats.ts';
import type { InterchangeableNames } from './names.ts';
import { Paragraphs, type ArchiveReader } from './paragraphs.ts';
import { plan, type Plan } from './plan.ts';
import type { CandidateTerm, Index } from './port.ts';
import { byScore, rank, type Ranked } from './rank.ts';
import { judge, type Level } from './verdict.ts';

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
const CANDIDATES = 40;
/** They are read and ranked in chunks, until no more can change what is shown. */
const CHUNK = 12;
const LEAST_RANKED = 5;
/** At most so much more than an index's score has the score with closeness: see proximity.ts and bm25.ts. */
const MOST_GAIN = 1.7;
/** With phrases or exclusions many candidates fall out. */
const LIMITED_CANDIDATES = 400;

/** From a question to ranked, excerpted paragraphs with a verdict. Nothing of it depends on which index it stands on. */
export class Searcher {
  readonly #index: Index;
  readonly #paragraphs: Paragraphs;
  readonly #names: InterchangeableNames;
  readonly #reader: ArchiveReader;
  #level: Promise<Level> | null = null;

  constructor(index: Index, reader: ArchiveReader, names: InterchangeableNames = []) {
    this.#index = index;
    this.#reader = reader;
    this.#paragraphs = new Paragraphs(reader);
    this.#names = names;
  }

  async search({ question, limit, articles, fold = true }: SearchRequest): Promise<Answer> {
    const planned = await plan(question, this.#index, this.#names);
    if (planned.terms.length === 0) {
      throw userError('There is no word in the question that could be looked for.', 'Use words that the answer would contain: names, places, things.');
    }
    const ranked = await this.#rank(planned, articles, limit);
    const missingPhrases = ranked.length === 0 ? planned.phrases.map((phrase) => `"${phrase}"`) : [];
    const { confidence, score } = judge(planned, ranked, await this.calibrate());
    const folded: readonly Folded[] = fold ? foldRepeats(ranked, limit) : ranked.slice(0, limit).map((hit) => ({ ...hit, also: [] }));
    return {
      confidence,
      score,
      missing: [...planned.missing, ...missingPhrases],
      didYouMean: didYouMean(planned, ranked),
      hits: folded.map((hit) => ({ ...hit, excerpt: chooseExcerpt(planned, hit.paragraph) })),
      stage: `words · ${this.#index.name}`,
    };
  }

  /** Learns how this archive scores; done at the first question, or before. */
  async calibrate(): Promise<Level> {
    this.#level ??= this.#reader.sample(SAMPLES).then(async (samples) =>
      levelOf(samples, async (question) => {
        const planned = await plan(question, this.#index, []);
        return { plan: planned, ranked: await this.#rank(planned, null, CANDIDATES) };
      }),
    );
    return this.#level;
  }

  async #rank(planned: Plan, articles: ReadonlySet<string> | null, limit: number): Promise<Ranked[]> {
    const isLimited = planned.phrases.length > 0 || planned.limits.excluded.length > 0;
    const most = Math.max(isLimited ? LIMITED_CANDIDATES : CANDIDATES, limit);
    const candidates = await this.#index.candidates({ terms: candidateTerms(planned), ...planned.limits, articles, limit: most });
    let ranked: Ranked[] = [];
    for (let from = 0; from < candidates.length; from += CHUNK) {
      const chunk = candidates.slice(from, from + CHUNK);
      // What follows scores less still: no closeness of words brings it among the best.
      if (MOST_GAIN * (chunk[0]?.score ?? 0) < (ranked[Math.max(limit, LEAST_RANKED) - 1]?.score ?? 0)) break;
      const paragraphs = await this.#paragraphs.get(chunk.map(({ id }) => id));
      const accepted = paragraphs.filter(({ source }) => planned.accepts(`${source.text}\n${source.headline}`));
      ranked = [...ranked, ...rank(planned, accepted)].sort(byScore);
    }
    return ranked;
  }

  /** To be called when the index has applied changes. */
  forget(): void {
    this.#paragraphs.forget();
    this.#level = null;
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
