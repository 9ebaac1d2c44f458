import { distance } from 'fastest-levenshtein';
import type { Plan } from './plan.ts';
import type { Ranked } from './rank.ts';
import { placeOf } from './words.ts';

/** A word of a question, and how the best paragraphs write it. */
export interface Spelling {
  readonly written: string;
  readonly known: string;
}

/** A word with more of its letters changed is another word, not another spelling. */
const MISSPELT = 0.34;

/** For each word that the archive lacks, the spelling that the best paragraphs have, if they have one. */
export function spellingsOf(plan: Plan, ranked: readonly Ranked[]): Spelling[] {
  return plan.terms
    .filter(({ variants }) => !variants.some(({ exact }) => exact))
    .map(({ written, variants }) => ({ written, known: spellingIn(ranked, new Set(variants.map(({ term }) => term))) }))
    .filter((one): one is Spelling => one.known !== null && distance(one.known.toLowerCase(), one.written.toLowerCase()) <= Math.max(1, one.written.length * MISSPELT));
}

/** A text with these words put in place of those that were written; null where none of them stands in it. */
export function respell(text: string, spellings: readonly Spelling[]): string | null {
  let respelt = text;
  for (const { written, known } of spellings) {
    const place = placeOf(written, respelt);
    if (place !== -1) respelt = respelt.slice(0, place) + known + respelt.slice(place + written.length);
  }
  return respelt === text ? null : respelt;
}

function spellingIn(ranked: readonly Ranked[], variants: ReadonlySet<string>): string | null {
  for (const { paragraph } of ranked.slice(0, 10)) {
    const { tokens, source } = paragraph;
    const place = tokens.terms().findIndex((term) => variants.has(term));
    if (place !== -1) return source.text.slice(tokens.start(place), tokens.end(place));
  }
  return null;
}
