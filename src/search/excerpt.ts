import { excerpt, type Excerpt } from '../archive/excerpt.ts';
import type { Span } from '../archive/sentences.ts';
import type { AnalysedParagraph } from './paragraphs.ts';
import type { Plan } from './plan.ts';
import { bestWindow } from './window.ts';

/** In UTF-16 units: five quotes with their citations must fit in one Discord message. */
export const EXCERPT_LENGTH = 350;

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

/**
 * The part of a paragraph that answers best, at most {@link EXCERPT_LENGTH} long: from the best sentence on,
 * as many whole sentences as fit; of a sentence that is itself too long, the densest stretch of whole words.
 */
export function chooseExcerpt(plan: Plan, paragraph: AnalysedParagraph): Excerpt {
  const { text } = paragraph.source;
  const found = matches(plan, paragraph);
  if (text.length <= EXCERPT_LENGTH) return excerpt(text, { start: 0, end: text.length }, found);
  const spans = paragraph.sentences;
  const values = spans.map((span) => worth(within(found, span)));
  const best = values.indexOf(Math.max(...values));
  const sentence = spans[best] ?? { start: 0, end: text.length };
  if (sentence.end - sentence.start > EXCERPT_LENGTH) {
    return excerpt(text, bestWindow(text, sentence, within(found, sentence), EXCERPT_LENGTH), found);
  }
  return excerpt(text, grow(spans, best, values), found);
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

function within(found: readonly Match[], span: Span): Match[] {
  return found.filter((match) => match.start >= span.start && match.end <= span.end);
}

/** Adds neighbouring sentences while they fit: what follows first, then, with room left, what leads up to it. */
function grow(spans: readonly Span[], best: number, values: readonly number[]): Span {
  let [first, last] = [best, best];
  const fits = (from: number, to: number): boolean => (spans[to]?.end ?? 0) - (spans[from]?.start ?? 0) <= EXCERPT_LENGTH;
  for (;;) {
    const forward = last + 1 < spans.length && fits(first, last + 1);
    const back = first > 0 && fits(first - 1, last);
    if (!forward && !back) break;
    if (forward && (!back || (values[last + 1] ?? 0) >= (values[first - 1] ?? 0))) last++;
    else first--;
  }
  return { start: spans[first]?.start ?? 0, end: spans[last]?.end ?? 0 };
}
