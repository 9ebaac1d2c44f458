import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { userError } from '../errors.ts';
import type { Judgements } from './metrics.ts';

/** One line of corpus.jsonl. */
export interface Document {
  readonly id: string;
  /** Empty when it has none. */
  readonly title: string;
  readonly text: string;
}

/** One line of queries.jsonl and its like. */
export interface TestQuery {
  readonly id: string;
  readonly text: string;
}

/** The documents of a retrieval collection: DIR/corpus.jsonl, one `{id, title, text}` a line. Throws user errors. */
export async function readDocuments(folder: string): Promise<readonly Document[]> {
  const file = join(folder, 'corpus.jsonl');
  const documents = await readJsonLines(file, ({ id, title, text }) =>
    typeof id === 'string' && typeof text === 'string' ? { id, title: typeof title === 'string' ? title : '', text } : null);
  if (new Set(documents.map(({ id }) => id)).size < documents.length) throw userError(`Two documents of ${file} have one id.`, 'Each needs an id of its own.');
  return documents;
}

/** One `{id, text}` a line. Throws user errors. */
export async function readQueries(file: string): Promise<readonly TestQuery[]> {
  return readJsonLines(file, ({ id, text }) => (typeof id === 'string' && typeof text === 'string' ? { id, text } : null));
}

/** DIR/qrels.tsv: query, document, grade, between tabs; a first line of headings is passed over. Throws user errors. */
export async function readJudgements(folder: string): Promise<ReadonlyMap<string, Judgements>> {
  const file = join(folder, 'qrels.tsv');
  const judged = new Map<string, Map<string, number>>();
  for (const [place, line] of (await readLines(file)).entries()) {
    const [query = '', document = '', grade = ''] = line.split('\t');
    if (!/^-?\d+\s*$/u.test(grade)) {
      if (place === 0) continue;
      throw userError(`Line ${place + 1} of ${file} is not "query, document, grade" between tabs: "${line.slice(0, 80)}".`, 'Grades are whole numbers, 0 for not relevant.');
    }
    const grades = judged.get(query) ?? new Map<string, number>();
    judged.set(query, grades.set(document, Number(grade)));
  }
  return judged;
}

/** `count` of the items, evenly spread: number i is number floor(i * total / count); all of them when there are no more. */
export function spread<T>(items: readonly T[], count: number): T[] {
  if (count >= items.length) return [...items];
  return Array.from({ length: count }, (_, i) => items[Math.floor((i * items.length) / count)]).filter((item) => item !== undefined);
}

async function readJsonLines<T>(file: string, read: (line: Readonly<Record<string, unknown>>) => T | null): Promise<T[]> {
  return (await readLines(file)).map((line, place) => {
    const value = read(parseObject(line));
    if (value === null) throw userError(`Line ${place + 1} of ${file} is not an object with the texts it needs: "${line.slice(0, 80)}".`, 'Documents have id, title and text; queries id and text.');
    return value;
  });
}

function parseObject(line: string): Readonly<Record<string, unknown>> {
  try {
    return Object(JSON.parse(line)) as Record<string, unknown>;
  } catch {
    return {};
  }
}

async function readLines(file: string): Promise<string[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw userError(`The file cannot be read: ${file} (${String(error)}).`, 'A collection is a folder with corpus.jsonl, queries.jsonl and qrels.tsv.');
  });
  return text.split('\n').filter((line) => line.trim() !== '');
}
