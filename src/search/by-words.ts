import { candidateTerms } from './candidate-terms.ts';
import { unfused, type Fused } from './fuse.ts';
import { limitsOf } from './limits.ts';
import { Pacer } from './pacer.ts';
import type { Paragraphs } from './paragraphs.ts';
import type { Plan } from './plan.ts';
import type { Index } from './port.ts';
import { byScore, rank, type Ranked } from './rank.ts';
import { questionWords } from './words.ts';

/** Where to look. */
export interface Scope {
  /** Only in these articles; null for all. */
  readonly articles: ReadonlySet<string> | null;
  /** In no paragraph of this one. */
  readonly except?: string | undefined;
}

/** What was ranked, best first; and, by id, what the index found besides, in its order. */
export interface Found {
  readonly ranked: readonly Ranked[];
  readonly waiting: readonly string[];
}

export const ALL: Scope = { articles: null };
/** So many paragraphs can be paged through: who has looked at all of them asks again in other words. */
export const MOST_LISTED = 25;
/** So many of the index's candidates are ranked with all that is known of them: more changed nothing on four collections. */
export const CANDIDATES = 16;

/** So many for each paragraph that is shown, when more are asked for than usual. */
const PER_SHOWN = 1.6;
/** They are read and ranked in chunks, until no more can change what is shown. */
const CHUNK = 8;
const LEAST_RANKED = 5;
/** At most so much more than an index's score has the score with closeness: see proximity.ts and bm25.ts. */
const MOST_GAIN = 1.7;
/** With phrases or exclusions many candidates fall out; before saying that nothing is left, more are looked at. */
const LIMITED_CANDIDATES = [400, 5_000] as const;
const NOTHING: Found = { ranked: [], waiting: [] };

/** Finds and ranks paragraphs by the words of a question. */
export class ByWords {
  readonly #index: Index;
  readonly #paragraphs: Paragraphs;

  constructor(index: Index, paragraphs: Paragraphs) {
    this.#index = index;
    this.#paragraphs = paragraphs;
  }

  async rank(planned: Plan, scope: Scope, limit: number): Promise<Found> {
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
  async withoutPhrases(planned: Plan, scope: Scope, limit: number): Promise<{ nearest: readonly Fused[]; missingPhrases: string[] }> {
    const { phrases, excluded } = planned.parts;
    const missingPhrases: string[] = [];
    if (phrases.length === 0) return { nearest: [], missingPhrases };
    const { ranked: nearest } = await this.rank({ ...planned, limits: limitsOf({ phrases: [], excluded }, planned.languages) }, scope, limit);
    for (const phrase of phrases) {
      // One of stop words alone cannot be looked for.
      if (questionWords(phrase, planned.languages).length === 0) continue;
      const alone = { ...planned, limits: limitsOf({ phrases: [phrase], excluded: [] }, planned.languages) };
      if ((await this.rank(alone, ALL, 1)).ranked.length === 0) missingPhrases.push(`"${phrase}"`);
    }
    return { nearest: unfused(nearest), missingPhrases };
  }

  /** Paragraphs by id, with what words say of them, in the order of their scores; those that are not there or not accepted are left out. */
  async rankThese(planned: Plan, ids: readonly string[], accepts: Plan['limits']['accepts']): Promise<Ranked[]> {
    return rank(planned, await this.#paragraphs.get(ids, accepts));
  }
}
