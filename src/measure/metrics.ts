/**
 * Measures of a ranking, as TREC defines them. A ranking is document ids, best first; judgements are grades by document
 * id, 0 or less for not relevant. A document without a judgement counts as not relevant.
 */
export type Judgements = ReadonlyMap<string, number>;

/** Discounted cumulative gain of the first `depth` over the best that all judged documents allow; NaN if none is relevant. */
export function ndcgAt(depth: number, ranking: readonly string[], judgements: Judgements): number {
  const ideal = [...judgements.values()].sort((a, b) => b - a);
  return gainOf(ranking.map((id) => judgements.get(id) ?? 0), depth) / gainOf(ideal, depth);
}

/** Gain 2^grade - 1, discount log2(rank + 1) with ranks from 1 (Burges et al. 2005). */
function gainOf(grades: readonly number[], depth: number): number {
  return grades.slice(0, depth).reduce((sum, grade, place) => sum + (2 ** Math.max(0, grade) - 1) / Math.log2(place + 2), 0);
}

/** Share of the relevant documents among the first `depth`; NaN if none is relevant. */
export function recallAt(depth: number, ranking: readonly string[], judgements: Judgements): number {
  const relevant = [...judgements.values()].filter((grade) => grade > 0).length;
  return ranking.slice(0, depth).filter((id) => (judgements.get(id) ?? 0) > 0).length / relevant;
}

/** One over the rank of the first relevant document among the first `depth`, else 0. */
export function reciprocalRankAt(depth: number, ranking: readonly string[], judgements: Judgements): number {
  const place = ranking.slice(0, depth).findIndex((id) => (judgements.get(id) ?? 0) > 0);
  return place < 0 ? 0 : 1 / (place + 1);
}

/** NaN of nothing. */
export function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** The smallest value that at least the share `q` of all values do not exceed (nearest rank); NaN of nothing. */
export function quantile(q: number, values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(q * sorted.length) - 1)] ?? NaN;
}

/** Chance that one of `higher` exceeds one of `lower`, ties counted half: the area under the ROC curve; NaN if either is empty. */
export function auroc(higher: readonly number[], lower: readonly number[]): number {
  const all = [...higher.map((value) => ({ value, high: true })), ...lower.map((value) => ({ value, high: false }))].sort((a, b) => a.value - b.value);
  let rankSum = 0;
  for (let start = 0; start < all.length;) {
    let end = start;
    while (end < all.length && all[end]?.value === all[start]?.value) end++;
    // Equal values share the mean of their ranks (from 1).
    const highs = all.slice(start, end).filter(({ high }) => high).length;
    rankSum += (highs * (start + 1 + end)) / 2;
    start = end;
  }
  return (rankSum - (higher.length * (higher.length + 1)) / 2) / (higher.length * lower.length);
}
