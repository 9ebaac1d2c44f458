import type { Lexicon } from './lexicon.ts';
import type { Plan } from './plan.ts';
import type { Tokens } from './tokens.ts';
import type { Variant } from './variants.ts';

/** A word of a text that stands for a word of the question. */
export interface Occurrence {
  /** Which word of the plan, and which of its variants. */
  readonly term: number;
  readonly variant: Variant;
  /** Counted in terms from the text's start. */
  readonly place: number;
}

interface Wanted {
  readonly term: number;
  readonly variant: Variant;
  /** Numbers of the terms that must follow. */
  readonly rest: readonly (number | undefined)[];
}

/** What a plan wants, by the numbers of a lexicon: comparing numbers is what makes looking through texts cheap. */
const wantedIn = new WeakMap<Plan, Map<Lexicon, Numbered>>();

/** Every word of an analysed text that matches the plan, in text order. */
export function occurrences(plan: Plan, tokens: Tokens): Occurrence[] {
  const wanted = wantedNumbers(plan, tokens.lexicon);
  const found: Occurrence[] = [];
  for (let place = 0; place < tokens.length; place++) {
    const rivals = wanted.get(tokens.number(place) ?? -1);
    const match = rivals?.find(({ rest }) => rest.every((number, ahead) => number !== undefined && tokens.number(place + 1 + ahead) === number));
    if (match !== undefined) found.push({ term: match.term, variant: match.variant, place });
  }
  return found;
}

interface Numbered {
  readonly wanted: ReadonlyMap<number, readonly Wanted[]>;
  /** How many terms the lexicon had then: it learns with each new text. */
  readonly learnt: number;
}

function wantedNumbers(plan: Plan, lexicon: Lexicon): ReadonlyMap<number, readonly Wanted[]> {
  let byLexicon = wantedIn.get(plan);
  if (byLexicon === undefined) wantedIn.set(plan, (byLexicon = new Map<Lexicon, Numbered>()));
  let known = byLexicon.get(lexicon);
  if (known?.learnt !== lexicon.terms.length) byLexicon.set(lexicon, (known = { wanted: numbered(plan, lexicon), learnt: lexicon.terms.length }));
  return known.wanted;
}

function numbered({ wanted }: Plan, lexicon: Lexicon): ReadonlyMap<number, readonly Wanted[]> {
  const numbers = new Map<number, readonly Wanted[]>();
  for (const [term, rivals] of wanted) {
    const number = lexicon.numberOf(term);
    if (number !== undefined) numbers.set(number, rivals.map(({ place, variant }) => ({ term: place, variant, rest: variant.rest.map((next) => lexicon.numberOf(next)) })));
  }
  return numbers;
}
