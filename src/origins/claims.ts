import type { OriginRecord, OriginRecords } from '../store/origins.ts';

/** A claim is renewed well before it ends; one that is not renewed ends soon after its process has hung. */
const CLAIM_MS = 60_000;
const RENEW_MS = 15_000;

interface Work {
  readonly stop: AbortController;
  readonly ended: Promise<null>;
}

/** What came of it, or why nothing was done: another process is at work on it, or it is not kept any more. */
export type Outcome<T> = { readonly done: T } | { readonly left: 'busy' | 'removed' };

/** Who works on which origin: one process at a time, and nobody on one that is being given up. */
export class Claims {
  readonly #origins: OriginRecords;
  readonly #working = new Map<string, Set<Work>>();
  readonly #givenUp = new Set<string>();

  constructor(origins: OriginRecords) {
    this.#origins = origins;
  }

  /** Works on an origin until `signal` says stop, or it is given up. */
  async work<T>(id: string, task: (record: OriginRecord, signal: AbortSignal) => Promise<T>, signal?: AbortSignal): Promise<Outcome<T>> {
    if (this.#givenUp.has(id)) return { left: 'removed' };
    const stop = new AbortController();
    const until = AbortSignal.any([stop.signal, ...(signal === undefined ? [] : [signal])]);
    try {
      return await this.#claimed(id, stop, async () => {
        const record = await this.#origins.get(id);
        return record === null ? { left: 'removed' } : { done: await task(record, until) };
      });
    } catch (error) {
      if (stop.signal.aborted) return { left: 'removed' };
      throw error;
    }
  }

  /** Breaks off what is under way on an origin, and works on it alone. */
  async giveUp<T>(id: string, task: () => Promise<T>): Promise<Outcome<T>> {
    this.#givenUp.add(id);
    try {
      const under = [...(this.#working.get(id) ?? [])];
      for (const { stop } of under) stop.abort();
      await Promise.all(under.map(async ({ ended }) => ended));
      return await this.#claimed(id, new AbortController(), async () => ({ done: await task() }));
    } finally {
      this.#givenUp.delete(id);
    }
  }

  /** Breaks off all that is under way, without waiting for it. */
  breakOffAll(): void {
    for (const works of this.#working.values()) for (const { stop } of works) stop.abort();
  }

  async #claimed<T>(id: string, stop: AbortController, task: () => Promise<Outcome<T>>): Promise<Outcome<T>> {
    const { promise: ended, resolve: end } = Promise.withResolvers<null>();
    const all = this.#working.get(id) ?? new Set();
    const work = { stop, ended };
    this.#working.set(id, all.add(work));
    const renewing = setInterval(() => { this.#claim(id).catch(() => undefined); }, RENEW_MS);
    try {
      if (!(await this.#claim(id))) return { left: (await this.#origins.get(id)) === null ? 'removed' : 'busy' };
      return await task();
    } finally {
      clearInterval(renewing);
      all.delete(work);
      // Whoever gives it up waits for this, also where the store cannot be written.
      end(null);
      // It may be refreshed while its past is fetched: the last one leaves it to others.
      if (all.size === 0) {
        this.#working.delete(id);
        await this.#origins.release(id, process.pid);
      }
    }
  }

  async #claim(id: string): Promise<boolean> {
    return this.#origins.claim(id, process.pid, CLAIM_MS);
  }
}
