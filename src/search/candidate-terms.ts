import type { Plan } from './plan.ts';
import type { CandidateTerm } from './port.ts';

/** Terms that several words of the question are near to count once. A name of several words is looked for by all of them. */
export function candidateTerms({ wanted }: Plan): CandidateTerm[] {
  const terms = new Map<string, CandidateTerm>();
  for (const { variant } of [...wanted.values()].flat()) {
    const share = variant.weight / (1 + variant.rest.length);
    for (const term of [variant.term, ...variant.rest]) {
      const [text, headline] = [share * variant.textIdf, share * variant.headlineIdf];
      if (text > (terms.get(term)?.text ?? -1)) terms.set(term, { term, text, headline });
    }
  }
  return [...terms.values()];
}
