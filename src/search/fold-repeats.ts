import type { AnalysedParagraph } from './paragraphs.ts';
import type { Fused } from './fuse.ts';

/** A ranked paragraph with those further down that say the same. */
export interface Folded extends Fused {
  readonly also: readonly AnalysedParagraph[];
}

/** Share of common word pairs (Jaccard) from which two paragraphs count as one: a wire story with a word changed here and there. */
const SAME = 0.8;
/** Shorter texts are too alike by chance; they must be equal. */
const SHORT = 8;
/** So many first words tell most strangers apart. */
const LOOKED_AT = 12;

/**
 * The best `limit` paragraphs, of near-duplicates only the first; the others are named with it. Word pairs rather than
 * words, so that order counts (Broder 1997, "On the resemblance and containment of documents").
 */
export function foldRepeats(ranked: readonly Fused[], limit: number): Folded[] {
  const kept: { hit: Fused; pairs: ReadonlySet<string> | null; also: AnalysedParagraph[] }[] = [];
  for (const hit of ranked) {
    const same = kept.find((other) => mayBeSame(other.hit, hit) && isSame((other.pairs ??= pairsOf(other.hit.paragraph)), pairsOf(hit.paragraph)));
    if (same !== undefined) same.also.push(hit.paragraph);
    else if (kept.length < limit) kept.push({ hit, pairs: null, also: [] });
  }
  return kept.map(({ hit, also }) => ({ ...hit, also }));
}

/** Near-duplicates are about as long, hold the question's words alike and share most words: few pairs of hits need a closer look. */
function mayBeSame(one: Fused, other: Fused): boolean {
  const [a, b] = [one.paragraph.tokens, other.paragraph.tokens];
  if (Math.min(a.length, b.length) < SAME * Math.max(a.length, b.length)) return false;
  if (Math.min(one.textScore, other.textScore) < SAME * Math.max(one.textScore, other.textScore)) return false;
  if (a.length < SHORT || a.lexicon !== b.lexicon) return true;
  const first = new Set<number>();
  for (let place = 0; place < LOOKED_AT; place++) first.add(a.number(place) ?? -1);
  for (let place = 0; place < b.length; place++) first.delete(b.number(place) ?? -1);
  return first.size <= LOOKED_AT / 2;
}

function pairsOf({ tokens }: AnalysedParagraph): ReadonlySet<string> {
  const terms = tokens.terms();
  if (terms.length < SHORT) return new Set([terms.join(' ')]);
  return new Set(terms.slice(1).map((term, before) => `${terms[before] ?? ''} ${term}`));
}

function isSame(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [small, large] = one.size < other.size ? [one, other] : [other, one];
  if (small.size < SAME * large.size) return false;
  let common = 0;
  for (const pair of small) if (large.has(pair)) common++;
  return common >= SAME * (one.size + other.size - common);
}
