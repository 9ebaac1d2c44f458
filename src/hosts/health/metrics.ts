import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { withoutQueries } from '../../errors.ts';
import type { OriginStatus } from '../../origins/port.ts';
import { OUTCOMES, type Served } from '../observer.ts';
import type { HealthState } from './state.ts';

/** In seconds. `/search` takes some milliseconds; Discord gives three seconds, and announced answers may take longer. */
const BUCKETS = [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 3, 10, 60];
/** Each label is a time series for ever: of more origins only so many are told one by one, failing ones first. */
const MOST_ORIGINS = 100;
const MOST_LABEL = 200;
const ORIGIN_STATES = ['new', 'current', 'refreshing', 'failing'] as const;
/** Whatever is no command of this bot is one label, since anybody may send names. */
const OTHER = 'other';

/** What Prometheus is told. The process's own figures keep the names that all Node programs give them. */
export class Metrics {
  readonly #registry = new Registry();
  readonly #commands: ReadonlySet<string>;
  readonly #interactions;
  readonly #replies;
  readonly #suggestions;
  readonly #counted = { sequence: -1, articles: 0, paragraphs: 0 };

  constructor(commands: readonly string[], state: HealthState) {
    const registers = [this.#registry];
    this.#commands = new Set(commands);
    collectDefaultMetrics({ register: this.#registry });
    this.#interactions = new Counter({ name: 'backfile_interactions_total', help: 'Commands and buttons answered, by outcome', labelNames: ['command', 'outcome'] as const, registers });
    this.#replies = new Histogram({ name: 'backfile_reply_duration_seconds', help: 'From receiving a command to its reply being with Discord', labelNames: ['command'] as const, buckets: BUCKETS, registers });
    this.#suggestions = new Histogram({ name: 'backfile_autocomplete_duration_seconds', help: 'From receiving what was typed to the choices being with Discord', labelNames: ['command'] as const, buckets: BUCKETS, registers });
    this.#watchArchive(state);
    this.#watchDiscord(state);
    this.#watchOrigins(state);
    // Told before the first of them happens, so that a rate can be taken of it.
    for (const command of commands) for (const outcome of OUTCOMES) this.#interactions.inc({ command, outcome }, 0);
  }

  served({ kind, command: named, outcome, ms }: Served): void {
    const command = this.#commands.has(named) ? named : OTHER;
    if (kind === 'autocomplete') this.#suggestions.observe({ command }, ms / 1_000);
    else {
      this.#interactions.inc({ command, outcome });
      this.#replies.observe({ command }, ms / 1_000);
    }
  }

  /** In Prometheus's text format. What cannot be asked for at the moment is left out. */
  async text(): Promise<{ readonly type: string; readonly body: string }> {
    return { type: this.#registry.contentType, body: await this.#registry.metrics() };
  }

  #gauge<L extends string>(name: string, help: string, labelNames: readonly L[], fill: (gauge: Gauge<L>) => Promise<void>): void {
    new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [this.#registry],
      async collect() {
        this.reset();
        // One figure that cannot be had must not keep all others back.
        await fill(this).catch(() => { this.reset(); });
      },
    });
  }

  #watchArchive(state: HealthState): void {
    const counts = async (): Promise<{ articles: number; paragraphs: number } | null> => {
      if (state.archive === null) return null;
      const { store } = await state.archive.sequences();
      // Counting walks through the table: only when something has changed.
      if (store !== this.#counted.sequence) Object.assign(this.#counted, await state.archive.counts(), { sequence: store });
      return this.#counted;
    };
    this.#gauge('backfile_articles', 'Articles in the archive', [], async (gauge) => { gauge.set((await counts())?.articles ?? 0); });
    this.#gauge('backfile_paragraphs', 'Paragraphs in the archive', [], async (gauge) => { gauge.set((await counts())?.paragraphs ?? 0); });
    this.#gauge('backfile_store_sequence', 'Number of the last change in the store', [], async (gauge) => { gauge.set((await state.archive?.sequences())?.store ?? 0); });
    this.#gauge('backfile_index_lag', 'Changes in the store that the index does not hold yet', [], async (gauge) => {
      const { store, index } = (await state.archive?.sequences()) ?? { store: 0, index: 0 };
      gauge.set(Math.max(0, store - index));
    });
  }

  #watchDiscord(state: HealthState): void {
    this.#gauge('backfile_discord_connected', '1 while the gateway is connected', [], async (gauge) => { gauge.set(state.isConnected?.() === true ? 1 : 0); });
  }

  #watchOrigins(state: HealthState): void {
    let asking: Promise<readonly OriginStatus[]> | null = null;
    // All gauges of one scrape are filled at once: the origins are asked for once.
    const everyOne = async (): Promise<readonly OriginStatus[]> => {
      asking ??= (async () => (await state.origins?.()) ?? [])().finally(() => { asking = null; });
      return asking;
    };
    const listed = async (): Promise<readonly OriginStatus[]> => {
      return [...(await everyOne())].sort((a, b) => Number(b.state === 'failing') - Number(a.state === 'failing')).slice(0, MOST_ORIGINS);
    };
    const label = ({ id }: OriginStatus): string => withoutQueries(id).slice(0, MOST_LABEL);
    this.#gauge('backfile_origins', 'Origins that are kept current, by state', ['state'], async (gauge) => {
      const all = await everyOne();
      for (const one of ORIGIN_STATES) gauge.set({ state: one }, all.filter((origin) => origin.state === one).length);
    });
    this.#gauge('backfile_origin_state', '1 for the state that an origin is in', ['origin', 'state'], async (gauge) => {
      for (const origin of await listed()) for (const one of ORIGIN_STATES) gauge.set({ origin: label(origin), state: one }, origin.state === one ? 1 : 0);
    });
    this.#gauge('backfile_origin_last_success_timestamp_seconds', 'When an origin was last fetched', ['origin'], async (gauge) => {
      for (const origin of await listed()) if (origin.lastSuccess !== null) gauge.set({ origin: label(origin) }, Date.parse(origin.lastSuccess) / 1_000);
    });
    this.#gauge('backfile_origin_failures', 'Failures of an origin in a row', ['origin'], async (gauge) => {
      for (const origin of await listed()) gauge.set({ origin: label(origin) }, origin.problem?.failures ?? 0);
    });
  }
}
