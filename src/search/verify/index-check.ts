import type { Check, Store } from '../../store/store.ts';
import type { Index } from '../port.ts';
import type { Recount } from './recount.ts';

const REMEDY = 'Make the index anew from the store: backfile verify --rebuild';
const BATCH = 500;

/** Whether the index holds what the store holds: the same state, paragraphs, languages, and statistics of every word. */
export async function checkStatistics(index: Index, store: Store, recount: Recount): Promise<Check> {
  const problems: string[] = [];
  const same = (what: string, held: number, counted: number): void => {
    if (held !== counted) problems.push(`${what}: the index has ${held}, the store ${counted}`);
  };
  same('sequence', await index.appliedSequence(), await store.sequence());
  const { paragraphs, text, headline } = await index.statistics([]);
  same('paragraphs', paragraphs, recount.paragraphs);
  same('words of all texts', Math.round(text.averageLength * paragraphs), recount.lengths.text);
  same('words of all headlines', Math.round(headline.averageLength * paragraphs), recount.lengths.headline);
  const languages = new Map((await index.languages()).map((one) => [one.language, one.paragraphs]));
  for (const language of new Set([...languages.keys(), ...recount.languages.keys()])) same(`paragraphs in ${language}`, languages.get(language) ?? 0, recount.languages.get(language) ?? 0);
  const terms = [...recount.terms.keys()];
  for (let from = 0; from < terms.length; from += BATCH) {
    const batch = terms.slice(from, from + BATCH);
    const held = await index.statistics(batch);
    for (const [place, term] of batch.entries()) {
      same(`texts with "${term}"`, held.text.df[place] ?? 0, recount.terms.get(term)?.text ?? 0);
      same(`headlines with "${term}"`, held.headline.df[place] ?? 0, recount.terms.get(term)?.headline ?? 0);
    }
    // Other work must get its turn between slices.
    await new Promise((resolve) => setImmediate(resolve));
  }
  return { name: 'index', unit: 'word', looked: terms.length, problems, remedy: REMEDY };
}

const RAREST = 3;

/** Whether the index finds a paragraph of so many in its article, asked for its own rarest terms. True for one without any. */
export async function isFound(index: Index, id: string, articleId: string, rarest: readonly string[], paragraphs: number): Promise<boolean> {
  const required = rarest.slice(0, RAREST);
  if (required.length === 0) return true;
  const terms = required.map((term) => ({ term, text: 1, headline: 1 }));
  const found = await index.candidates({ terms, required, excluded: [], articles: new Set([articleId]), limit: paragraphs });
  return found.some((candidate) => candidate.id === id);
}

export function foundCheck(looked: number, problems: readonly string[]): Check {
  return { name: 'found', unit: 'paragraph', looked, problems, remedy: REMEDY };
}
