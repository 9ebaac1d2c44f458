import { existsSync, rmSync } from 'node:fs';
import { mkdtemp, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { userError } from '../errors.ts';
import { fromCaller } from '../hosts/terminal/caller.ts';
import { readFlags } from '../hosts/terminal/flags.ts';
import type { Source } from '../measure/bench/prepare.ts';
import { drawReport } from '../measure/bench/report.ts';
import { bench } from '../measure/bench/run.ts';
import { measuredModel } from '../measure/semantic.ts';
import { Progress } from '../measure/progress.ts';
import { defineTool } from '../tools.ts';

const PARAGRAPHS = 100_000;

export default defineTool({
  name: 'bench',
  description: 'Measure speed and memory against plain MiniSearch and FTS5, on a made archive or one of yours',
  usage: '[--paragraphs N] [--seed N] [--corpus DIR] [--semantic]',
  async run(args) {
    const { values, words } = readFlags(args, { paragraphs: { type: 'string' }, seed: { type: 'string' }, corpus: { type: 'string' }, semantic: { type: 'boolean' } });
    if (words.length > 0) throw userError(`bench takes no words: "${words.join(' ').slice(0, 80)}".`, 'A folder goes behind --corpus.');
    const source = await readSource(values);
    const work = await mkdtemp(join(tmpdir(), 'backfile-bench-'));
    const clear = (): void => { rmSync(work, { recursive: true, force: true }); };
    const interrupt = (): void => process.exit(130);
    process.once('exit', clear).once('SIGINT', interrupt).once('SIGTERM', interrupt);
    try {
      const report = await bench(source, work, new Progress(), values['semantic'] === true ? measuredModel() : undefined);
      return { data: report, text: drawReport(report) };
    } finally {
      process.off('exit', clear).off('SIGINT', interrupt).off('SIGTERM', interrupt);
      clear();
    }
  },
});

async function readSource({ paragraphs, seed, corpus }: Readonly<Record<string, unknown>>): Promise<Source> {
  if (typeof corpus !== 'string') return { kind: 'made', paragraphs: readNumber('paragraphs', paragraphs, PARAGRAPHS), seed: readNumber('seed', seed, 1) };
  if (paragraphs !== undefined || seed !== undefined) throw userError('--corpus names an archive, --paragraphs and --seed one that is made.', 'Give one or the other.');
  const folder = fromCaller(corpus);
  const found = await stat(folder).catch(() => null);
  if (found?.isDirectory() !== true) throw userError(`There is no folder ${folder}.`, 'Name one that holds corpus.jsonl, or an archive\'s files.');
  return { kind: existsSync(join(folder, 'corpus.jsonl')) ? 'collection' : 'archive', folder };
}

function readNumber(name: string, value: unknown, fallback: number): number {
  if (value === undefined) return fallback;
  if (typeof value === 'string' && /^[1-9]\d{0,8}$/u.test(value)) return Number(value);
  throw userError(`${JSON.stringify(value).slice(0, 50)} cannot be the number behind --${name}.`, 'Give a whole number from 1.');
}
