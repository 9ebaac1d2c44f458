import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXCERPT_LENGTH } from '../../src/search/excerpt.ts';
import { searcherOver } from './helpers.ts';

const word = fc.stringMatching(/^[a-zé]{1,12}$/u);
const filler = fc.oneof(word, fc.constantFrom('the', 'Gen.', 'U.S.', '2,500', '“so”', '日本語', '🙂', '- x', '**b**', '\n'));
const text = fc.array(fc.oneof(filler, fc.constantFrom('drone.', 'attack,', 'drones;', 'Drone')), { minLength: 1, maxLength: 400 }).map((words) => words.join(' '));

describe('excerpts', () => {
  it('are unbroken pieces of the paragraph, at most 350 long, with marks on words that match, for any text', async () => {
    await fc.assert(
      fc.asyncProperty(text, fc.string({ unit: 'grapheme', maxLength: 60 }), async (body, extra) => {
        const searcher = await searcherOver([{ text: body }, { text: 'quite another drone story' }]);
        const { hits } = await searcher.search({ question: `drone attack ${extra}`, limit: 5, articles: null });
        for (const { excerpt, paragraph } of hits) {
          const stored = paragraph.source.text;
          const at = stored.indexOf(excerpt.text);
          expect(at).toBeGreaterThanOrEqual(0);
          expect(excerpt.text.length).toBeLessThanOrEqual(EXCERPT_LENGTH);
          expect(excerpt.text).not.toBe('');
          expect(excerpt.text.isWellFormed()).toBe(true);
          if (!excerpt.cut.start) expect(stored.startsWith(excerpt.text)).toBe(true);
          if (!excerpt.cut.end) expect(stored.endsWith(excerpt.text)).toBe(true);
          let last = 0;
          for (const [start, end] of excerpt.marks) {
            expect(start).toBeGreaterThanOrEqual(last);
            expect(end).toBeGreaterThan(start);
            last = end;
          }
          expect(last).toBeLessThanOrEqual(excerpt.text.length);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('show the sentence that answers, not the opening', async () => {
    const opening = 'The mission was discussed for a long time by everybody in the capital. '.repeat(6);
    const searcher = await searcherOver([{ text: `${opening}The ferry sank near Basra in 1931. More talk followed.` }]);
    const [hit] = (await searcher.search({ question: 'When did the ferry sink at Basra?', limit: 1, articles: null })).hits;
    expect(hit?.excerpt.text).toContain('The ferry sank near Basra in 1931.');
    expect(hit?.excerpt.cut.start).toBe(true);
  });

  it('find the place within one endless sentence', async () => {
    const endless = `${'and so on it went, '.repeat(60)}until the ferry sank near Basra, ${'and on it went again, '.repeat(60)}for ever`;
    const searcher = await searcherOver([{ text: endless }]);
    const [hit] = (await searcher.search({ question: 'ferry Basra', limit: 1, articles: null })).hits;
    expect(hit?.excerpt.text).toContain('the ferry sank near Basra');
    expect(hit?.excerpt.cut).toEqual({ start: true, end: true });
  });

  it('mark the words in whatever form they stand', async () => {
    const searcher = await searcherOver([{ text: 'Iraqs missions were ended.' }]);
    const [hit] = (await searcher.search({ question: 'Iraq’s mission', limit: 1, articles: null })).hits;
    expect(hit?.excerpt.marks.map(([start, end]) => hit.excerpt.text.slice(start, end))).toEqual(['Iraqs', 'missions']);
  });
});
