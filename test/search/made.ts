import { Random } from '../../src/measure/random.ts';
import type { CandidateQuery, Index } from '../../src/search/port.ts';
import { plan } from '../../src/search/plan.ts';
import type { Draft } from './helpers.ts';

const SYLLABLES = ['ba', 'ke', 'lo', 'mir', 'ta', 'shu', 'ne', 'gra', 'vo', 'pil', 'dor', 'sa', 'fen', 'qui', 'ze', 'hal', 'ro', 'tim', 'ul', 'wes'];

/** Made words, the earlier the commoner. */
function vocabulary(random: Random, size: number): string[] {
  const words = new Set<string>();
  while (words.size < size) words.add(Array.from({ length: random.between(2, 4) }, () => random.pick(SYLLABLES)).join(''));
  return [...words];
}

/** Zipf's law, about. */
const draw = (random: Random, words: readonly string[]): string => words[random.zipf(words.length)] ?? '';

/** Paragraphs of made words, in articles of six that share a few words of their own; some German, some captions, some with a publisher. */
export function madeArchive(seed: number, paragraphs: number): Draft[] {
  const random = new Random(seed);
  const words = vocabulary(random, 1_500);
  const drafts: Draft[] = [];
  for (let article = 0; drafts.length < paragraphs; article++) {
    const topic = Array.from({ length: 5 }, () => random.pick(words));
    const language = random.chance(0.15) ? 'de' : 'en';
    const title = topic.slice(0, 3).join(' ');
    const publisher = random.chance(0.5) ? null : `Gazette ${article % 7}`;
    for (let number = 1; number <= 6 && drafts.length < paragraphs; number++) {
      const text = Array.from({ length: random.between(8, 57) }, () => (random.chance(0.15) ? random.pick(topic) : draw(random, words)));
      drafts.push({ id: `m${article}.${number}`, number, language, title, publisher, kind: random.chance(0.1) ? 'caption' : 'prose', text: `${text.join(' ')}.` });
    }
  }
  return drafts;
}

/** Questions as people put them to such an archive: words of one paragraph, some misspelt, some quoted, some excluded. */
export function madeQuestions(seed: number, drafts: readonly Draft[], count: number): string[] {
  const random = new Random(seed);
  return Array.from({ length: count }, (_, place) => {
    const { text } = random.pick(drafts);
    const words = random.shuffle(text.slice(0, -1).split(' ')).slice(0, 1 + (place % 7));
    if (place % 5 === 1) words[0] = misspelt(random, words[0] ?? '');
    if (place % 11 === 2) words.push(`-${draw(random, words)}`);
    if (place % 13 === 3) words.push(`"${text.split(' ').slice(2, 4).join(' ')}"`);
    if (place % 17 === 4) words.push('Zeppelinovich');
    return words.join(' ');
  });
}

function misspelt(random: Random, word: string): string {
  const at = random.between(1, word.length - 1);
  return word.slice(0, at) + word.slice(at + 1);
}

/** All that can be told of an index from outside: statistics, spellings, languages and candidates for these questions. */
export async function observed(index: Index, questions: readonly string[]): Promise<unknown> {
  const answers: unknown[] = [await index.languages(), await index.statistics([])];
  for (const question of questions) {
    const { terms, limits: { required, excluded } } = await plan(question, index, []);
    const wanted = terms.flatMap(({ variants }) => variants);
    const query: CandidateQuery = { terms: wanted.map(({ term, textIdf, headlineIdf }) => ({ term, text: textIdf, headline: headlineIdf })), required, excluded, articles: null, limit: 40 };
    const words = question.split(' ');
    answers.push([question, await index.statistics(wanted.map(({ term }) => term)), await index.similar(words[0] ?? '', 2, 12), await index.similar((words[0] ?? '').slice(0, 3), 1, 12), await index.candidates(query)]);
  }
  return answers;
}
