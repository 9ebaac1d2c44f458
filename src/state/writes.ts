import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import type { Connection } from '../store/connection.ts';
import { isBusy } from '../store/sqlite-faults.ts';

/** Between two attempts at a file that another process is writing. */
const PAUSE_MS = 5;

/** So long after a commit what comes is gathered for the next one: a commit costs more than ten of what it holds. */
const GATHER_MS = 3;

interface Job {
  /** In a transaction with others. Gives what to do once that is committed. */
  readonly run: () => () => void;
  readonly failed: (error: unknown) => void;
}

/** Writes what is asked at about the same time in one transaction; what comes alone, at once. */
export class Writes {
  readonly #db: Connection;
  readonly #patienceMs: number;
  #waiting: Job[] = [];
  #underWay: Promise<void> | null = null;
  /** By `performance.now()`. */
  #committedAt = -Infinity;

  /** Another process that holds the file is waited for so long. */
  constructor(db: Connection, patienceMs: number) {
    this.#db = db;
    this.#patienceMs = patienceMs;
  }

  /** Resolves after the commit. In the order asked for. */
  async add<T>(work: () => T): Promise<T> {
    return new Promise((resolve, reject) => {
      const run = (): (() => void) => {
        const result = work();
        return () => { resolve(result); };
      };
      this.#waiting.push({ run, failed: reject });
      this.#underWay ??= this.#writeAll();
    });
  }

  /** What needs no transaction, or cannot stand in one. Where `isDone` never is, the last result. */
  async patiently<T>(work: () => T, isDone: (result: T) => boolean = () => true): Promise<T> {
    for (const deadline = performance.now() + this.#patienceMs; ; ) {
      try {
        const result = work();
        if (isDone(result) || performance.now() > deadline) return result;
      } catch (error) {
        if (!(error instanceof Error) || !isBusy(error.cause) || performance.now() > deadline) throw error;
      }
      await sleep(PAUSE_MS);
    }
  }

  /** Resolves when nothing is under way. */
  async end(): Promise<void> {
    while (this.#underWay !== null) await this.#underWay;
  }

  async #writeAll(): Promise<void> {
    while (this.#waiting.length > 0) {
      const early = this.#committedAt + GATHER_MS - performance.now();
      await (early > 0 ? sleep(early) : turn());
      const jobs = this.#waiting.splice(0);
      try {
        const committed = await this.patiently(() => this.#db.write(() => jobs.map(({ run }) => run())));
        for (const tell of committed) tell();
      } catch (error) {
        for (const { failed } of jobs) failed(error);
      }
      this.#committedAt = performance.now();
    }
    this.#underWay = null;
  }
}
