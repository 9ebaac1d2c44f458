import type { SimilarTerm } from './port.ts';

/** Of the words that begin with the asked one only so many are looked through, in the order of the alphabet. */
export const MOST_PREFIXED = 500;

interface Near {
  readonly term: string;
  readonly distance: number;
}

interface Longer {
  readonly term: string;
  readonly df: number;
}

/** Near spellings first, nearest first; then longer forms, the commonest first. The same for every index. */
export function chooseSimilar(near: readonly Near[], longer: readonly Longer[], limit: number): SimilarTerm[] {
  const fuzzy = near.map(({ term, distance }): SimilarTerm => ({ term, distance, kind: 'fuzzy' }));
  fuzzy.sort((a, b) => a.distance - b.distance || (a.term < b.term ? -1 : 1));
  const known = new Set(fuzzy.map(({ term }) => term));
  const prefixed = longer.filter(({ term }) => !known.has(term)).sort((a, b) => b.df - a.df || (a.term < b.term ? -1 : 1));
  return [...fuzzy, ...prefixed.map(({ term }): SimilarTerm => ({ term, distance: 0, kind: 'prefix' }))].slice(0, limit);
}
