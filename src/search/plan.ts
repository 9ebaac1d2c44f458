import { idf } from './bm25.ts';
import { limitsOf, type Limits } from './limits.ts';
import { joinNames } from './meant-names.ts';
import type { InterchangeableNames } from './names.ts';
import type { Index } from './port.ts';
import { readQuestion, type Question } from './question.ts';
import { findVariants, holdsName, type Variant } from './variants.ts';
import { askedLanguages, questionWords, type QuestionWord } from './words.ts';

/** A word of the question, with what stands for it in the archive. */
export interface PlannedTerm {
  /** As the asker wrote it (first occurrence). */
  readonly written: string;
  /** The term itself when the archive has it; else near spellings, best first; empty when it is found nowhere. */
  readonly variants: readonly Variant[];
  /** Inverse document frequency in paragraphs, of the best variant; of a word found nowhere, the highest possible. */
  readonly idf: number;
}

/** A variant, and which word of the question it stands for. */
interface Wanted {
  readonly place: number;
  readonly variant: Variant;
}

/** What is looked for: the question as analysed against the archive's word statistics. */
export interface Plan {
  readonly question: string;
  /** The same, taken apart. */
  readonly parts: Question;
  /** Of the archive, that it is asked in. */
  readonly languages: readonly string[];
  readonly terms: readonly PlannedTerm[];
  /** Of all words together: the most that a paragraph can hold of what was asked for. */
  readonly idf: number;
  /** What a term of a text may stand for; names of several words before single words. */
  readonly wanted: ReadonlyMap<string, readonly Wanted[]>;
  readonly averageLength: { readonly text: number; readonly headline: number };
  readonly paragraphs: number;
  /** Words of the question, as written, that stand nowhere in the archive, not even nearly. */
  readonly missing: readonly string[];
  /** What paragraphs must and must not hold. */
  readonly limits: Limits;
}

/** A question may be a pasted page: only its rarest words are looked for, so that the time stays bounded. */
const MOST_TERMS = 48;
const MOST_WORDS = 400;

export async function plan(typed: string, index: Index, names: InterchangeableNames): Promise<Plan> {
  const parts = readQuestion(typed);
  const languages = askedLanguages(await index.languages());
  const asked = questionWords(parts.text, languages).slice(0, MOST_WORDS);
  const words = names.length === 0 ? asked : await joinNames(asked, names, languages, async (meant) => holdsName(meant, index));
  const { variants, statistics } = await findVariants(words, index);
  const terms = rarest(words.map((word, place) => planned(word, variants[place] ?? [], statistics.paragraphs)));
  return {
    question: typed,
    parts,
    languages,
    terms,
    idf: terms.reduce((sum, term) => sum + term.idf, 0),
    wanted: wantedBy(terms),
    averageLength: { text: statistics.text.averageLength, headline: statistics.headline.averageLength },
    paragraphs: statistics.paragraphs,
    missing: terms.filter((term) => term.variants.length === 0).map((term) => term.written),
    limits: limitsOf(parts, languages),
  };
}

function planned({ written }: QuestionWord, variants: readonly Variant[], paragraphs: number): PlannedTerm {
  return { written, variants, idf: variants.length === 0 ? idf(paragraphs, 0) : Math.max(...variants.map(({ textIdf }) => textIdf)) };
}

/** In the question's order; of too many, the rarest that the archive has. */
function rarest(terms: readonly PlannedTerm[]): readonly PlannedTerm[] {
  if (terms.length <= MOST_TERMS) return terms;
  const found = terms.filter(({ variants }) => variants.length > 0);
  const chosen = new Set(found.toSorted((a, b) => b.idf - a.idf).slice(0, MOST_TERMS));
  return terms.filter((term) => chosen.has(term));
}

/** A term that is near to several words of the question stands for the one that it is worth most to. */
function wantedBy(terms: readonly PlannedTerm[]): Plan['wanted'] {
  const wanted = new Map<string, Wanted[]>();
  for (const [place, { variants }] of terms.entries()) {
    for (const variant of variants) {
      const rivals = wanted.get(variant.term) ?? [];
      const same = rivals.findIndex((rival) => rival.variant.rest.join(' ') === variant.rest.join(' '));
      if (same === -1) rivals.push({ place, variant });
      else if (variant.worth > (rivals[same]?.variant.worth ?? 0)) rivals[same] = { place, variant };
      wanted.set(variant.term, rivals.sort((a, b) => b.variant.rest.length - a.variant.rest.length));
    }
  }
  return wanted;
}
