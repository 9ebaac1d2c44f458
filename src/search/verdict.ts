import type { Confidence } from './answer.ts';
import type { Plan } from './plan.ts';
import type { Ranked } from './rank.ts';

/** Below, the passages share too little with the question to be called near; see DESIGN.md, "Three outcomes". */
const ABSENT_BELOW = 0.25;
const ANSWER_FROM = 0.4;

export interface Verdict {
  readonly confidence: Confidence;
  /** Higher is surer. */
  readonly score: number;
}

/**
 * The best score over the sum of the question's idf: how much of what was asked for, weighed by rarity, one paragraph
 * holds. The raw score separates nothing: it grows with the length of the question.
 */
export function judge(plan: Plan, ranked: readonly Ranked[]): Verdict {
  const possible = plan.terms.reduce((sum, term) => sum + term.idf, 0);
  const score = possible === 0 ? 0 : (ranked[0]?.score ?? 0) / possible;
  return { score, confidence: score < ABSENT_BELOW ? 'absent' : score < ANSWER_FROM ? 'unsure' : 'answer' };
}
