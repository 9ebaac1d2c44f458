import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import evaluate from '../../src/tools/eval.ts';
import { temporaryFolder } from '../support/process.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;

const corpus = [
  { id: 'd.1', title: 'Ferries', text: 'The ferry to the island sails at noon, and again at dusk.' },
  { id: 'd.2', title: '', text: 'Volcanoes erupt when magma rises through the crust.' },
  { id: 'd.3', title: 'Bees', text: 'A bee colony keeps one queen and thousands of workers.' },
  { id: 'd.4', title: 'Bees', text: 'A bee colony keeps one queen and thousands of workers.' },
  { id: 'd.5', title: 'Harbour', text: 'The harbour master counts every ship that sails.' },
  { id: 'd.6', title: '', text: '' },
];
const lines = (values: readonly object[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');

beforeAll(async () => {
  folder = await temporaryFolder();
  const queries = [
    { id: 'q1', text: 'when does the ferry sail' }, { id: 'q2', text: 'queen of a bee colony' }, { id: 'q3', text: 'nobody judged this' },
    { id: 'q4', text: 'why volcanoes erupt' }, { id: 'q5', text: 'judged, but nothing is right' },
  ];
  await writeFile(join(folder.path, 'corpus.jsonl'), lines(corpus));
  await writeFile(join(folder.path, 'queries.jsonl'), lines(queries));
  await writeFile(join(folder.path, 'queries_typo.jsonl'), lines([{ id: 'q4', text: 'why volcanoes eruqt' }]));
  await writeFile(join(folder.path, 'foreign.jsonl'), lines([{ id: 'f1', text: 'helicopter insurance premiums' }, { id: 'f2', text: 'senate filibuster reform' }]));
  await writeFile(join(folder.path, 'qrels.tsv'), 'query-id\tcorpus-id\tscore\nq1\td.1\t2\nq1\td.5\t1\nq2\td.3\t1\nq2\td.4\t1\nq4\td.2\t1\nq5\td.1\t0\n');
  await writeFile(join(folder.path, 'wordless.jsonl'), lines([{ id: 'q4', text: 'what of it?' }]));
});
afterAll(async () => {
  await folder.remove();
});

describe('eval', () => {
  it.each(['backfile', 'minisearch', 'fts5'])('measures the engine %s by the queries of which something relevant is known', async (engine) => {
    const { data, text } = await evaluate.run([folder.path, '--engine', engine]);
    expect(Object.keys(data)).toEqual(['documents', 'queries', 'ndcg@10', 'recall@10', 'recall@100', 'mrr@10', 'p50_ms', 'p99_ms', 'build_s']);
    expect(data).toMatchObject({ documents: 6, queries: 3, 'mrr@10': 1, 'recall@10': 1 });
    expect(text).toContain('ndcg@10');
  });

  it('finds nothing for a question without a word to look for', async () => {
    expect((await evaluate.run([folder.path, '--file', 'wordless.jsonl'])).data).toMatchObject({ queries: 1, 'ndcg@10': 0 });
    expect((await evaluate.run([folder.path, '--off-topic', join(folder.path, 'wordless.jsonl')])).data).toMatchObject({ foreign: { queries: 1, absent: 1 } });
  });

  it('ranks equal documents both, and refused ones too', async () => {
    expect((await evaluate.run([folder.path])).data).toMatchObject({ 'ndcg@10': 1 });
  });

  it('takes every so many queries, from the file that is named', async () => {
    expect((await evaluate.run([folder.path, '--queries', '2'])).data).toMatchObject({ queries: 2 });
    expect((await evaluate.run([folder.path, '--file', 'queries_typo.jsonl'])).data).toMatchObject({ queries: 1, 'mrr@10': 1 });
  });

  it('tells how many questions on other topics are refused, and how many of its own', async () => {
    const { data } = await evaluate.run([folder.path, '--off-topic', join(folder.path, 'foreign.jsonl')]);
    expect(data).toEqual({
      documents: 6, auroc: 1,
      own: { queries: 3, absent: 0, unsure: expect.any(Number) as number, answer: expect.any(Number) as number },
      foreign: { queries: 2, absent: 1, unsure: 0, answer: 0 },
    });
    await expect(evaluate.run([folder.path, '--engine', 'minisearch', '--off-topic', folder.path])).rejects.toThrow('refuses nothing');
  });

  it.each<[string, string[], string]>([
    ['no folder', [], 'one folder'],
    ['a folder without a corpus', ['/nowhere'], 'cannot be read'],
    ['an unknown engine', ['.', '--engine', 'lucene'], 'no engine "lucene"'],
    ['no number', ['.', '--queries', 'all'], 'not a number of queries'],
  ])('tells of %s', async (_what, args, message) => {
    await expect(evaluate.run(args.map((arg) => (arg === '.' ? folder.path : arg)))).rejects.toThrow(message);
  });

  it('names the file and the line that it cannot use', async () => {
    await writeFile(join(folder.path, 'bad.jsonl'), '{"id": "q1", "text": "x"}\nnot json\n');
    await expect(evaluate.run([folder.path, '--file', 'bad.jsonl'])).rejects.toThrow(/Line 2 of .*bad\.jsonl/u);
  });
});
