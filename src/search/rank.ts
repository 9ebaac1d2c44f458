import type { ParagraphKind } from '../archive/article.ts';
import { HEADLINE_BOOST, saturation } from './bm25.ts';
import { occurrences, type Occurrence } from './occurrences.ts';
import type { AnalysedParagraph } from './paragraphs.ts';
import type { Plan, PlannedTerm } from './plan.ts';
import { proximity } from './proximity.ts';
import type { Variant } from './variants.ts';

export interface Ranked {
  readonly paragraph: AnalysedParagraph;
  readonly score: number;
}

/** What is not prose seldom answers: it comes after prose that matches as well. */
const KIND_FACTOR: Readonly<Record<ParagraphKind, number>> = { prose: 1, bio: 0.9, caption: 0.75, byline: 0.75, dateline: 0.75, subheading: 0.75 };

/** Scores each paragraph against the plan with archive-wide statistics, best first; ties by id, so that order is stable. */
export function rank(plan: Plan, paragraphs: readonly AnalysedParagraph[]): Ranked[] {
  const ranked = paragraphs.map((paragraph) => ({ paragraph, score: score(plan, paragraph) }));
  return ranked.sort((a, b) => b.score - a.score || (a.paragraph.source.id < b.paragraph.source.id ? -1 : 1));
}

function score(plan: Plan, paragraph: AnalysedParagraph): number {
  const found = occurrences(plan, paragraph.tokens);
  const counts = { text: countVariants(found), headline: countVariants(occurrences(plan, paragraph.headline.tokens)) };
  let sum = 0;
  for (const term of plan.terms) sum += termScore(term, counts, plan, paragraph);
  return (sum + proximity(plan, found)) * KIND_FACTOR[paragraph.source.kind];
}

/** How often each variant stands in a paragraph's text and in its headline. */
interface Counts {
  readonly text: ReadonlyMap<Variant, number>;
  readonly headline: ReadonlyMap<Variant, number>;
}

function countVariants(found: readonly Occurrence[]): Map<Variant, number> {
  const counts = new Map<Variant, number>();
  for (const { variant } of found) counts.set(variant, (counts.get(variant) ?? 0) + 1);
  return counts;
}

/** Of several spellings the best one counts, not their sum: a word with many near spellings is no better evidence. */
function termScore(term: PlannedTerm, counts: Counts, plan: Plan, paragraph: AnalysedParagraph): number {
  let best = 0;
  for (const variant of term.variants) best = Math.max(best, variantScore(variant, counts, plan, paragraph));
  return best;
}

function variantScore(variant: Variant, counts: Counts, plan: Plan, paragraph: AnalysedParagraph): number {
  const [inText, inHeadline] = [counts.text.get(variant) ?? 0, counts.headline.get(variant) ?? 0];
  let sum = 0;
  if (inText > 0) sum += variant.textIdf * saturation(inText, paragraph.tokens.length, plan.averageLength.text);
  if (inHeadline > 0) sum += HEADLINE_BOOST * variant.headlineIdf * saturation(inHeadline, paragraph.headline.tokens.length, plan.averageLength.headline);
  return variant.weight * sum;
}
