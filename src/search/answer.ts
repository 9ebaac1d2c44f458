import type { Excerpt } from '../archive/excerpt.ts';
import type { WithoutMeaning } from './meaning.ts';
import type { AnalysedParagraph } from './paragraphs.ts';

/** `answer`: the passages answer. `unsure`: nearest passages, they may not. `absent`: not in the archive. */
export type Confidence = 'answer' | 'unsure' | 'absent';

export interface Hit {
  readonly paragraph: AnalysedParagraph;
  readonly excerpt: Excerpt;
  readonly score: number;
  /** Near-duplicates further down, folded into this one. */
  readonly also: readonly AnalysedParagraph[];
}

/** What answered a question. */
export interface Stage {
  /** Which index found by words. */
  readonly index: string;
  /** The model that compared by meaning; null when words answered alone. */
  readonly model: string | null;
  /** Why words answered alone although meaning was asked for. */
  readonly without: WithoutMeaning | null;
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
  /** What answered, for the reply's small print. */
  readonly stage: Stage;
}
