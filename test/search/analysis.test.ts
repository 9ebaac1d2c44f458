import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { analyse, terms } from '../../src/search/analysis.ts';

describe('analysis', () => {
  it.each([
    ['Iraq\'s', 'Iraqs', 'a lost apostrophe'],
    ['Iraq’s', 'Iraq', 'a possessive'],
    ['missions', 'mission', 'a plural'],
    ['Café', 'cafe', 'an accent'],
    ['Łódź', 'lodz', 'letters that do not decompose'],
    ['U.S.', 'US', 'initials'],
    ['2,500', '2500', 'grouped digits'],
    ['ＩＳＩＬ', 'ISIL', 'full-width letters'],
  ])('%s matches %s (%s)', (one, other) => {
    expect(terms(one)).toEqual(terms(other));
    expect(terms(one)).toHaveLength(1);
  });

  it('splits words glued at a sentence end', () => {
    expect(terms('the house.Araji criticised')).toEqual(terms('house araji criticised'));
  });

  it('drops words without a topic but keeps organisations that are spelt like them', () => {
    expect(terms('who is it that was there')).toEqual([]);
    expect(terms('the WHO said')).toContain('who');
    expect(terms('us troops')).toContain('us');
    expect(terms('UN envoy')).toContain('un');
  });

  it('drops them in text that is all capitals', () => {
    expect(terms('WHO IS IT')).toEqual([]);
  });

  it('takes data that stands in a text as it is, however long', () => {
    const blob = 'abcdings'.repeat(50_000);
    expect(terms(`ferries ${blob} ferries`)).toEqual(['ferri', blob, 'ferri']);
  });

  it('segments scripts without spaces', () => {
    expect(terms('今日は東京に行きます').length).toBeGreaterThan(2);
  });

  it('gives offsets of the words as written, for any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        let last = 0;
        const tokens = analyse(text);
        for (let place = 0; place < tokens.length; place++) {
          const [start, end] = [tokens.start(place), tokens.end(place)];
          expect(tokens.term(place)).not.toBe('');
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = end;
        }
      }),
    );
  });
});
