import { distance } from 'fastest-levenshtein';
import type { Excerpt } from '../archive/excerpt.ts';
import type { AnalysedParagraph } from './paragraphs.ts';
import type { Plan } from './plan.ts';
import type { Ranked } from './rank.ts';
import { placeOf } from './words.ts';

/** `answer`: the passages answer. `unsure`: nearest passages, they may not. `absent`: not in the archive. */
export type Confidence = 'answer' | 'unsure' | 'absent';

export interface Hit {
  readonly paragraph: AnalysedParagraph;
  readonly excerpt: Excerpt;
  readonly score: number;
  /** Near-duplicates further down, folded into this one. */
  readonly also: readonly AnalysedParagraph[];
}

export interface Answer {
  /** How many words of the question were looked for; 0 when it has none but stop words and signs. */
  readonly words: number;
  readonly confidence: Confidence;
  /** Higher is surer: see verdict.ts. */
  readonly score: number;
  /** Words and quoted phrases of the question found nowhere in the archive. */
  readonly missing: readonly string[];
  /** The question with near spellings put in for words that the archive does not have; null when there are none. */
  readonly didYouMean: string | null;
  /** Best first; given with `absent` too, as near misses. */
  readonly hits: readonly Hit[];
  /** Ids of further paragraphs that may answer, about best first: see `Searcher.order`. */
  readonly further: readonly string[];
  /** Which stage and index answered, for the reply's small print. */
  readonly stage: string;
}

/** A word with more of its letters changed is another word, not another spelling. */
const MISSPELT = 0.34;

/** Puts the spelling that the best paragraphs have in place of each word that the archive lacks. */
export function didYouMean(plan: Plan, ranked: readonly Ranked[]): string | null {
  let suggestion = plan.question;
  for (const term of plan.terms) {
    if (term.variants.some((variant) => variant.exact)) continue;
    const spelling = spellingOf(new Set(term.variants.map((variant) => variant.term)), ranked);
    const place = placeOf(term.written, suggestion);
    if (spelling === null || place === -1 || distance(spelling.toLowerCase(), term.written.toLowerCase()) > Math.max(1, term.written.length * MISSPELT)) continue;
    suggestion = suggestion.slice(0, place) + spelling + suggestion.slice(place + term.written.length);
  }
  return suggestion === plan.question ? null : suggestion;
}

function spellingOf(variants: ReadonlySet<string>, ranked: readonly Ranked[]): string | null {
  for (const { paragraph } of ranked.slice(0, 10)) {
    const { tokens, source } = paragraph;
    const place = tokens.terms().findIndex((term) => variants.has(term));
    if (place !== -1) return source.text.slice(tokens.start(place), tokens.end(place));
  }
  return null;
}
