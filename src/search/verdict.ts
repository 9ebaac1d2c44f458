import type { Confidence } from './answer.ts';
import { chanceShare } from './chance.ts';
import type { Plan } from './plan.ts';
import { properNouns } from './proper-nouns.ts';
import type { Ranked } from './rank.ts';

/** What the archive's own questions, asked of everything but the article they come from, score: see calibration.ts. */
export type Level = number;

/** What meaning says of whether the archive answers: cosines. */
export interface Likeness {
  /** Of the likest paragraph. */
  readonly best: number;
  /** What the likest paragraph has to this archive's own questions, asked of everything but the article they come from. */
  readonly level: number;
  /** What a paragraph has by chance. */
  readonly usual: number;
}

export interface Verdict {
  readonly confidence: Confidence;
  /**
   * Higher is surer. By words alone about 2 when a paragraph holds every word of the question close together; with meaning how far
   * above the bar that is, and what likeness adds. Comparable between questions that the same stage answered.
   */
  readonly score: number;
}

/** How much of the score that chance explains is taken off. */
const CHANCE = 0.8;
/** What names that are found, or missing, add or take off. */
const NAMES = 0.5;
/** How far names that the archive writes lower the bar, and the least that is left of it. */
const NAMED = 1.5;
const LEAST = 0.6;
/** From the bar up to so much above it the answer is `unsure`. */
const UNSURE = 0.14;
/** The bar over the archive's own level, and its bounds: a tiny archive has next to no level, one of a single topic a high one. */
const BAR = 1.2;
const LOWEST_BAR = 0.18;
const HIGHEST_BAR = 0.7;

/** What likeness counts beside words: of the way from the archive's usual likeness to equality, how far the best is above the level. */
const LIKENESS = 2.5;
/** Words that say more than this do not make surer: what is alike in words may still be about something else. */
const SURE = 0.8;
/** From there on it is not absent, and from there on an answer. */
const PRESENT = 0.05;
const ANSWERED = 0.4;

/**
 * Says how sure the best paragraph makes us. The bar is not a constant: it follows what questions score in this archive
 * whose answer is not in it. Only the shape of the rule and its factors are fixed; see DESIGN.md, "Three outcomes".
 */
export function judge(plan: Plan, ranked: readonly Ranked[], level: Level, likeness: Likeness | null = null): Verdict {
  if (ranked.length === 0 && likeness === null) return { confidence: 'absent', score: 0 };
  const names = properNouns(plan, ranked);
  const score = evidence(plan, ranked) + NAMES * (names.inBest - names.missing);
  const bar = Math.min(HIGHEST_BAR, Math.max(LOWEST_BAR, BAR * level)) * Math.max(LEAST, 1 - NAMED * names.anywhere);
  if (likeness === null) return { score, confidence: score < bar ? 'absent' : score < bar + UNSURE ? 'unsure' : 'answer' };
  const both = Math.min(SURE, score - bar) + (LIKENESS * (likeness.best - likeness.level)) / Math.max(Number.EPSILON, 1 - likeness.usual);
  return { score: both, confidence: both < PRESENT ? 'absent' : both < ANSWERED ? 'unsure' : 'answer' };
}

/**
 * The best score over the sum of the question's idf, less what chance explains: how much of what was asked for, weighed by
 * rarity, one paragraph holds. The raw score separates nothing: it grows with the length of the question.
 */
export function evidence(plan: Plan, ranked: readonly Ranked[]): number {
  return plan.idf === 0 ? 0 : (ranked[0]?.score ?? 0) / plan.idf - CHANCE * chanceShare(plan);
}
