import { watch } from 'chokidar';
import type { Logger } from 'pino';

/** A file is read when nothing was written for so long; of one that is written on and on, at the latest so often. */
const QUIET_MS = 400;
const LATEST_MS = 2_500;
/** What failed is tried again so much later. */
const RETRY_MS = 5_000;
/** What the system does not tell of (a share on a network) is found so often. */
const EVERY_MS = 600_000;

export interface Watched {
  /** Watches one more folder; one that is watched already is left as it is. */
  add(folder: string): void;
  /** Calls as if something had changed. */
  soon(): void;
  /** Ends it, when a call under way has ended. */
  end(): Promise<void>;
}

/** A folder to watch, and one in it (or elsewhere) that Backfile itself writes to. */
export interface WatchTask {
  readonly folder: string;
  readonly except: string;
  readonly changed: () => Promise<void>;
  readonly log: Pick<Logger, 'warn'>;
}

/** Calls `changed` when files in a folder come, change or go, one call at a time, and now and then in any case. */
export function watchFolder({ folder: first, except, changed, log }: WatchTask): Watched {
  const due = new Due(changed, log);
  const all = new Set([first]);
  const ignored = (path: string): boolean => !all.has(path) && (/[\\/]\.[^\\/]*$/u.test(path) || path === except);
  const watcher = watch(first, { ignoreInitial: true, ignored, ignorePermissionErrors: true });
  watcher.on('all', () => { due.soon(); });
  watcher.on('error', (error) => {
    log.warn({ err: error }, `a folder cannot be watched; what changes in it is found within ${EVERY_MS / 60_000} minutes`);
  });
  const regular = setInterval(() => { due.soon(); }, EVERY_MS);
  return {
    add: (folder) => {
      if (all.has(folder)) return;
      all.add(folder);
      watcher.add(folder);
    },
    soon: () => { due.soon(); },
    end: async () => {
      clearInterval(regular);
      await watcher.close();
      await due.end();
    },
  };
}

/** Calls a function some time after it was wanted, never twice at once. */
class Due {
  readonly #call: () => Promise<void>;
  readonly #log: Pick<Logger, 'warn'>;
  #timer: NodeJS.Timeout | null = null;
  #since = 0;
  #running: Promise<void> | null = null;
  #again = false;

  constructor(call: () => Promise<void>, log: Pick<Logger, 'warn'>) {
    this.#call = call;
    this.#log = log;
  }

  soon(): void {
    if (this.#running !== null) {
      this.#again = true;
      return;
    }
    const now = performance.now();
    if (this.#timer === null) this.#since = now;
    else clearTimeout(this.#timer);
    this.#timer = setTimeout(() => { this.#run(); }, Math.max(0, Math.min(QUIET_MS, this.#since + LATEST_MS - now)));
  }

  async end(): Promise<void> {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#again = false;
    await this.#running;
  }

  #run(): void {
    this.#timer = null;
    this.#running = this.#call()
      .catch((error: unknown) => {
        this.#log.warn({ err: error }, 'the archive changed, but could not be read anew; this is tried again');
        this.#timer = setTimeout(() => { this.#run(); }, RETRY_MS);
      })
      .finally(() => {
        this.#running = null;
        if (this.#again && this.#timer === null) this.soon();
        this.#again = false;
      });
  }
}
