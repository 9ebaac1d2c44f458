/** Models that were trained for asking read questions and passages in different ways. */
export type Side = 'question' | 'passage';

/** Turns texts into vectors whose cosines tell how alike their meanings are. */
export interface Embedder {
  /** Tells vectors of one model, in one state of its files, from those of any other: they cannot be compared. */
  readonly id: string;
  /** Numbers in a vector. */
  readonly dimensions: number;
  /** In the order of the texts; each of length 1. What is longer than the model reads is cut. */
  embed(texts: readonly string[], side: Side): Promise<readonly Float32Array[]>;
  /** Whether it has this word as a whole; others it puts together from pieces, which say little of a word that is misspelt. */
  knows(word: string): boolean;
  close(): Promise<void>;
}
