import { describe, expect, it } from 'vitest';
import { drawReport, ratiosOf, timesOf, type BenchReport, type EngineReport, type Starts } from '../../src/measure/bench/report.ts';

const times = (p50: number, p99: number) => ({ p50, p95: p99, p99, 'hit@10': 0.5 });
const engine = (p50: number, p99: number, memory: number): EngineReport => ({
  build_s: 1, rss_mb: memory, question: times(p50, p99), keyword: times(p50 / 10, p99), typo: times(p50, p99), suggest: null,
});
const dead: EngineReport = { build_s: null, rss_mb: null, question: null, keyword: null, typo: null, suggest: null };
const engines: BenchReport['engines'] = { backfile: engine(2, 10, 300), minisearch: engine(500, 800, 600), fts5: engine(70, 90, 100), fts5_df: engine(0.5, 1, 100) };
const starts: Starts = { cold: { first_answer_s: 2, peak_mb: 400 }, rebuild: { first_answer_s: 12, peak_mb: 700 }, loadJSON: { first_answer_s: 4, peak_mb: 800 } };

describe('the report of a bench', () => {
  it('says how many times faster it is, and how much of the others\' memory it takes', () => {
    expect(ratiosOf(engines, starts)).toEqual({
      question_p50: 250, question_p99: 80, keyword_p50: 250, question_p50_fts5: 35, question_p50_fts5_df: 4, memory: 0.5, cold_start: 6, cold_start_peak: 0.5,
    });
  });

  it('has null where one side could not be measured', () => {
    expect(ratiosOf({ ...engines, minisearch: dead }, { ...starts, loadJSON: null })).toEqual({
      question_p50: null, question_p99: null, keyword_p50: null, question_p50_fts5: 35, question_p50_fts5_df: 4, memory: null, cold_start: 6, cold_start_peak: null,
    });
    const text = drawReport({
      paragraphs: 9, engines: { ...engines, minisearch: dead }, ratios: ratiosOf({ ...engines, minisearch: dead }, starts), starts,
      suggest_p99_ms: null, longest_block_ms: 120, idle_block_ms: 3, notes: ['minisearch: it died.'],
    });
    expect(text).toMatch(/minisearch +- +- +- +-/u);
    expect(text).toContain('minisearch: it died.');
  });

  it('takes quantiles of the times and the share of hits', () => {
    const asked = Array.from({ length: 200 }, (_, place) => ({ ms: place + 1, hit: place % 4 === 0 }));
    expect(timesOf(asked)).toEqual({ p50: 100, p95: 190, p99: 198, 'hit@10': 0.25 });
    expect(timesOf([])).toBeNull();
  });
});
