import { quantile } from '../metrics.ts';
import { KINDS } from '../questions/ask.ts';
import { table } from '../../command/table.ts';
import type { Asked } from '../roles/serve.ts';

export const ENGINES = ['backfile', 'minisearch', 'fts5', 'fts5_df'] as const;
export type EngineName = (typeof ENGINES)[number];
export const ASKED = [...KINDS, 'suggest'] as const;
export type AskedKind = (typeof ASKED)[number];

/** In milliseconds, from the question to the finished reply; `hit@10` is the share of what was looked for among the first ten. */
export interface Times {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  readonly 'hit@10': number;
}

export interface EngineReport extends Readonly<Record<AskedKind, Times | null>> {
  /** From stored paragraphs to an index that answers, in seconds. */
  readonly build_s: number | null;
  /** Resident after all questions and a collection, all threads and child processes, in MiB. */
  readonly rss_mb: number | null;
}

/** From the start of a process to its first answer, and the most memory it took (see starts.ts); medians of up to three starts. */
export interface Start {
  readonly first_answer_s: number;
  /** In MiB. */
  readonly peak_mb: number | null;
}

export interface Starts {
  /** Over what an earlier run left on disk. */
  readonly cold: Start | null;
  /** Over the store alone. */
  readonly rebuild: Start | null;
  /** MiniSearch's own `loadJSON` of what `JSON.stringify` gave; its peak is that of the loading alone. */
  readonly loadJSON: Start | null;
}

/** Null where one of the two could not be measured. */
export interface Ratios {
  /** How many times faster than plain MiniSearch a question is, at its p50: MiniSearch over Backfile. */
  readonly question_p50: number | null;
  /** The same at its p99. */
  readonly question_p99: number | null;
  /** The same for two or three keywords, at the p50. */
  readonly keyword_p50: number | null;
  /** How many times faster than FTS5 asked for any word: FTS5 over Backfile. */
  readonly question_p50_fts5: number | null;
  /** How many times the time of FTS5 asked for selective words only: Backfile over it. */
  readonly question_p50_fts5_df: number | null;
  /** Resident memory: Backfile over MiniSearch. */
  readonly memory: number | null;
  /** How many times faster than a rebuild of its own index a cold start is: rebuild over cold. */
  readonly cold_start: number | null;
  /** Peak memory of a cold start: Backfile over MiniSearch's loadJSON. */
  readonly cold_start_peak: number | null;
}

export interface BenchReport {
  readonly paragraphs: number;
  readonly engines: Readonly<Record<EngineName, EngineReport>>;
  readonly ratios: Ratios;
  /** Backfile's, over titles, publishers, categories and names, as far as its commands offer them. */
  readonly suggest_p99_ms: number | null;
  /** The longest that the process did not listen while it read an archive's files and searched it; median of three. */
  readonly longest_block_ms: number | null;
  /** The same of a process that does nothing, at the same times. */
  readonly idle_block_ms: number | null;
  readonly starts: Starts;
  /** Why something could not be measured. */
  readonly notes: readonly string[];
}

/** Null of nothing. */
export function timesOf(asked: readonly Asked[]): Times | null {
  if (asked.length === 0) return null;
  const ms = asked.map((one) => one.ms);
  return { p50: quantile(0.5, ms), p95: quantile(0.95, ms), p99: quantile(0.99, ms), 'hit@10': asked.filter(({ hit }) => hit).length / asked.length };
}

export function ratiosOf({ backfile, minisearch, fts5, fts5_df }: BenchReport['engines'], { cold, rebuild, loadJSON }: Starts): Ratios {
  return {
    question_p50: over(minisearch.question?.p50, backfile.question?.p50),
    question_p99: over(minisearch.question?.p99, backfile.question?.p99),
    keyword_p50: over(minisearch.keyword?.p50, backfile.keyword?.p50),
    question_p50_fts5: over(fts5.question?.p50, backfile.question?.p50),
    question_p50_fts5_df: over(backfile.question?.p50, fts5_df.question?.p50),
    memory: over(backfile.rss_mb, minisearch.rss_mb),
    cold_start: over(rebuild?.first_answer_s, cold?.first_answer_s),
    cold_start_peak: over(cold?.peak_mb, loadJSON?.peak_mb),
  };
}

function over(one: number | null | undefined, other: number | null | undefined): number | null {
  return one === null || one === undefined || other === null || other === undefined || other === 0 ? null : one / other;
}

export function drawReport({ paragraphs, engines, ratios, suggest_p99_ms, longest_block_ms, idle_block_ms, starts, notes }: BenchReport): string {
  const kinds = ASKED.map((kind) => table([
    [kind, 'p50 ms', 'p95 ms', 'p99 ms', 'hit@10'],
    ...ENGINES.map((name) => [`  ${name}`, ...(['p50', 'p95', 'p99', 'hit@10'] as const).map((figure) => shown(engines[name][kind]?.[figure]))]),
  ]));
  return [
    `${paragraphs} paragraphs`,
    table([['engine', 'build s', 'memory MiB'], ...ENGINES.map((name) => [`  ${name}`, shown(engines[name].build_s), shown(engines[name].rss_mb)])]),
    ...kinds,
    table([['start', 'first answer s', 'peak MiB'], ...Object.entries(starts).map(([name, start]: [string, Start | null]) => [`  ${name}`, shown(start?.first_answer_s), shown(start?.peak_mb)])]),
    table([['ratio', ''], ...Object.entries(ratios).map(([name, ratio]: [string, number | null]) => [`  ${name}`, shown(ratio)])]),
    table([['suggest p99 ms', shown(suggest_p99_ms)], ['longest block ms', shown(longest_block_ms)], ['longest block of an idle process ms', shown(idle_block_ms)]]),
    ...notes,
  ].join('\n\n');
}

function shown(value: number | null | undefined): string {
  if (value === null || value === undefined) return '-';
  return value >= 100 ? value.toFixed(0) : value.toFixed(value >= 10 ? 1 : 3);
}
