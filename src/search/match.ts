import type { Span } from '../archive/sentences.ts';
import type { AnalysedParagraph } from './paragraphs.ts';
import type { Plan } from './plan.ts';

/** A matched word of a paragraph: which word of the question it answers to, and what that is worth. */
export interface Match extends Span {
  readonly term: number;
  readonly weight: number;
}

/** The words of a paragraph that match the question, in whatever form they stand, in text order. */
export function matches(plan: Plan, paragraph: AnalysedParagraph): Match[] {
  const wanted = new Map<string, { term: number; weight: number }>();
  for (const [term, planned] of plan.terms.entries()) {
    for (const variant of planned.variants) {
      const weight = variant.weight * variant.textIdf;
      if (weight > (wanted.get(variant.term)?.weight ?? 0)) wanted.set(variant.term, { term, weight });
    }
  }
  const found: Match[] = [];
  for (const { term, start, end } of paragraph.tokens) {
    const match = wanted.get(term);
    if (match !== undefined) found.push({ ...match, start, end });
  }
  return found;
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
