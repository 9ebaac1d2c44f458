import type { Reach } from './work.ts';

export interface StageOptions {
  /** How far the making of vectors is. */
  readonly progress?: ((reach: Reach) => void) | undefined;
  /** Told once for each fault. */
  readonly warn?: ((what: string) => void) | undefined;
  /** The first question waits until all vectors are made: for who asks but once. Else words answer alone until then. */
  readonly waits?: boolean;
  /** What to do about a process that ends or does not work: a sentence. */
  readonly remedy?: string;
  /** Between two starts, at first; and how long one that answers late may take to say that it lives. */
  readonly firstPauseMs?: number;
  readonly aliveMs?: number;
}
