import type { Occurrence } from './occurrences.ts';
import type { Plan } from './plan.ts';

/** Share of the rarer word's idf that two neighbours of the question add when they stand side by side. */
const PAIR = 0.5;
/** Words of the question with one other between them count half as much. */
const NEXT_BUT_ONE = 0.5;
/** Further apart than so many words, neighbours in the question count as strangers. */
const REACH = 8;
/** Share of the idf that the words within one stretch of the text add, and the stretch's length in words: a sentence or so. */
const STRETCH = 0.3;
const STRETCH_LENGTH = 16;

/**
 * What the closeness of the question's words in a text is worth, in idf: neighbours in the question that stand close to
 * each other, in either order, and how much of the question one stretch of the text holds. Several weights near these
 * gave the same figures on four collections.
 */
export function proximity(plan: Plan, found: readonly Occurrence[]): number {
  return pairs(plan, found) + STRETCH * bestStretch(found);
}

function pairs({ terms }: Plan, found: readonly Occurrence[]): number {
  const gaps = smallestGaps(found, terms.length);
  let sum = 0;
  for (const [apart, share] of [[1, PAIR], [2, PAIR * NEXT_BUT_ONE]] as const) {
    for (let left = 0; left + apart < terms.length; left++) {
      const gap = gaps[left * terms.length + left + apart] ?? Infinity;
      if (gap <= REACH) sum += (share * Math.min(terms[left]?.idf ?? 0, terms[left + apart]?.idf ?? 0)) / gap;
    }
  }
  return sum;
}

/** For two words of the question (at `smaller * count + larger`) the smallest distance in words, where it is in reach. */
function smallestGaps(found: readonly Occurrence[], count: number): Float64Array {
  const gaps = new Float64Array(count * count).fill(Infinity);
  for (let at = 1; at < found.length; at++) {
    const here = found[at];
    for (let before = at - 1; here !== undefined && before >= 0; before--) {
      const there = found[before];
      if (there === undefined || here.place - there.place > REACH) break;
      const pair = Math.min(here.term, there.term) * count + Math.max(here.term, there.term);
      gaps[pair] = Math.min(gaps[pair] ?? Infinity, here.place - there.place);
    }
  }
  return gaps;
}

/** Most idf that {@link STRETCH_LENGTH} words of the text hold, each word of the question counted once. */
function bestStretch(found: readonly Occurrence[]): number {
  let [best, sum, first] = [0, 0, 0];
  const inside = new Map<number, number>();
  for (const { place, term, variant } of found) {
    const count = inside.get(term) ?? 0;
    if (count === 0) sum += variant.worth;
    inside.set(term, count + 1);
    for (let oldest = found[first]; oldest !== undefined && place - oldest.place >= STRETCH_LENGTH; oldest = found[++first]) {
      const left = (inside.get(oldest.term) ?? 1) - 1;
      inside.set(oldest.term, left);
      if (left === 0) sum -= oldest.variant.worth;
    }
    best = Math.max(best, sum);
  }
  return best;
}
