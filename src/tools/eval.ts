import { join, resolve } from 'node:path';
import { userError } from '../errors.ts';
import { fromCaller } from '../hosts/terminal/caller.ts';
import { readFlags } from '../hosts/terminal/flags.ts';
import { readDocuments, readJudgements, readQueries, spread, type Document } from '../measure/collection.ts';
import { rankWithBackfile } from '../measure/engines/backfile.ts';
import { rankWithMiniSearch } from '../measure/engines/minisearch.ts';
import { judgedQueries, offTopicQuality, rankingQuality } from '../measure/evaluate.ts';
import { Progress } from '../measure/progress.ts';
import { readForMeaning } from '../measure/semantic.ts';
import type { BuiltRanker } from '../measure/ranker.ts';
import { table } from '../command/table.ts';
import { defineTool, type ToolResult } from '../tools.ts';

type Build = (documents: readonly Document[], meaning: Parameters<typeof rankWithBackfile>[2]) => Promise<BuiltRanker>;

/** `backfile` is the project's search over MiniSearch, `fts5` the same over SQLite's index, `minisearch` MiniSearch alone. */
const ENGINES: Readonly<Record<string, Build>> = {
  backfile: (documents, meaning) => rankWithBackfile(documents, 'minisearch', meaning),
  fts5: (documents, meaning) => rankWithBackfile(documents, 'fts5', meaning),
  minisearch: async (documents) => rankWithMiniSearch(documents),
};

export default defineTool({
  name: 'eval',
  description: 'Measure ranking on a retrieval collection, or how well questions on other topics are refused',
  usage: 'DIR [--engine backfile|minisearch|fts5] [--queries N] [--file queries_typo.jsonl] [--off-topic DIR2|FILE] [--semantic]',
  async run(args) {
    const { values, words } = readFlags(args, { engine: { type: 'string' }, queries: { type: 'string' }, file: { type: 'string' }, 'off-topic': { type: 'string' }, semantic: { type: 'boolean' } });
    const [directory] = words;
    if (directory === undefined || words.length > 1) throw userError('eval takes one folder.', 'It holds corpus.jsonl, queries.jsonl and qrels.tsv.');
    const folder = fromCaller(directory);
    const build = readEngine(values['engine']);
    const semantic = values['semantic'] === true;
    if (semantic && values['engine'] === 'minisearch') throw userError('MiniSearch alone compares no meanings.', 'Use --semantic with the engine backfile or fts5.');
    const count = readCount(values['queries']);
    const file = resolve(folder, (values['file'] as string | undefined) ?? 'queries.jsonl');
    const offTopic = values['off-topic'] as string | undefined;

    const judgements = await readJudgements(folder);
    const queries = spread(judgedQueries(await readQueries(file), judgements), count);
    if (queries.length === 0) throw userError(`No query of ${file} has a relevant document in qrels.tsv.`, 'Check that both name the queries by the same ids.');
    const foreign = offTopic === undefined ? null : spread(await readQueries(foreignFile(fromCaller(offTopic))), count);
    const documents = await readDocuments(folder);
    const progress = new Progress();
    progress.say(`indexing ${documents.length} documents`);
    const { ranker, buildSeconds } = await build(documents, semantic ? async (storeFile) => readForMeaning(storeFile, progress) : null);
    try {
      if (foreign === null) return shown({ documents: documents.length, ...(await rankingQuality(ranker, queries, judgements, progress)), build_s: buildSeconds });
      if (ranker.judge === null) throw userError('MiniSearch alone refuses nothing.', 'Use --off-topic with the engine backfile or fts5.');
      return shownOffTopic({ documents: documents.length, ...(await offTopicQuality(ranker.judge, queries, foreign, progress)) });
    } finally {
      await ranker.close();
    }
  },
});

/** A file of queries as it is; of a collection's folder its queries. */
function foreignFile(path: string): string {
  return path.endsWith('.jsonl') ? path : join(path, 'queries.jsonl');
}

function readEngine(value: unknown): (typeof ENGINES)[string] {
  const name = typeof value === 'string' ? value : 'backfile';
  const engine = Object.hasOwn(ENGINES, name) ? ENGINES[name] : undefined;
  if (engine === undefined) throw userError(`There is no engine "${name.slice(0, 50)}".`, `Use one of: ${Object.keys(ENGINES).join(', ')}.`);
  return engine;
}

function readCount(value: unknown): number {
  if (value === undefined) return Infinity;
  if (typeof value === 'string' && /^[1-9]\d{0,8}$/u.test(value)) return Number(value);
  throw userError(`${JSON.stringify(value).slice(0, 50)} is not a number of queries.`, 'Give a whole number from 1.');
}

function shown(data: Readonly<Record<string, number>>): ToolResult {
  return { data, text: table(Object.entries(data).map(([name, value]) => [name, Number.isInteger(value) ? String(value) : value.toFixed(3)])) };
}

function shownOffTopic(data: Awaited<ReturnType<typeof offTopicQuality>> & { readonly documents: number }): ToolResult {
  const row = (name: string, { queries, absent, unsure, answer }: typeof data.own): string[] => [name, String(queries), ...[absent, unsure, answer].map((share) => share.toFixed(3))];
  const outcomes = table([['', 'queries', 'absent', 'unsure', 'answer'], row('own questions', data.own), row('other questions', data.foreign)]);
  return { data, text: `${outcomes}\nAUROC of the score: ${data.auroc.toFixed(3)}, ${data.documents} documents` };
}
