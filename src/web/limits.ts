/** How far the web is let in. Times in milliseconds, sizes in bytes. */
export interface Limits {
  readonly connectMs: number;
  /** Without a header, or a byte of the body. */
  readonly silenceMs: number;
  /** For one document, redirects and all. */
  readonly totalMs: number;
  readonly redirects: number;
  /** Of a body, unpacked. */
  readonly most: number;
  /** Unpacked to packed; not held against less than `free`. */
  readonly ratio: number;
  readonly free: number;
  /** Between the end of one request to a site and the start of the next. */
  readonly pauseMs: number;
  /** The longest pause that a site may ask for. */
  readonly longestPauseMs: number;
  /** For so long a site's rules are remembered; shorter where they could not be had. */
  readonly rulesMs: number;
  readonly noRulesMs: number;
}

export const LIMITS: Limits = {
  connectMs: 15_000,
  silenceMs: 20_000,
  totalMs: 120_000,
  redirects: 5,
  most: 32 * 2 ** 20,
  ratio: 200,
  free: 4 * 2 ** 20,
  pauseMs: 1_000,
  longestPauseMs: 30_000,
  rulesMs: 86_400_000,
  noRulesMs: 600_000,
};

/** The longest that a server may ask to be left alone. */
export const LONGEST_RETRY_MS = 86_400_000;
