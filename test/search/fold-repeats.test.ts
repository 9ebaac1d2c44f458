import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { terms } from '../../src/search/analysis.ts';
import type { Hit } from '../../src/search/answer.ts';
import { searcherOver, type Draft } from './helpers.ts';

const WIRE = 'The ferry left the harbour of Basra shortly after noon with forty passengers on board, officials of the port authority told reporters, and was last seen near the northern light before the storm came up from the gulf.';

async function hits(corpus: readonly Draft[], question: string, fold?: boolean, limit = 10): Promise<readonly Hit[]> {
  const searcher = await searcherOver(corpus);
  return (await searcher.search({ question, limit, articles: null, ...(fold === undefined ? {} : { fold }) })).hits;
}
const ids = (found: readonly Hit[]): unknown[] => found.map(({ paragraph, also }) => [paragraph.source.id, also.map(({ source }) => source.id)]);

describe('near-duplicate paragraphs', () => {
  const wire: readonly Draft[] = [
    { id: 'a.1', text: WIRE, title: 'Ferry missing', publisher: 'Herald' },
    { id: 'b.1', text: WIRE.replace('forty', 'sixty'), title: 'Ship lost at sea', publisher: 'Gazette' },
    { id: 'c.1', text: `${WIRE} Nobody was found.`, title: 'Search for ferry goes on', publisher: 'Post' },
    { id: 'd.1', text: 'Another ferry lies idle in the harbour of Umm Qasr, where nobody has bought a ticket since the summer, to the regret of its captain.', title: 'Idle' },
  ];

  it('are one hit that names the others, whatever their headlines', async () => {
    const found = await hits(wire, 'When did the ferry leave Basra?');
    expect(found).toHaveLength(2);
    const [first] = found;
    expect([first?.paragraph.source.id, ...(first?.also ?? []).map(({ source }) => source.id)].sort()).toEqual(['a.1', 'b.1', 'c.1']);
    expect(ids(found)[1]).toEqual(['d.1', []]);
  });

  it('do not use up the places that were asked for', async () => {
    expect(await hits(wire, 'ferry Basra harbour', true, 2)).toHaveLength(2);
    expect((await hits(wire, 'ferry Basra harbour', true, 1))[0]?.also).toHaveLength(2);
  });

  it('stay apart when asked to', async () => {
    const found = await hits(wire, 'When did the ferry leave Basra?', false);
    expect(found.map(({ paragraph }) => paragraph.source.id).sort()).toEqual(['a.1', 'b.1', 'c.1', 'd.1']);
    expect(found.flatMap(({ also }) => also)).toEqual([]);
  });

  it('fold when they differ in case, accents and punctuation alone', async () => {
    const found = await hits([{ text: 'The café of the harbour: closed!' }, { text: 'the CAFE of the “harbour”, closed.' }, { text: 'The harbour café is open.' }], 'harbour café');
    expect(found.map(({ also }) => also.length).sort()).toEqual([0, 1]);
  });

  it.each([
    ['short and one word apart', 'The ferry left at noon.', 'The ferry left at dawn.'],
    ['the same words in another order', 'The captain of the ferry blamed the pilot of the harbour tug for the loss of the cargo of rice.', 'The pilot of the harbour tug blamed the captain of the ferry for the loss of the rice of the cargo.'],
    ['one quoted within a longer one', 'The ferry left the harbour shortly after noon with forty passengers on board.', `The ferry left the harbour shortly after noon with forty passengers on board. ${'Much else was told of that day by the people of the quay, who had waited since morning. '.repeat(2)}`],
    ['of one frame with other figures', 'In January the harbour took in 310 ships, 42 more than a year before, and 19 of them were ferries.', 'In October the harbour took in 287 ships, 13 fewer than a year before, and 22 of them were ferries.'],
  ])('are not those that are %s', async (_what, one, other) => {
    const found = await hits([{ text: one }, { text: other }, { text: 'Nothing.' }], 'ferry harbour captain pilot noon');
    expect(found.flatMap(({ also }) => also)).toEqual([]);
    expect(found).toHaveLength(2);
  });

  it('share most of their word pairs, whatever the texts', async () => {
    const word = fc.constantFrom('ferry', 'harbour', 'captain', 'storm', 'rice', 'tug', 'pilot', 'quay', 'light', 'gulf', 'noon', 'port');
    const text = fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => words.join(' '));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 2, maxLength: 8 }), async (texts) => {
        const found = await hits(texts.map((one) => ({ text: one })), 'ferry harbour captain', true, 20);
        for (const { paragraph, also } of found) for (const other of also) expect(likeness(paragraph.source.text, other.source.text)).toBeGreaterThanOrEqual(0.8);
        const all = await hits(texts.map((one) => ({ text: one })), 'ferry harbour captain', false, 20);
        expect(found.flatMap(({ paragraph, also }) => [paragraph, ...also]).map(({ source }) => source.id).sort()).toEqual(all.map(({ paragraph }) => paragraph.source.id).sort());
      }),
      { numRuns: 60 },
    );
  });
});

/** Jaccard's coefficient of the sets of word pairs; texts of fewer than 8 words are the same or not. */
function likeness(one: string, other: string): number {
  const [a, b] = [terms(one), terms(other)];
  if (Math.min(a.length, b.length) < 8) return a.join(' ') === b.join(' ') ? 1 : 0;
  const [pairs, others] = [a, b].map((words) => new Set(words.slice(1).map((word, place) => `${words[place] ?? ''} ${word}`)));
  const common = [...(pairs ?? [])].filter((pair) => others?.has(pair)).length;
  return common / ((pairs?.size ?? 0) + (others?.size ?? 0) - common);
}
