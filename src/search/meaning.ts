import type { Span } from '../archive/sentences.ts';
import type { Spelling } from './did-you-mean.ts';

/** What is compared with a question by what it means. */
export interface MeaningQuery {
  readonly question: string;
  /** For words that the archive does not hold: put in their place, unless the model knows them as they are. */
  readonly spellings: readonly Spelling[];
  /** Ids of paragraphs that are compared whatever else is near: those that words found. */
  readonly also: readonly string[];
  /** Only paragraphs of these articles, few enough to be sent to another process; null for all. */
  readonly articles: ReadonlySet<string> | null;
  /** None of this article. */
  readonly except?: string | undefined;
  /** How many near paragraphs are wanted besides `also`. */
  readonly limit: number;
}

/** How near a paragraph is to a question. */
export interface Near {
  readonly id: string;
  readonly articleId: string;
  /** Cosine of the question and the paragraph, -1 to 1; of one with several passages, the mean of the whole's and the nearest one's. */
  readonly likeness: number;
  /** Of its passages the nearest; null where it has but one, the whole. */
  readonly passage: Span | null;
}

export interface Meanings {
  /** Best first; without paragraphs whose vectors are not made yet. */
  readonly near: readonly Near[];
  /** What a paragraph of this archive has by chance: the mean likeness over many. */
  readonly usual: number;
  /** What the likest paragraph has to questions that this archive does not answer; null while that is not known. */
  readonly level: number | null;
}

/** How the comparing by meaning does. */
export interface MeaningState {
  /** The model's name. */
  readonly model: string;
  /** `reading`: vectors are being made; `missing` and `broken`: words answer alone. */
  readonly state: 'starting' | 'reading' | 'ready' | 'missing' | 'broken';
  /** Paragraphs with vectors, and all of them; 0 while that is not known. */
  readonly done: number;
  readonly total: number;
  /** What is wrong and what to do about it; null when nothing is. */
  readonly why: string | null;
}

/** Why words answer alone. `late`: no answer in time. `busy`: too many questions at once. */
export type WithoutMeaning = Exclude<MeaningState['state'], 'ready'> | 'late' | 'busy';

/** Compares a question with paragraphs by what they mean. */
export interface Meaning {
  /** The reason while it cannot tell: then words answer alone. Never rejects. */
  near(query: MeaningQuery): Promise<Meanings | WithoutMeaning>;
  state(): MeaningState;
  /** As {@link state}, once it is known how much has vectors. */
  look(): Promise<MeaningState>;
}
