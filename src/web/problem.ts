/** What kind of thing kept something from being had from the web. */
export const PROBLEM_KINDS = [
  'address', 'dns', 'connection', 'certificate', 'timeout', 'redirects', 'too-large', 'bomb', 'robots', 'login', 'rate-limited',
  'not-found', 'gone', 'status', 'not-a-feed', 'empty', 'internal',
] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** Why something could not be had from the web, for people. */
export interface Problem {
  readonly kind: ProblemKind;
  /** One sentence, with the address. */
  readonly message: string;
  /** What to do about it: one or two plain sentences. */
  readonly remedy: string;
  /** ISO 8601 date-time before which the server asked not to be asked again; null when it did not. */
  readonly retryAt: string | null;
}
