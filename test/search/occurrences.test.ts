import { describe, expect, it } from 'vitest';
import { analyse } from '../../src/search/analysis.ts';
import { Lexicons } from '../../src/search/lexicon.ts';
import { occurrences } from '../../src/search/occurrences.ts';
import { plan, type Plan } from '../../src/search/plan.ts';
import minisearch from '../../src/search/indexes/minisearch.ts';
import { paragraph } from './helpers.ts';

async function planned(question: string, texts: readonly string[], names: readonly (readonly string[])[] = []): Promise<Plan> {
  const index = await minisearch.open(null);
  await index.apply({ sequence: 1, upserts: texts.map((text, place) => paragraph({ text }, place)), removals: [], more: false });
  return plan(question, index, names);
}

describe('occurrences of a question’s words', () => {
  it('are found in texts of any lexicon, however little it had learnt when the plan was first used', async () => {
    const wanted = await planned('Daesh ferry', ['The ferry of the Islamic State.'], [['Daesh', 'Islamic State']]);
    const lexicons = new Lexicons(1_000);
    const found = (text: string): [number, number][] => occurrences(wanted, analyse(text, 'en', lexicons)).map(({ term, place }) => [term, place]);
    expect(found('Islamic law on a ferry of Daesh')).toEqual([[1, 2]]);
    expect(found('a state')).toEqual([]);
    expect(found('the Islamic State')).toEqual([[0, 0]]);
    expect(found('ferry, ferry of the Islamic State and others')).toEqual([[1, 0], [1, 1], [0, 2]]);
    expect(found('Islamic law of a State')).toEqual([]);
  });

  it('are those of the longer name where one begins with the other', async () => {
    const wanted = await planned('Daesh Islamic', ['The Islamic State and Islamic law.'], [['Daesh', 'Islamic State']]);
    const places = (text: string): number[] => occurrences(wanted, analyse(text)).map(({ term }) => term);
    expect(places('the Islamic State and Islamic law')).toEqual([0, 1]);
  });
});
