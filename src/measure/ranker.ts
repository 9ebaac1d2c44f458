import type { Confidence } from '../search/answer.ts';

/** An engine over the documents of a collection: what `eval` measures. */
export interface Ranker {
  /** Ids of documents, best first, at most `limit`. No document is left out for a doubt or a likeness. */
  rank(question: string, limit: number): Promise<readonly string[]>;
  /** The outcome and how sure it is; null for an engine that always answers. */
  readonly judge: ((question: string) => Promise<{ readonly confidence: Confidence; readonly score: number }>) | null;
  close(): Promise<void>;
}

export interface BuiltRanker {
  readonly ranker: Ranker;
  /** From the documents at hand to an index that answers. */
  readonly buildSeconds: number;
}

export function secondsSince(started: number): number {
  return (performance.now() - started) / 1_000;
}
