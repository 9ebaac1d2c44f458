import type { Token } from './analysis.ts';
import type { Plan } from './plan.ts';
import type { Variant } from './variants.ts';

/** A word of a text that stands for a word of the question. */
export interface Occurrence {
  /** Which word of the plan, and which of its variants. */
  readonly term: number;
  readonly variant: Variant;
  /** Counted in terms from the text's start. */
  readonly place: number;
}

/** Every word of an analysed text that matches the plan, in text order. */
export function occurrences({ wanted }: Plan, tokens: readonly Token[]): Occurrence[] {
  const found: Occurrence[] = [];
  for (let place = 0; place < tokens.length; place++) {
    const rivals = wanted.get(tokens[place]?.term ?? '');
    const match = rivals?.find(({ variant }) => variant.rest.every((term, ahead) => tokens[place + 1 + ahead]?.term === term));
    if (match !== undefined) found.push({ term: match.place, variant: match.variant, place });
  }
  return found;
}
