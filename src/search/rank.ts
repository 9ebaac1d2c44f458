import type { ParagraphKind } from '../archive/article.ts';
import type { AnalysedParagraph } from './paragraphs.ts';
import type { Plan, PlannedTerm, Variant } from './plan.ts';

export interface Ranked {
  readonly paragraph: AnalysedParagraph;
  readonly score: number;
}

/** BM25+ (Lv and Zhai 2011) with MiniSearch's defaults: tuning them gained nothing on four collections. */
const K = 1.2;
const B = 0.7;
const D = 0.5;
/** More hurt on three of four collections. */
const HEADLINE_BOOST = 1;
/** Share of the rarer word's idf that two neighbouring words of the question add when they stand side by side. */
const PROXIMITY = 0.35;
/** Further apart than so many words, neighbours in the question count as strangers. */
const REACH = 8;
/** What is not prose seldom answers: it comes after prose that matches as well. */
const KIND_FACTOR: Readonly<Record<ParagraphKind, number>> = { prose: 1, bio: 0.9, caption: 0.75, byline: 0.75, dateline: 0.75, subheading: 0.75 };

/** Scores each paragraph against the plan with archive-wide statistics, best first; ties by id, so that order is stable. */
export function rank(plan: Plan, paragraphs: readonly AnalysedParagraph[]): Ranked[] {
  const ranked = paragraphs.map((paragraph) => ({ paragraph, score: score(plan, paragraph) }));
  return ranked.sort((a, b) => b.score - a.score || (a.paragraph.source.id < b.paragraph.source.id ? -1 : 1));
}

function score(plan: Plan, paragraph: AnalysedParagraph): number {
  let sum = 0;
  for (const term of plan.terms) sum += termScore(term, plan, paragraph);
  return (sum + proximity(plan, paragraph)) * KIND_FACTOR[paragraph.source.kind];
}

/** Of several spellings the best one counts, not their sum: a word with many near spellings is no better evidence. */
function termScore(term: PlannedTerm, plan: Plan, paragraph: AnalysedParagraph): number {
  let best = 0;
  for (const variant of term.variants) best = Math.max(best, variantScore(variant, plan, paragraph));
  return best;
}

function variantScore(variant: Variant, plan: Plan, paragraph: AnalysedParagraph): number {
  const inText = paragraph.positions.get(variant.term)?.length ?? 0;
  const inHeadline = paragraph.headline.counts.get(variant.term) ?? 0;
  let sum = 0;
  if (inText > 0) sum += variant.textIdf * saturation(inText, paragraph.tokens.length, plan.averageLength.text);
  if (inHeadline > 0) sum += HEADLINE_BOOST * variant.headlineIdf * saturation(inHeadline, paragraph.headline.length, plan.averageLength.headline);
  return variant.weight * sum;
}

function saturation(frequency: number, length: number, averageLength: number): number {
  return D + (frequency * (K + 1)) / (frequency + K * (1 - B + (B * length) / averageLength));
}

/** Neighbours in the question that stand close together in the text, in either order. */
function proximity(plan: Plan, paragraph: AnalysedParagraph): number {
  let sum = 0;
  for (let i = 1; i < plan.terms.length; i++) {
    const [left, right] = [plan.terms[i - 1], plan.terms[i]];
    if (left === undefined || right === undefined) continue;
    const gap = smallestGap(positionsOf(left, paragraph), positionsOf(right, paragraph));
    if (gap <= REACH) sum += (PROXIMITY * Math.min(left.idf, right.idf)) / gap;
  }
  return sum;
}

function positionsOf(term: PlannedTerm, paragraph: AnalysedParagraph): readonly number[] {
  for (const variant of term.variants) {
    const positions = paragraph.positions.get(variant.term);
    if (positions !== undefined) return positions;
  }
  return [];
}

/** Smallest distance in words between two ascending lists of positions; Infinity when one is empty. */
function smallestGap(a: readonly number[], b: readonly number[]): number {
  let [i, j, best] = [0, 0, Infinity];
  while (i < a.length && j < b.length) {
    const [x, y] = [a[i] ?? 0, b[j] ?? 0];
    if (x !== y) best = Math.min(best, Math.abs(x - y));
    if (x < y) i++;
    else j++;
  }
  return best;
}
