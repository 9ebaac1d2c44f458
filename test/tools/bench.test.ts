import { cp, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startRole } from '../../src/measure/bench/role.ts';
import type { BenchReport } from '../../src/measure/bench/report.ts';
import { treeMemory } from '../../src/measure/memory.ts';
import bench from '../../src/tools/bench.ts';
import { ROOT, temporaryFolder } from '../support/process.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;

beforeAll(async () => {
  folder = await temporaryFolder();
});
afterAll(async () => {
  await folder.remove();
});

const TIMES = { p50: expect.any(Number) as number, p95: expect.any(Number) as number, p99: expect.any(Number) as number, 'hit@10': expect.any(Number) as number };

describe('bench', () => {
  it('measures a small made archive from end to end: every figure is there', async () => {
    const { data, text } = await bench.run(['--paragraphs', '300']);
    const report = data as BenchReport;
    expect(report.notes).toEqual([]);
    expect(report.paragraphs).toBe(300);
    expect(Object.keys(report.engines)).toEqual(['backfile', 'minisearch', 'fts5', 'fts5_df']);
    for (const engine of Object.values(report.engines)) {
      expect(engine).toEqual({ build_s: expect.any(Number) as number, rss_mb: expect.any(Number) as number, question: TIMES, keyword: TIMES, typo: TIMES, suggest: TIMES });
      for (const { p50, p99, 'hit@10': hit } of [engine.question, engine.keyword].filter((times) => times !== null)) {
        expect(p50).toBeLessThanOrEqual(p99);
        expect(hit).toBeGreaterThan(0.5);
      }
    }
    expect(Object.keys(report.ratios)).toEqual(['question_p50', 'question_p99', 'keyword_p50', 'question_p50_fts5', 'question_p50_fts5_df', 'memory', 'cold_start', 'cold_start_peak']);
    expect(Object.values(report.ratios).every((ratio) => typeof ratio === 'number' && ratio > 0)).toBe(true);
    expect([report.suggest_p99_ms, report.longest_block_ms, report.idle_block_ms].every((ms) => typeof ms === 'number' && ms > 0)).toBe(true);
    expect(text).toContain('question_p50_fts5_df');
  }, 120_000);

  it.each<[string, string[], string]>([
    ['a word', ['100'], 'takes no words'],
    ['no number', ['--paragraphs', 'many'], '"many"'],
    ['two archives', ['--paragraphs', '10', '--corpus', '.'], 'one that is made'],
    ['a folder that is not there', ['--corpus', '/nowhere'], 'no folder /nowhere'],
  ])('tells of %s', async (_what, args, message) => {
    await expect(bench.run(args)).rejects.toThrow(message);
  });
});

describe('an archive for a bench', () => {
  async function prepared(source: object): Promise<{ paragraphs: number; questions: { question: { text: string }[] } }> {
    const name = `${Math.random()}`;
    const child = startRole('prepare');
    const place = { archiveDir: join(folder.path, 'data'), stateDir: join(folder.path, name) };
    try {
      return await child.call('prepare', { source, place, pages: join(folder.path, `${name}-pages`), mostOnPages: 100, questions: 30 });
    } finally {
      await child.stop();
    }
  }

  it('is taken from a retrieval collection', async () => {
    const collection = join(folder.path, 'collection');
    await mkdir(collection);
    const documents = Array.from({ length: 30 }, (_, place) => ({ id: `d${place}`, title: '', text: `number${place} alpha beta gamma delta epsilon stands beside other${place} words${place} things${place} matters${place}` }));
    await writeFile(join(collection, 'corpus.jsonl'), documents.map((document) => JSON.stringify(document)).join('\n'));
    expect((await prepared({ kind: 'collection', folder: collection })).paragraphs).toBe(30);
  });

  it('is taken from an archive\'s folder', async () => {
    const data = join(folder.path, 'data');
    await cp(join(ROOT, 'data'), data, { recursive: true });
    const { paragraphs, questions } = await prepared({ kind: 'archive', folder: data });
    expect(paragraphs).toBe(65);
    expect(questions.question).toHaveLength(30);
  });
});

describe('a process that is measured', () => {
  it('fails its calls and not the bench when it dies or takes too long', async () => {
    const slow = startRole('prepare');
    await expect(slow.call('prepare', { source: { kind: 'made', paragraphs: 1e6, seed: 1 }, place: { archiveDir: folder.path, stateDir: folder.path }, pages: folder.path, mostOnPages: 0, questions: 1 }, 300)).rejects.toThrow('more than 0.3 s');
    await expect(slow.call('ping')).rejects.toThrow('more than 0.3 s');
    const dead = startRole('idle');
    const call = dead.call('ping').then(async () => dead.call('nothing'));
    await expect(call).rejects.toThrow('no "nothing"');
    process.kill(dead.pid, 'SIGKILL');
    await expect((async () => { for (;;) await dead.call('ping'); })()).rejects.toThrow('SIGKILL');
  });

  it('is weighed with all its threads and children', async () => {
    const memory = await treeMemory(process.pid);
    if (process.platform !== 'linux') return;
    expect(memory?.rss).toBeGreaterThan(process.memoryUsage().rss / 2 ** 20 / 2);
    const child = startRole('idle');
    await child.call('ping');
    const [alone, both] = [await treeMemory(child.pid), await treeMemory(process.pid)];
    expect(both?.rss).toBeGreaterThan((memory?.rss ?? 0) / 2 + (alone?.rss ?? Infinity));
    await child.stop();
    expect(await treeMemory(child.pid)).toBeNull();
  });
});
