import { analyse } from './analysis.ts';
import type { Index, SimilarTerm, Statistics, WeightedTerm } from './port.ts';

/** A word of the question, with what stands for it in the archive. */
export interface PlannedTerm {
  readonly term: string;
  /** As the asker wrote it (first occurrence). */
  readonly written: string;
  /** The term itself when the archive has it; else near spellings, best first; empty when it is found nowhere. */
  readonly variants: readonly Variant[];
  /** Inverse document frequency in paragraphs: log(1 + (N - df + .5) / (df + .5)), of the best variant. */
  readonly idf: number;
}

export interface Variant extends WeightedTerm {
  readonly textIdf: number;
  readonly headlineIdf: number;
  readonly exact: boolean;
}

/** What is looked for: the question as analysed against the archive's word statistics. */
export interface Plan {
  readonly question: string;
  readonly terms: readonly PlannedTerm[];
  readonly averageLength: { readonly text: number; readonly headline: number };
  /** Words of the question, as written, that stand nowhere in the archive, not even nearly. */
  readonly missing: readonly string[];
}

/** A question may be a pasted page: only its rarest words are looked for, so that the time stays bounded. */
const MAX_TERMS = 48;
/** Near spellings are costly to find; no real question has more unknown words than this. */
const MAX_UNKNOWN = 16;
const MAX_VARIANTS = 12;

/** BM25's inverse document frequency (Robertson and Zaragoza 2009), never negative. */
function idf(paragraphs: number, df: number): number {
  return Math.log(1 + (paragraphs - df + 0.5) / (df + 0.5));
}

export async function plan(question: string, index: Index): Promise<Plan> {
  const words = distinctWords(question);
  const known = await index.statistics([...words.keys()]);
  const chosen = selectWords(words, known);
  const similar = new Map<string, readonly SimilarTerm[]>();
  for (const { term } of chosen.filter((word) => word.df === 0).slice(0, MAX_UNKNOWN)) {
    similar.set(term, await index.similar(term, maxEdits(term), MAX_VARIANTS));
  }
  const near = [...new Set([...similar.values()].flat().map((found) => found.term))];
  const nearStatistics = near.length === 0 ? known : await index.statistics(near);
  const planned = chosen.map((word): PlannedTerm => {
    const variants =
      word.df > 0
        ? [variant({ term: word.term, weight: 1 }, true, known, word.place)]
        : (similar.get(word.term) ?? []).map((found) =>
            variant({ term: found.term, weight: similarity(word.term, found) }, false, nearStatistics, near.indexOf(found.term)),
          );
    return { term: word.term, written: word.written, variants, idf: idfOf(variants, known.paragraphs) };
  });
  return {
    question,
    terms: planned,
    averageLength: { text: known.text.averageLength, headline: known.headline.averageLength },
    missing: planned.filter((term) => term.variants.length === 0).map((term) => term.written),
  };
}

interface Word {
  readonly term: string;
  readonly written: string;
  readonly df: number;
  readonly place: number;
}

function distinctWords(question: string): Map<string, string> {
  const words = new Map<string, string>();
  for (const { term, start, end } of analyse(question)) {
    if (!words.has(term)) words.set(term, question.slice(start, end));
  }
  return words;
}

/** In the question's order; of too many, the rarest. */
function selectWords(words: ReadonlyMap<string, string>, statistics: Statistics): Word[] {
  const all = [...words].map(([term, written], place): Word => {
    return { term, written, place, df: Math.max(statistics.text.df[place] ?? 0, statistics.headline.df[place] ?? 0) };
  });
  if (all.length <= MAX_TERMS) return all;
  const rarest = new Set([...all].sort((a, b) => a.df - b.df || a.place - b.place).slice(0, MAX_TERMS));
  return all.filter((word) => rarest.has(word));
}

/** One edit in five letters, as MiniSearch's `fuzzy: 0.2`; none in words of one or two letters. */
function maxEdits(term: string): number {
  return term.length < 3 ? 0 : Math.max(1, Math.min(3, Math.round(term.length * 0.2)));
}

/** MiniSearch's weights for words that are not quite the one asked for. */
function similarity(asked: string, found: SimilarTerm): number {
  if (found.kind === 'fuzzy') return (0.45 * asked.length) / (asked.length + found.distance);
  return (0.375 * asked.length) / (asked.length + 0.3 * (found.term.length - asked.length));
}

function variant(term: WeightedTerm, exact: boolean, statistics: Statistics, place: number): Variant {
  return {
    ...term,
    exact,
    textIdf: idf(statistics.paragraphs, statistics.text.df[place] ?? 0),
    headlineIdf: idf(statistics.paragraphs, statistics.headline.df[place] ?? 0),
  };
}

function idfOf(variants: readonly Variant[], paragraphs: number): number {
  if (variants.length === 0) return idf(paragraphs, 0);
  return Math.max(...variants.map((each) => each.textIdf));
}
