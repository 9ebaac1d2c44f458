import { Cron } from 'croner';
import type { Logger } from 'pino';
import { messageOf, withoutQueries } from '../errors.ts';
import type { Warning } from '../ingest/format.ts';
import type { OriginRecords } from '../store/origins.ts';
import type { KeptOrigins } from './kept-origins.ts';
import { isDue } from './schedule.ts';

/** So many origins are refreshed at once, and of so many others the past is fetched: that takes long, and must not hold up what is due. */
const MOST_AT_ONCE = 3;
/** After what was no site's fault (the disk is full), or while another process is at work on it: its site must not be asked each second. */
const REST_MS = 60_000;
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
  readonly #refreshes = new Works();
  readonly #fills = new Works();
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
      if (this.#stopped.signal.aborted) return;
      if (record.listed === 'once') continue;
      if (isDue(record, Date.now())) this.#refreshes.begin(record.id, async () => this.#tried(record.id, async () => this.#refresh(record.id)));
      else if (record.filling !== null) this.#fills.begin(record.id, async () => this.#tried(record.id, async () => this.#fill(record.id)));
    }
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await Promise.all([this.#refreshes.ended(), this.#fills.ended()]);
  }

  /** Gives for how long it is to rest. */
  async #refresh(id: string): Promise<number> {
    const { origins, log } = this.#keeping;
    const { outcome, added, changed, gone, problem, notice } = await origins.run(id, this.#stopped.signal);
    if (outcome === 'busy') {
      log.debug({ origin: withoutQueries(id), notice }, 'origin left to whoever works on it');
      return REST_MS;
    }
    if (problem === null) log.info({ origin: withoutQueries(id), outcome, added, changed, gone, notice: notice === null ? null : withoutQueries(notice) }, 'origin refreshed');
    else log.warn({ origin: withoutQueries(id), kind: problem.kind, problem: withoutQueries(problem.message) }, 'origin could not be refreshed');
    return 0;
  }

  async #fill(id: string): Promise<number> {
    const { origins, log } = this.#keeping;
    const report = await origins.fill(id, { signal: this.#stopped.signal });
    if (report === null) return REST_MS;
    log.info({ origin: withoutQueries(id), added: report.added, changed: report.changed, problem: report.problem === null ? null : withoutQueries(report.problem.message) }, report.problem === null ? 'the origin\'s past is fetched' : 'fetching the origin\'s past was broken off, and goes on later');
    return report.problem === null ? 0 : FILL_RETRY_MS;
  }

  async #tried(id: string, work: () => Promise<number>): Promise<number> {
    try {
      return await work();
    } catch (error) {
      // Not what a site did, which is no exception, but the store or the disk.
      if (!this.#stopped.signal.aborted) this.#keeping.log.warn({ err: error, origin: withoutQueries(id) }, `origin could not be worked on: ${messageOf(error)}`);
      return REST_MS;
    }
  }
}

/** Works of one kind that are under way, by origin. */
class Works {
  readonly #underWay = new Map<string, Promise<void>>();
  /** By origin, before when it is not to be begun again: milliseconds of `performance.now()`, which no clock sets back. */
  readonly #restUntil = new Map<string, number>();

  /** Where there is room for it and it does not rest. `work` never rejects, and gives for how many milliseconds it is to rest. */
  begin(id: string, work: () => Promise<number>): void {
    if (this.#underWay.size >= MOST_AT_ONCE || this.#underWay.has(id) || performance.now() < (this.#restUntil.get(id) ?? 0)) return;
    this.#underWay.set(id, work().then((rest) => {
      this.#underWay.delete(id);
      if (rest > 0) this.#restUntil.set(id, performance.now() + rest);
      else this.#restUntil.delete(id);
    }));
  }

  async ended(): Promise<void> {
    await Promise.all(this.#underWay.values());
  }
}
