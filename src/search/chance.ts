import type { Plan } from './plan.ts';

/** The words worth most decide; each one more doubles the work. */
const MOST_WORDS = 8;

/**
 * What share of the question's idf the best paragraph of the archive would hold by chance alone, were words strewn over
 * paragraphs independently: the expected maximum over all paragraphs. Grows with the archive and with how common the
 * question's words are in it; 0 when none of them is there.
 */
export function chanceShare({ terms, idf: total, paragraphs }: Plan): number {
  if (total === 0 || paragraphs === 0) return 0;
  const words = terms
    .filter(({ variants }) => variants.length > 0)
    .map(({ variants }) => ({ worth: variants[0]?.worth ?? 0, share: Math.min(0.9, Math.max(...variants.map(({ df }) => df)) / paragraphs) }))
    .sort((a, b) => b.worth - a.worth)
    .slice(0, MOST_WORDS);
  let held: { worth: number; chance: number }[] = [{ worth: 0, chance: 1 }];
  for (const { worth, share } of words) {
    held = held.flatMap((sum) => [{ worth: sum.worth + worth, chance: sum.chance * share }, { worth: sum.worth, chance: sum.chance * (1 - share) }]);
  }
  return expectedMaximum(held.sort((a, b) => b.worth - a.worth), paragraphs) / total;
}

/** Of `draws` draws from a distribution, given from the highest value down. */
function expectedMaximum(values: readonly { readonly worth: number; readonly chance: number }[], draws: number): number {
  let [expected, cumulated, reached] = [0, 0, 0];
  for (const { worth, chance } of values) {
    cumulated += chance;
    const atLeast = 1 - (1 - Math.min(1, cumulated)) ** draws;
    expected += worth * (atLeast - reached);
    reached = atLeast;
  }
  return expected;
}
