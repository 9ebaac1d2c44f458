import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findRepeats } from '../../src/ingest/repeats.ts';
import type { ParsedArticle } from '../../src/ingest/format.ts';
import { parsed } from './parsed.ts';

const at = (line: number, file = 'page.txt'): { origin: { file: string; line: number } } => ({ origin: { file, line } });
const none = { duplicateOf: null, revisionOf: null };

describe('Repeats', () => {
  it('the same title, publisher and paragraphs, however spelt, is a duplicate of the first', () => {
    const { repeats, warnings } = findRepeats([
      parsed('The “end” – now', ['It’s over.', 'Two']), parsed('Other', ['x']), parsed('The "end" - now', ["It's  over.", 'Two']), parsed('The “end” – now', ['It’s over.', 'Two']),
    ]);
    expect(repeats).toEqual([none, none, { duplicateOf: 0, revisionOf: null }, { duplicateOf: 0, revisionOf: null }]);
    expect(warnings).toEqual([]);
  });

  it('another text under the same title and publisher is a revision, and a warning names both places', () => {
    const { repeats, warnings } = findRepeats([parsed('T', ['one'], at(3)), parsed('T', ['two'], at(30, 'b.txt')), parsed('T', ['two'], at(50))]);
    expect(repeats).toEqual([none, { duplicateOf: null, revisionOf: 0 }, { duplicateOf: 1, revisionOf: null }]);
    expect(warnings.map(({ where }) => where)).toEqual(['b.txt:30']);
    expect(warnings[0]?.what).toContain('page.txt:3 ');
  });

  it('the same title from another publisher, or from none, is neither', () => {
    const { repeats } = findRepeats([parsed('T', ['one']), parsed('T', ['one'], { publisher: 'VICE' }), parsed('T', ['two'], { publisher: null })]);
    expect(repeats).toEqual([none, none, none]);
  });

  it('articles without a headline are duplicates when they are equal, else unrelated', () => {
    expect(findRepeats([parsed('', ['one']), parsed('', ['two']), parsed('', ['one'])]).repeats).toEqual([none, none, { duplicateOf: 0, revisionOf: null }]);
  });

  it('the same paragraphs in another order, or cut elsewhere, are another text', () => {
    expect(findRepeats([parsed('T', ['one', 'two']), parsed('T', ['two', 'one']), parsed('T', ['one two'])]).repeats.map(({ revisionOf }) => revisionOf)).toEqual([null, 0, 0]);
  });

  it('posts of one series that share most of their text are each their own', () => {
    const notes = ['Subscribe to our show wherever you get your podcasts, rate us with five stars, and write to us with your questions and your ideas for guests in coming weeks.',
      'This show is made by Ann Reed and Joe Park with music by the Tide Players, and it is recorded in the old customs house by the harbour.'];
    const url = 'https://gull.example/show';
    const on = (day: string, file: string): Partial<ParsedArticle> => ({ url, published: { value: day, readings: [day], certainty: 'stated', asWritten: day }, ...at(1, file) });
    const [salt, tar] = [['We talk to a salt maker.', ...notes], ['We talk to a boat builder.', ...notes]];
    expect(findRepeats([parsed('Salt', salt, { url }), parsed('Tar', tar, { url })]).repeats).toEqual([none, none]);
    expect(findRepeats([parsed('Salt', salt, on('2024-01-03', 'a.html')), parsed('Tar', tar, on('2024-01-10', 'b.html'))]).repeats).toEqual([none, none]);
    // The same post, its headline touched up.
    expect(findRepeats([parsed('Salt', salt, on('2024-01-03', 'a.html')), parsed('Salt, again', tar, on('2024-01-03', 'a.html'))]).repeats[1]?.duplicateOf).toBe(0);
  });

  it('a few words that are said again on another day are another post, unless their link is the same', () => {
    const on = (day: string, key: string, url: string, file = 'feed.xml'): Partial<ParsedArticle> => ({ key, url, published: { value: day, readings: [day], certainty: 'stated', asWritten: day }, ...at(1, file) });
    const [page, front] = ['https://gull.example/1', 'https://gull.example/'];
    const second = (one: Partial<ParsedArticle>, other: Partial<ParsedArticle>): unknown => findRepeats([parsed('Weather', ['Sunny, 14 degrees.'], one), parsed('Weather', ['Sunny, 14 degrees.'], other)]).repeats[1];
    expect(second(on('2024-01-02', 'a', page), on('2024-01-03', 'b', 'https://gull.example/2'))).toEqual(none);
    expect(second(on('2024-01-02', 'a', front), on('2024-01-03', 'b', front))).toEqual(none);
    expect(second(on('2024-01-02', 'a', page), on('2024-01-03', 'b', page, 'export.xml'))).toEqual({ duplicateOf: 0, revisionOf: null });
    expect(second(on('2024-01-02', 'a', page), on('2024-01-02', 'b', front))).toEqual({ duplicateOf: 0, revisionOf: null });
  });

  it('always point back, to an article that is itself no duplicate', () => {
    const some = fc.record({ title: fc.constantFrom('A', 'a', 'B', ''), publisher: fc.constantFrom('X', 'Y', null), text: fc.constantFrom('1', '2') });
    fc.assert(
      fc.property(fc.array(some, { maxLength: 12 }), (list) => {
        const { repeats } = findRepeats(list.map(({ title, publisher, text }) => parsed(title, [text], { publisher })));
        for (const [place, { duplicateOf, revisionOf }] of repeats.entries()) {
          for (const target of [duplicateOf, revisionOf].filter((each) => each !== null)) {
            expect(target).toBeLessThan(place);
            expect(repeats[target]?.duplicateOf).toBeNull();
          }
          expect(duplicateOf === null || revisionOf === null).toBe(true);
        }
      }),
    );
  });
});
