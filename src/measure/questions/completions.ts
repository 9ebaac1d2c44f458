import { Random } from '../random.ts';
import { wordsOf, type Survey } from './survey.ts';

/** What a partly typed text is completed to. Names are people, places and bodies as paragraphs name them. */
export type Completed = 'title' | 'publisher' | 'category' | 'name';

/** A text as far as it is typed, and what its asker has in mind. */
export interface Completion {
  readonly of: Completed;
  readonly typed: string;
  readonly expected: string;
}

const TRIES = 40;

/**
 * So many different beginnings of titles, and a quarter as many each of publishers and categories and of names; fewer where
 * the archive does not give so many.
 */
export function makeCompletions(survey: Survey, count: number, seed: number): Completion[] {
  const random = new Random(seed, count, 4);
  const titles = survey.sample.map(({ title }) => title).filter((title) => title !== '');
  const names = survey.sample.flatMap(({ text }) => namesIn(text));
  const made = new Map<string, Completion>();
  const draw = (from: readonly [Completed, readonly string[]][], wanted: number): void => {
    const some = from.filter(([, texts]) => texts.length > 0);
    for (let tries = 0; some.length > 0 && made.size < wanted && tries < wanted * TRIES; tries++) {
      const [of, texts] = random.pick(some);
      const expected = random.pick(texts);
      const typed = beginning(expected, random);
      if (!made.has(`${of} ${typed}`)) made.set(`${of} ${typed}`, { of, typed, expected });
    }
  };
  draw([['title', titles]], count);
  draw([['publisher', survey.publishers], ['category', survey.categories]], made.size + Math.floor(count / 4));
  draw([['name', names]], made.size + Math.floor(count / 4));
  return random.shuffle([...made.values()]);
}

/** One to twenty characters from its beginning or, one time in four, from a later word's. */
function beginning(text: string, random: Random): string {
  const starts = [...text.matchAll(/(?<=\s)\S/gu)].map(({ index }) => index);
  const start = random.chance(0.25) && starts.length > 0 ? random.pick(starts) : 0;
  const part = text.slice(start, start + random.between(1, 20)).trimEnd();
  return random.chance(0.5) ? part.toLowerCase() : part;
}

/** Words in capitals within a sentence. */
function namesIn(text: string): string[] {
  return [...text.matchAll(/(?<=[\p{Ll},] )\p{Lu}\p{Ll}{3,}(?: \p{Lu}\p{Ll}+)?/gu)].map(([name]) => wordsOf(name).join(' '));
}
