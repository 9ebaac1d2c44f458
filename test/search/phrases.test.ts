import { describe, expect, it } from 'vitest';
import { idsFor, INDEXES, searcherOver, type Draft } from './helpers.ts';
import type { Searcher } from '../../src/search/searcher.ts';

const CORPUS: readonly Draft[] = [
  { id: 'a.1', text: 'The front gate was shut at noon, and the ferry left.', title: 'Harbour news' },
  { id: 'a.2', text: 'In front of the old gate stood the ferry.', title: 'Harbour news' },
  { id: 'b.1', text: 'At THE FRONT GATE they waited for the captain.', title: 'A wait' },
  { id: 'c.1', text: 'The captain was not seen.', title: 'Front gate closed' },
  { id: 'd.1', text: 'A “Café Noir” opened in the harbour; nobody came.', publisher: 'Gazette', title: 'Coffee' },
  { id: 'e.1', text: 'Storms were seen. Ferries stayed in the harbour.', title: 'Weather' },
];

describe.each(INDEXES.map((index) => [index.name, index] as const))('phrases and exclusions over %s', (_name, module) => {
  const over = async (drafts: readonly Draft[] = CORPUS): Promise<Searcher> => searcherOver(drafts, { index: await module.open(null) });

  it('a phrase must stand word for word in the paragraph or its headline; case makes no difference', async () => {
    expect((await idsFor(await over(), 'who saw the "front gate"')).sort()).toEqual(['a.1', 'b.1', 'c.1']);
    expect(await idsFor(await over(), '"cafe noir"')).toEqual(['d.1']);
  });

  it('several phrases must all stand there', async () => {
    expect(await idsFor(await over(), '"front gate" "the captain"')).toHaveLength(2);
    expect(await idsFor(await over(), '"front gate" "the ferry"')).toEqual(['a.1']);
  });

  it('a phrase that stands nowhere is named as missing; what comes nearest is a near miss, not an answer', async () => {
    const answer = await (await over()).search({ question: 'the "old front gate"', limit: 5, articles: null });
    expect(answer).toMatchObject({ confidence: 'absent', missing: ['"old front gate"'] });
    expect(answer.hits[0]?.paragraph.source.id).toMatch(/^(?:a\.1|a\.2|b\.1)$/u);
    expect(await (await over()).search({ question: '"zeppelin hangar"', limit: 5, articles: null })).toMatchObject({ confidence: 'absent', hits: [] });
  });

  it('of two phrases that never stand together none is called missing, and only the one that is', async () => {
    const missing = async (question: string): Promise<readonly string[]> => (await (await over()).search({ question, limit: 5, articles: null })).missing;
    expect(await missing('"front gate" "café noir"')).toEqual([]);
    expect(await missing('"front gate" "gate café"')).toEqual(['"gate café"']);
  });

  it('a phrase that stands only in articles not asked for is not called missing', async () => {
    const answer = await (await over()).search({ question: '"front gate"', limit: 5, articles: new Set(['d']) });
    expect(answer).toMatchObject({ confidence: 'absent', missing: [] });
  });

  it('near misses hold nothing that was excluded', async () => {
    const { hits } = await (await over()).search({ question: '"old front gate" -ferry', limit: 5, articles: null });
    expect(hits.map(({ paragraph }) => paragraph.source.text).filter((text) => text.includes('ferry'))).toEqual([]);
  });

  it('a word with a dash before it must stand neither in text nor headline', async () => {
    expect((await idsFor(await over(), 'ferry harbour')).sort()).toEqual(['a.1', 'a.2', 'd.1', 'e.1']);
    expect((await idsFor(await over(), 'ferry harbour -gate')).sort()).toEqual(['d.1', 'e.1']);
    expect((await idsFor(await over(), 'captain -closed')).sort()).toEqual(['b.1']);
    expect((await idsFor(await over(), 'harbour -gazette -"harbour news"')).sort()).toEqual(['e.1']);
  });

  it('a dash elsewhere excludes nothing', async () => {
    expect(await idsFor(await over(), 'ferry - harbour')).toHaveLength(4);
    expect(await idsFor(await over(), 'captain-led')).toHaveLength(2);
    expect(await idsFor(await over(), '-ferry')).toHaveLength(3);
  });

  it('what is asked for and excluded at once is not found', async () => {
    const answer = await (await over()).search({ question: 'ferry -ferry', limit: 5, articles: null });
    expect(answer).toMatchObject({ confidence: 'absent', hits: [] });
  });

  it('holds in an archive of several languages', async () => {
    const german: readonly Draft[] = [
      { id: 'g.1', text: 'Das große Tor war am Mittag geschlossen, die Fähre fuhr ab.', language: 'de' },
      { id: 'g.2', text: 'Vor dem Tor, das große Augen machte, lag die Fähre.', language: 'de' },
    ];
    const searcher = await over([...CORPUS, ...german]);
    expect(await idsFor(searcher, '„das große Tor“')).toEqual(['g.1']);
    expect(await idsFor(searcher, 'Fähre -Mittag')).toEqual(['g.2']);
    expect((await idsFor(searcher, '"front gate"')).sort()).toEqual(['a.1', 'b.1', 'c.1']);
  });

  it('finds a phrase among hundreds that hold its words', async () => {
    const many = Array.from({ length: 600 }, (_, place): Draft => ({ text: `The gate ${place} is in front of the yard, as gate ${place} was in front before.` }));
    const searcher = await over([...many, { id: 'z.1', text: 'They met late in the evening, behind the wall and beyond the front gate of the yard which nobody had ever seen.' }]);
    expect(await idsFor(searcher, 'yard "front gate"')).toEqual(['z.1']);
  });
});
