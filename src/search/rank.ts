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
  /** Of that, what the text alone gives: equal for equal texts, whatever their headlines. */
  readonly textScore: number;
  /** The question's words in its text. */
  readonly found: readonly Occurrence[];
}

/** What is not prose seldom answers: it comes after prose that matches as well. */
const KIND_FACTOR: Readonly<Record<ParagraphKind, number>> = { prose: 1, bio: 0.9, caption: 0.75, byline: 0.75, dateline: 0.75, subheading: 0.75 };

/** Scores each paragraph against the plan with archive-wide statistics, best first. */
export function rank(plan: Plan, paragraphs: readonly AnalysedParagraph[]): Ranked[] {
  const ranked = paragraphs.map((paragraph) => ({ paragraph, ...score(plan, paragraph) }));
  return ranked.sort(byScore);
}

/** Best first; equal ones by id, so that the order is stable. */
export function byScore(a: Ranked, b: Ranked): number {
  return b.score - a.score || (a.paragraph.source.id < b.paragraph.source.id ? -1 : 1);
}

function score(plan: Plan, paragraph: AnalysedParagraph): Omit<Ranked, 'paragraph'> {
  const found = occurrences(plan, paragraph.tokens);
  const counts = { text: countVariants(found), headline: countVariants(occurrences(plan, paragraph.headline)) };
  const closeness = proximity(plan, found);
  let [both, text] = [closeness, closeness];
  for (const term of plan.terms) {
    const sums = termScore(term, counts, plan, paragraph);
    both += sums.both;
    text += sums.text;
  }
  return { score: both * KIND_FACTOR[paragraph.source.kind], textScore: text, found };
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
function termScore(term: PlannedTerm, counts: Counts, plan: Plan, paragraph: AnalysedParagraph): Sums {
  let best: Sums = NOTHING;
  for (const variant of term.variants) {
    const sums = variantScore(variant, counts, plan, paragraph);
    if (sums.both > best.both) best = sums;
  }
  return best;
}

/** What a word is worth in text and headline together, and in the text alone. */
interface Sums {
  readonly both: number;
  readonly text: number;
}

const NOTHING: Sums = { both: 0, text: 0 };

function variantScore(variant: Variant, counts: Counts, plan: Plan, paragraph: AnalysedParagraph): Sums {
  const [inText, inHeadline] = [counts.text.get(variant) ?? 0, counts.headline.get(variant) ?? 0];
  if (inText === 0 && inHeadline === 0) return NOTHING;
  const text = inText === 0 ? 0 : variant.worth * saturation(inText, paragraph.tokens.length, plan.averageLength.text);
  const worth = HEADLINE_BOOST * variant.weight * variant.headlineIdf;
  return { text, both: inHeadline === 0 ? text : text + worth * saturation(inHeadline, paragraph.headline.length, plan.averageLength.headline) };
}
