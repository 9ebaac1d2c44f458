import { Cron } from 'croner';
import type { Logger } from 'pino';
import { messageOf } from '../errors.ts';
import type { Warning } from '../ingest/format.ts';
import type { OriginRecord, OriginRecords } from '../store/origins.ts';
import type { KeptOrigins } from './kept-origins.ts';
import { isDue } from './schedule.ts';

/** So many origins are worked on at once. */
const MOST_AT_ONCE = 3;
/** When fetching an origin's past was stopped by something, it goes on so much later. */
const FILL_RETRY_MS = 600_000;

export interface Keeping {
  readonly origins: KeptOrigins;
  readonly records: OriginRecords;
  /** Brings what is kept current in line with origins.yaml, where that changed. */
  readonly follow: () => Promise<readonly Warning[]>;
  readonly log: Pick<Logger, 'info' | 'warn' | 'debug'>;
}

/**
 * From now on, each origin is refreshed when its time has come, and its past is fetched. What fails is logged and tried
 * again. Gives the function that ends this; what is under way is broken off, and taken up at the next start.
 */
export function keepOrigins(keeping: Keeping): () => Promise<void> {
  const keeper = new Keeper(keeping);
  const clock = new Cron('* * * * * *', { protect: true, catch: (error) => { keeping.log.warn({ err: error }, 'origins could not be looked at; this is tried again'); } }, async () => keeper.tick());
  return async () => {
    clock.stop();
    await keeper.stop();
  };
}

class Keeper {
  readonly #keeping: Keeping;
  readonly #stopped = new AbortController();
  readonly #working = new Map<string, Promise<void>>();
  /** By origin, when its past is to be gone on with: milliseconds of `performance.now()`, which no clock sets back. */
  readonly #fillAt = new Map<string, number>();
  #told = '';

  constructor(keeping: Keeping) {
    this.#keeping = keeping;
  }

  async tick(): Promise<void> {
    const { follow, records, log } = this.#keeping;
    const warnings = await follow();
    const said = JSON.stringify(warnings);
    if (said !== this.#told) for (const warning of warnings) log.warn(warning, 'origins');
    this.#told = said;
    for (const record of await records.list()) {
      if (this.#stopped.signal.aborted || this.#working.size >= MOST_AT_ONCE) return;
      if (record.listed === 'once' || this.#working.has(record.id) || !this.#isWaiting(record)) continue;
      this.#working.set(record.id, this.#work(record).finally(() => { this.#working.delete(record.id); }));
    }
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await Promise.allSettled(this.#working.values());
  }

  #isWaiting(record: OriginRecord): boolean {
    return isDue(record, Date.now()) || (record.filling !== null && performance.now() >= (this.#fillAt.get(record.id) ?? 0));
  }

  async #work({ id, nextTry, every, filling }: OriginRecord): Promise<void> {
    const { origins, log } = this.#keeping;
    const { signal } = this.#stopped;
    try {
      if (isDue({ nextTry, every }, Date.now())) {
        const { outcome, added, changed, gone, problem, notice } = await origins.run(id, signal);
        if (problem === null) log.info({ origin: id, outcome, added, changed, gone, notice }, 'origin refreshed');
        else log.warn({ origin: id, kind: problem.kind, problem: problem.message }, 'origin could not be refreshed');
      } else if (filling !== null) {
        this.#fillAt.set(id, performance.now() + FILL_RETRY_MS);
        const report = await origins.fill(id, { signal });
        if (report !== null) log.info({ origin: id, added: report.added, changed: report.changed, problem: report.problem?.message }, report.problem === null ? 'the origin\'s past is fetched' : 'fetching the origin\'s past was broken off, and goes on later');
      }
    } catch (error) {
      if (signal.aborted) return;
      // Not what a site did, which is no exception, but the store or the disk: soon again.
      log.warn({ err: error, origin: id }, `origin could not be worked on: ${messageOf(error)}`);
    }
  }
}
