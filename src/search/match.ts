import type { Span } from '../archive/sentences.ts';
import type { Ranked } from './rank.ts';

/** A matched word of a paragraph: which word of the question it answers to, and what that is worth. */
export interface Match extends Span {
  readonly term: number;
  readonly weight: number;
}

/** The words of a paragraph that match the question, in whatever form they stand, in text order. */
export function matches({ paragraph: { tokens }, found }: Pick<Ranked, 'paragraph' | 'found'>): Match[] {
  return found.map(({ term, variant, place }): Match => {
    return { term, weight: variant.worth, start: tokens.start(place), end: tokens.end(place + variant.rest.length) };
  });
}

/** Each word of the question counts once, repeats a little; words side by side are worth more than apart. */
export function worth(found: readonly Match[]): number {
  const seen = new Set<number>();
  let [sum, previous]: [number, Match | undefined] = [0, undefined];
  for (const match of found) {
    sum += seen.has(match.term) ? 0.1 * match.weight : match.weight;
    if (previous !== undefined && previous.term !== match.term && match.start - previous.end <= 2) {
      sum += 0.2 * Math.min(previous.weight, match.weight);
    }
    seen.add(match.term);
    previous = match;
  }
  return sum;
}
