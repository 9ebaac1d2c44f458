import type { Plan } from './plan.ts';
import type { Ranked } from './rank.ts';
import { placeOf } from './words.ts';

/** Shares of the question's idf, 0 to 1. */
export interface ProperNouns {
  /** Of words that the best paragraph writes as names. */
  readonly inBest: number;
  /** Of words that the best paragraphs together write as names. */
  readonly anywhere: number;
  /** Of words that the question itself writes as names and the archive does not have. */
  readonly missing: number;
}

const LOOKED_AT = 20;
/** So much of a word's occurrences must be written large, for it to be a name. */
const MOSTLY = 0.6;
/** Behind a word or a comma, so that a capital is not merely that of a sentence's start. */
const MID_SENTENCE = /[\p{L}\p{N},;:’'-]\s*$/u;
const CAPITAL = /^\p{Lu}/u;

/**
 * How much of the question is names, told by how the archive writes them, since people who ask seldom use capitals. A
 * question about a name that the archive has is hardly off its topic; one about a name that it lacks is.
 */
export function properNouns(plan: Plan, ranked: readonly Ranked[]): ProperNouns {
  if (plan.idf === 0) return { inBest: 0, anywhere: 0, missing: 0 };
  const counts = new Map<number, { written: number; large: number }>();
  for (const hit of ranked.slice(0, LOOKED_AT)) countCapitals(hit, counts);
  const best = new Map<number, { written: number; large: number }>();
  if (ranked[0] !== undefined) countCapitals(ranked[0], best);
  const idf = (place: number): number => plan.terms[place]?.idf ?? 0;
  const sum = (places: Iterable<number>): number => [...places].reduce((all, place) => all + idf(place), 0) / plan.idf;
  return {
    inBest: sum([...best].filter(([, { large }]) => large > 0).map(([place]) => place)),
    anywhere: sum([...counts].filter(([, { written, large }]) => large >= MOSTLY * written).map(([place]) => place)),
    missing: sum(missingNames(plan)),
  };
}

function countCapitals({ paragraph: { tokens, source: { text } }, found }: Ranked, counts: Map<number, { written: number; large: number }>): void {
  for (const { term, place } of found) {
    const start = tokens.start(place);
    if (!isMidSentence(text, start)) continue;
    let count = counts.get(term);
    if (count === undefined) counts.set(term, (count = { written: 0, large: 0 }));
    count.written++;
    if (CAPITAL.test(text.slice(start, start + 2))) count.large++;
  }
}

function* missingNames({ question, terms }: Plan): Iterable<number> {
  for (const [place, { written, variants }] of terms.entries()) {
    if (variants.some(({ exact }) => exact) || !CAPITAL.test(written)) continue;
    if (isMidSentence(question, placeOf(written, question))) yield place;
  }
}

function isMidSentence(text: string, start: number): boolean {
  return MID_SENTENCE.test(text.slice(Math.max(0, start - 4), start));
}
