import type { TestQuery } from './collection.ts';
import { auroc, mean, ndcgAt, quantile, recallAt, reciprocalRankAt, type Judgements } from './metrics.ts';
import type { Progress } from './progress.ts';
import type { Ranker } from './ranker.ts';

/** How deep rankings are looked at, for recall@100. */
const DEPTH = 100;

/** Means over the queries; times in milliseconds from the question to the ranking. */
export interface Quality {
  readonly queries: number;
  readonly 'ndcg@10': number;
  readonly 'recall@10': number;
  readonly 'recall@100': number;
  readonly 'mrr@10': number;
  readonly p50_ms: number;
  readonly p99_ms: number;
}

/** A query of which nothing relevant is known measures nothing: such queries are left out, before any are sampled. */
export function judgedQueries(queries: readonly TestQuery[], judgements: ReadonlyMap<string, Judgements>): TestQuery[] {
  return queries.filter(({ id }) => [...(judgements.get(id)?.values() ?? [])].some((grade) => grade > 0));
}

export async function rankingQuality(ranker: Ranker, queries: readonly TestQuery[], judgements: ReadonlyMap<string, Judgements>, progress: Progress): Promise<Quality> {
  const measured: { ndcg: number; recall10: number; recall100: number; rank: number; ms: number }[] = [];
  for (const { id, text } of queries) {
    const judged = judgements.get(id) ?? new Map<string, number>();
    const started = performance.now();
    const ranking = await ranker.rank(text, DEPTH);
    const ms = performance.now() - started;
    measured.push({ ndcg: ndcgAt(10, ranking, judged), recall10: recallAt(10, ranking, judged), recall100: recallAt(100, ranking, judged), rank: reciprocalRankAt(10, ranking, judged), ms });
    progress.step('queries', measured.length, queries.length);
  }
  progress.end();
  return {
    queries: measured.length,
    'ndcg@10': mean(measured.map(({ ndcg }) => ndcg)),
    'recall@10': mean(measured.map(({ recall10 }) => recall10)),
    'recall@100': mean(measured.map(({ recall100 }) => recall100)),
    'mrr@10': mean(measured.map(({ rank }) => rank)),
    p50_ms: quantile(0.5, measured.map(({ ms }) => ms)),
    p99_ms: quantile(0.99, measured.map(({ ms }) => ms)),
  };
}

/** Shares of the queries by outcome: they add up to 1. */
export interface Outcomes {
  readonly queries: number;
  readonly absent: number;
  readonly unsure: number;
  readonly answer: number;
}

/** How well an engine knows what its documents do not answer. */
export interface OffTopic {
  /** The collection's own queries: `absent` is the share of false refusals. */
  readonly own: Outcomes;
  /** Queries that its documents do not answer: `absent` is the share caught. */
  readonly foreign: Outcomes;
  /** Chance that an own query has a higher `score` than a foreign one. */
  readonly auroc: number;
}

export async function offTopicQuality(judge: NonNullable<Ranker['judge']>, own: readonly TestQuery[], foreign: readonly TestQuery[], progress: Progress): Promise<OffTopic> {
  const all = [...own, ...foreign];
  const verdicts: Awaited<ReturnType<typeof judge>>[] = [];
  for (const { text } of all) {
    verdicts.push(await judge(text));
    progress.step('queries', verdicts.length, all.length);
  }
  progress.end();
  const [ofOwn, ofForeign] = [verdicts.slice(0, own.length), verdicts.slice(own.length)];
  const scores = (of: typeof verdicts): number[] => of.map(({ score }) => score);
  return { own: outcomes(ofOwn), foreign: outcomes(ofForeign), auroc: auroc(scores(ofOwn), scores(ofForeign)) };
}

function outcomes(verdicts: readonly { readonly confidence: string }[]): Outcomes {
  const share = (outcome: string): number => verdicts.filter(({ confidence }) => confidence === outcome).length / verdicts.length;
  return { queries: verdicts.length, absent: share('absent'), unsure: share('unsure'), answer: share('answer') };
}
