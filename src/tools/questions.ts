import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readConfig } from '../config.ts';
import { userError } from '../errors.ts';
import { fromCaller } from '../hosts/terminal/caller.ts';
import { readFlags } from '../hosts/terminal/flags.ts';
import { measuredModel, withMeaning } from '../measure/semantic.ts';
import { openArchive } from '../open.ts';
import type { Answer } from '../search/answer.ts';
import { defineTool } from '../tools.ts';

/** One line of questions.jsonl; without `answer_substring` the archive does not hold the answer. */
interface Question {
  readonly id: string;
  readonly kind: string;
  readonly query: string;
  readonly answer_substring: string | null;
}

interface Tally {
  questions: number;
  first: number;
  inFirstFive: number;
  excerptHoldsAnswer: number;
  answer: number;
  unsure: number;
  absent: number;
}

export default defineTool({
  name: 'questions',
  description: 'Measure answers to a set of questions: is the right paragraph first, does the excerpt hold the answer',
  usage: 'DIR [--semantic]',
  async run(args) {
    const { values, words: [directory] } = readFlags(args, { semantic: { type: 'boolean' } });
    if (directory === undefined) throw userError('questions takes a folder.', 'It holds questions.jsonl and, if wanted, also_accept.jsonl.');
    const questions = await readQuestions(fromCaller(directory));
    const semantic = values['semantic'] === true ? { SEMANTIC: measuredModel() } : {};
    const archive = await openArchive(readConfig({ ...process.env, ...semantic }));
    const tallies = new Map<string, Tally>();
    const misses: string[] = [];
    let notVerbatim = 0;
    for (const { question, accepted } of questions) {
      const answer = withMeaning(await archive.context.searcher.search({ question: question.query, limit: 5, articles: null }));
      notVerbatim += answer.hits.filter(({ excerpt, paragraph }) => !paragraph.source.text.includes(excerpt.text)).length;
      const tally = tallies.get(question.kind) ?? { questions: 0, first: 0, inFirstFive: 0, excerptHoldsAnswer: 0, answer: 0, unsure: 0, absent: 0 };
      if (!count(tally, answer, accepted) && accepted.length > 0) misses.push(question.id);
      tallies.set(question.kind, tally);
    }
    await archive.close();
    const data = { kinds: Object.fromEntries(tallies), misses, notVerbatim };
    return { data, text: [...tallies].map(([kind, tally]) => `${kind}: ${JSON.stringify(tally)}`).join('\n') + `\nnot in the first five: ${misses.join(', ')}\nexcerpts that are not verbatim: ${notVerbatim}` };
  },
});

/** True if a right paragraph is among the hits. */
function count(tally: Tally, { hits, confidence }: Answer, accepted: readonly string[]): boolean {
  tally.questions++;
  tally[confidence]++;
  const place = hits.findIndex(({ paragraph }) => accepted.some((piece) => paragraph.source.text.includes(piece)));
  if (place < 0) return false;
  tally.inFirstFive++;
  if (place === 0) tally.first++;
  if (accepted.some((piece) => hits[place]?.excerpt.text.includes(piece))) tally.excerptHoldsAnswer++;
  return true;
}

async function readQuestions(directory: string): Promise<{ question: Question; accepted: readonly string[] }[]> {
  const lines = await readLines<Question>(join(directory, 'questions.jsonl'));
  const alsoFile = join(directory, 'also_accept.jsonl');
  const also = existsSync(alsoFile) ? await readLines<{ id: string; also_accept: string[] }>(alsoFile) : [];
  const more = new Map(also.map(({ id, also_accept }) => [id, also_accept]));
  return lines.map((question) => ({ question, accepted: question.answer_substring === null ? [] : [question.answer_substring, ...(more.get(question.id) ?? [])] }));
}

async function readLines<T>(file: string): Promise<T[]> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw userError(`The file cannot be read: ${file} (${String(error)}).`, 'Name a folder with questions.jsonl.');
  });
  return text.split('\n').filter((line) => line.trim() !== '').map((line) => JSON.parse(line) as T);
}
