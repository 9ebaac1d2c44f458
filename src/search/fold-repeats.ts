import type { AnalysedParagraph } from './paragraphs.ts';
import type { Ranked } from './rank.ts';

/** A ranked paragraph with those further down that say the same. */
export interface Folded extends Ranked {
  readonly also: readonly AnalysedParagraph[];
}

/** Share of common word pairs (Jaccard) from which two paragraphs count as one: a wire story with a word changed here and there. */
const SAME = 0.8;
/** Shorter texts are too alike by chance; they must be equal. */
const SHORT = 8;

/**
 * The best `limit` paragraphs, of near-duplicates only the first; the others are named with it. Word pairs rather than
 * words, so that order counts (Broder 1997, "On the resemblance and containment of documents").
 */
export function foldRepeats(ranked: readonly Ranked[], limit: number): Folded[] {
  const kept: { hit: Ranked; pairs: ReadonlySet<string>; also: AnalysedParagraph[] }[] = [];
  for (const hit of ranked) {
    const pairs = pairsOf(hit.paragraph);
    const same = kept.find((other) => isSame(other.pairs, pairs));
    if (same !== undefined) same.also.push(hit.paragraph);
    else if (kept.length < limit) kept.push({ hit, pairs, also: [] });
  }
  return kept.map(({ hit, also }) => ({ ...hit, also }));
}

function pairsOf({ tokens }: AnalysedParagraph): ReadonlySet<string> {
  if (tokens.length < SHORT) return new Set([tokens.map(({ term }) => term).join(' ')]);
  const pairs = new Set<string>();
  for (let place = 1; place < tokens.length; place++) pairs.add(`${tokens[place - 1]?.term ?? ''} ${tokens[place]?.term ?? ''}`);
  return pairs;
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  if (small.size < SAME * large.size) return false;
  let common = 0;
  for (const pair of small) if (large.has(pair)) common++;
  return common >= SAME * (one.size + other.size - common);
}
