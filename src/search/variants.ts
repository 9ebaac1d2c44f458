import { idf } from './bm25.ts';
import type { Index, SimilarTerm, Statistics } from './port.ts';
import type { QuestionWord } from './words.ts';

/** What stands in the archive for a word of the question. */
export interface Variant {
  readonly term: string;
  /** Terms that must follow at once: a name of several words. */
  readonly rest: readonly string[];
  /** 1 for the word itself and for names that mean the same, less for a spelling near to it. */
  readonly weight: number;
  readonly textIdf: number;
  readonly headlineIdf: number;
  readonly exact: boolean;
  /** In how many paragraphs it stands, by the field that has more. */
  readonly df: number;
  /** Its weight times its idf in texts. */
  readonly worth: number;
}

/** Near spellings are costly to find; no real question has more unknown words than this. */
const MOST_UNKNOWN = 16;
const MOST_SIMILAR = 12;
/** Looking for spellings takes time and memory by the square of a word's length; no language has longer words in use. */
const LONGEST = 64;

interface Spelling {
  readonly terms: readonly string[];
  readonly weight: number;
  readonly exact: boolean;
}

/** Variants of each word, best first; none for a word that the archive does not have, not even nearly. */
export async function findVariants(words: readonly QuestionWord[], index: Index): Promise<{ variants: Variant[][]; statistics: Statistics }> {
  const spellings = words.map((word) => exactSpellings(word));
  const known = await statisticsOf(spellings.flat(), index);
  let unknown = 0;
  for (const [place, word] of words.entries()) {
    const has = spellings[place]?.some((spelling) => known.df(spelling) > 0) === true;
    if (!has && ++unknown <= MOST_UNKNOWN) spellings[place] = await nearSpellings(word, index);
  }
  const all = unknown === 0 ? known : await statisticsOf(spellings.flat(), index);
  const variants = spellings.map((group) => group.filter((spelling) => all.df(spelling) > 0).map((spelling) => all.variant(spelling)));
  return { variants, statistics: all.statistics };
}

function exactSpellings({ terms, names }: QuestionWord): Spelling[] {
  const asked = terms.map((term): Spelling => ({ terms: [term], weight: 1, exact: true }));
  const others = names.filter((name) => !(name.length === 1 && terms.includes(name[0] ?? '')));
  return [...asked, ...others.map((name): Spelling => ({ terms: name, weight: 1, exact: true }))];
}

/** Whether the archive may hold one of these names: all of its words stand somewhere. */
export async function holdsName(names: readonly (readonly string[])[], index: Index): Promise<boolean> {
  const spellings = names.map((name): Spelling => ({ terms: name, weight: 1, exact: true }));
  const statistics = await statisticsOf(spellings, index);
  return spellings.some((spelling) => statistics.df(spelling) > 0);
}

async function nearSpellings({ terms: [term] }: QuestionWord, index: Index): Promise<Spelling[]> {
  if (term === undefined || term.length > LONGEST) return [];
  const similar = [...(await transposed(term, index)), ...(await index.similar(term, mostEdits(term), MOST_SIMILAR))];
  const nearest = new Map(similar.toReversed().map((found) => [found.term, found]));
  return [...nearest.values()].map((found) => ({ terms: [found.term], weight: similarity(term, found), exact: false }));
}

/** Two letters swapped are one slip of the fingers (Damerau 1964), though two edits. */
async function transposed(term: string, index: Index): Promise<SimilarTerm[]> {
  const swapped = Array.from({ length: Math.max(0, term.length - 1) }, (_, at) => term.slice(0, at) + term.charAt(at + 1) + term.charAt(at) + term.slice(at + 2));
  const { text, headline } = await index.statistics(swapped);
  const held = swapped.filter((_, place) => (text.df[place] ?? 0) + (headline.df[place] ?? 0) > 0);
  return held.map((found) => ({ term: found, distance: 1, kind: 'fuzzy' }));
}

/** One edit in four letters; none in words of one or two. */
function mostEdits(term: string): number {
  return term.length < 3 ? 0 : Math.max(1, Math.min(3, Math.round(term.length * 0.25)));
}

/** MiniSearch's weights for words that are not quite the one asked for. */
function similarity(asked: string, found: SimilarTerm): number {
  if (found.kind === 'fuzzy') return (0.45 * asked.length) / (asked.length + found.distance);
  return (0.375 * asked.length) / (asked.length + 0.3 * (found.term.length - asked.length));
}

interface SpellingStatistics {
  readonly statistics: Statistics;
  df(spelling: Spelling): number;
  variant(spelling: Spelling): Variant;
}

/** A name of several words stands in no more paragraphs than its rarest word. */
async function statisticsOf(spellings: readonly Spelling[], index: Index): Promise<SpellingStatistics> {
  const terms = [...new Set(spellings.flatMap((spelling) => spelling.terms))];
  const statistics = await index.statistics(terms);
  const places = new Map(terms.map((term, place) => [term, place]));
  const dfIn = (field: 'text' | 'headline', spelling: Spelling): number => Math.min(...spelling.terms.map((term) => statistics[field].df[places.get(term) ?? -1] ?? 0));
  const df = (spelling: Spelling): number => Math.max(dfIn('text', spelling), dfIn('headline', spelling));
  return {
    statistics,
    df,
    variant(spelling) {
      const { terms: [term = '', ...rest], weight, exact } = spelling;
      const textIdf = idf(statistics.paragraphs, dfIn('text', spelling));
      return { term, rest, weight, exact, textIdf, headlineIdf: idf(statistics.paragraphs, dfIn('headline', spelling)), df: df(spelling), worth: weight * textIdf };
    },
  };
}
