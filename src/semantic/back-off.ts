const FIRST_PAUSE_MS = 2_000;
const LONGEST_PAUSE_MS = 300_000;

/** Tries again what failed, ever later, and tells of the same fault once. */
export class BackOff {
  readonly #firstMs: number;
  #pauseMs: number;
  #until = 0;
  #told: string | null = null;

  constructor(firstMs = FIRST_PAUSE_MS) {
    this.#firstMs = firstMs;
    this.#pauseMs = firstMs;
  }

  /** Whether it may be tried again. */
  get isOver(): boolean {
    return performance.now() >= this.#until;
  }

  /** To be called when it failed: how long to wait, in milliseconds; twice as long the next time. */
  grow(): number {
    const pause = this.#pauseMs;
    this.#until = performance.now() + pause;
    this.#pauseMs = Math.min(2 * pause, LONGEST_PAUSE_MS);
    return pause;
  }

  /** False for what was told last. */
  isNews(fault: string): boolean {
    const isNews = fault !== this.#told;
    this.#told = fault;
    return isNews;
  }

  /** To be called when it worked. */
  reset(): void {
    [this.#pauseMs, this.#until, this.#told] = [this.#firstMs, 0, null];
  }
}
