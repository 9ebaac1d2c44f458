import type { Meanings, Near } from './meaning.ts';
import type { Plan } from './plan.ts';
import type { Ranked } from './rank.ts';

/** What was ranked by words, with how near it is in meaning; null where that is not known. */
export interface Fused extends Ranked {
  readonly near: Near | null;
}

/**
 * How much of a place is due to words, the rest to meaning. Anything from .3 to .5 gains on all that it was measured on
 * (DESIGN.md, "Meaning"); ranks alone (reciprocal rank fusion) lose where words say much and meaning little.
 */
const WORDS = 0.4;

/** Where even the likest paragraph is hardly likelier than any, as within a single article, the range is held to be so much of what is left to equality. */
const LEAST_RANGE = 0.1;

/**
 * Orders by both, best first. Either is about a share: of the question's idf that a paragraph holds (closeness of words may bring it
 * above 1), and of the way from what a paragraph has by chance to the likest one. So neither depends on the archive's size or the
 * model's range of cosines.
 */
export function fuse({ idf }: Pick<Plan, 'idf'>, ranked: readonly Ranked[], { near, usual }: Pick<Meanings, 'near' | 'usual'>): Fused[] {
  const known = new Map(near.map((one) => [one.id, one]));
  const range = Math.max(LEAST_RANGE * (1 - usual), Math.max(...near.map(({ likeness }) => likeness)) - usual, Number.EPSILON);
  const placed = ranked.map((hit) => {
    const found = known.get(hit.paragraph.source.id) ?? null;
    const words = idf === 0 ? 0 : hit.score / idf;
    // A paragraph whose vector is not made yet is held to be as like as words say.
    const likeness = found === null ? Math.min(1, words) : Math.max(-1, (found.likeness - usual) / range);
    return { hit: { ...hit, near: found }, place: WORDS * words + (1 - WORDS) * likeness };
  });
  return placed.sort((a, b) => b.place - a.place || (a.hit.paragraph.source.id < b.hit.paragraph.source.id ? -1 : 1)).map(({ hit }) => hit);
}

/** Of what was ranked by words alone. */
export function unfused(ranked: readonly Ranked[]): Fused[] {
  return ranked.map((hit) => ({ ...hit, near: null }));
}
