import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { Fault } from '../../src/errors.ts';
import { OPERATOR } from '../../src/command.ts';
import { Unclear } from '../../src/command/asked.ts';
import { readDates } from '../../src/command/limit-dates.ts';
import { readBound, readPhrase } from '../../src/command/period/phrase.ts';
import { nameOfPeriod, tellPeriod, writePeriod } from '../../src/command/period/tell.ts';

/** A Sunday. */
const TODAY = '2026-11-22';

/** `from..to`; several readings after what makes them several; null for what is no period. */
function read(text: string): string | null {
  const found = readPhrase(text, TODAY);
  if (found === null) return null;
  const written = (period: { from: string | null; to: string | null }): string => `${period.from ?? ''}..${period.to ?? ''}`;
  return 'period' in found ? written(found.period) : `${found.doubt}: ${found.readings.map(written).join(' | ')}`;
}

describe('a period in words', () => {
  it.each([
    ['2021', '2021-01-01..2021-12-31'],
    ['in 2021', '2021-01-01..2021-12-31'],
    ['May 2021', '2021-05-01..2021-05-31'],
    ['mayo de 2021', '2021-05-01..2021-05-31'],
    ['mai 2021', '2021-05-01..2021-05-31'],
    ['2021年5月', '2021-05-01..2021-05-31'],
    ['2021-02', '2021-02-01..2021-02-28'],
    ['02/2020', '2020-02-01..2020-02-29'],
    ["May '21", '2021-05-01..2021-05-31'],
    ['on 7 December 2021', '2021-12-07..2021-12-07'],
    ['December 7, 2021', '2021-12-07..2021-12-07'],
    ['31/12/2021', '2021-12-31..2021-12-31'],
    ['Q3 2021', '2021-07-01..2021-09-30'],
    ['2021-Q3', '2021-07-01..2021-09-30'],
    ['the third quarter of 2021', '2021-07-01..2021-09-30'],
    ['3. Quartal 2021', '2021-07-01..2021-09-30'],
    ['the second half of 2020', '2020-07-01..2020-12-31'],
    ['erstes Halbjahr 2021', '2021-01-01..2021-06-30'],
    ['KW 53 2020', '2020-12-28..2021-01-03'],
    ['2021-W01', '2021-01-04..2021-01-10'],
    ['the 1990s', '1990-01-01..1999-12-31'],
    ['the 90s', '1990-01-01..1999-12-31'],
    ['die 1990er Jahre', '1990-01-01..1999-12-31'],
    ['Easter 2020', '2020-04-12..2020-04-12'],
    ['Ostern 2024', '2024-03-31..2024-04-01'],
    ['Good Friday 2019', '2019-04-19..2019-04-19'],
    ['Weihnachten 2021', '2021-12-25..2021-12-26'],
    ['Christmas last year', '2025-12-25..2025-12-25'],
    ['im Mai 2021.', '2021-05-01..2021-05-31'],
    ['im Mai letzten Jahres', '2025-05-01..2025-05-31'],
  ])('%s is a point in time', (text, expected) => { expect(read(text)).toBe(expected); });

  it.each([
    ['since May 2021', '2021-05-01..'],
    ['seit Mai 2021', '2021-05-01..'],
    ['ab dem 3. Mai 2021', '2021-05-03..'],
    ['from 2020 onwards', '2020-01-01..'],
    ['2020 or later', '2020-01-01..'],
    ['Since 2021?!', '2021-01-01..'],
    ['2021..', '2021-01-01..'],
    ['after May 2021', '2021-06-01..'],
    ['nach Mai 2021', '2021-06-01..'],
    ['after Easter 2020', '2020-04-13..'],
    ['before Christmas 2021', '..2021-12-24'],
    ['vor Weihnachten 2021', '..2021-12-24'],
    ['before 2021', '..2020-12-31'],
    ['until 7 December 2021', '..2021-12-07'],
    ['bis zum 7. Dezember 2021', '..2021-12-07'],
    ['until the end of 2020', '..2020-12-31'],
    ['..2021-05', '..2021-05-31'],
    ['since early 2020', '2020-01-01..'],
  ])('%s is open at one end', (text, expected) => { expect(read(text)).toBe(expected); });

  it.each([
    ['2019..2020', '2019-01-01..2020-12-31'],
    ['2019-2020', '2019-01-01..2020-12-31'],
    ['2019 – 2020', '2019-01-01..2020-12-31'],
    ['from 2019 to 2020', '2019-01-01..2020-12-31'],
    ['2021-05-03/2021-06-07', '2021-05-03..2021-06-07'],
    ['between March and June 2021', '2021-03-01..2021-06-30'],
    ['zwischen März und Juni 2021', '2021-03-01..2021-06-30'],
    ['March–June 2021', '2021-03-01..2021-06-30'],
    ['from 3 May 2021 to 7 June 2021', '2021-05-03..2021-06-07'],
    ['vom 3. Mai bis zum 7. Juni 2021', '2021-05-03..2021-06-07'],
    ['3 to 7 June 2021', '2021-06-03..2021-06-07'],
    ['June 3 to 7, 2021', '2021-06-03..2021-06-07'],
    ['June 3-7, 2021', '2021-06-03..2021-06-07'],
    ['01.05.2021-17.06.2021', '2021-05-01..2021-06-17'],
    ['5/13/2021 - 6/1/2021', '2021-05-13..2021-06-01'],
    ['2019-present', '2019-01-01..2026-11-22'],
    ['3.-7. Juni 2021', '2021-06-03..2021-06-07'],
    ['from November 2020 to February', '2020-11-01..2021-02-28'],
    ['after May 2021 and before Christmas 2021', '2021-06-01..2021-12-24'],
    ['since 2019, until March 2020', '2019-01-01..2020-03-31'],
  ])('%s has two ends', (text, expected) => { expect(read(text)).toBe(expected); });

  it.each([
    ['today', '2026-11-22..2026-11-22'],
    ['yesterday', '2026-11-21..2026-11-21'],
    ['vorgestern', '2026-11-20..2026-11-20'],
    ['since yesterday', '2026-11-21..'],
    ['this year', '2026-01-01..2026-12-31'],
    ['last month', '2026-10-01..2026-10-31'],
    ['letzten Monat', '2026-10-01..2026-10-31'],
    ['im letzten Monat', '2026-10-01..2026-10-31'],
    ['last week', '2026-11-09..2026-11-15'],
    ['last quarter', '2026-07-01..2026-09-30'],
    ['letztes Jahr', '2025-01-01..2025-12-31'],
    ['vorletztes Jahr', '2024-01-01..2024-12-31'],
    ['the last 30 days', '2026-10-24..2026-11-22'],
    ['in den letzten drei Monaten', '2026-08-23..2026-11-22'],
    ['the past week', '2026-11-16..2026-11-22'],
    ['two weeks ago', '2026-11-02..2026-11-08'],
    ['vor zwei Wochen', '2026-11-02..2026-11-08'],
    ['since two weeks ago', '2026-11-08..'],
    ['seit zwei Wochen', '2026-11-08..'],
    ['older than 2 years', '..2024-11-21'],
    ['last Friday', '2026-11-20..2026-11-20'],
    ['last Sunday', '2026-11-15..2026-11-15'],
  ])('%s is told from today', (text, expected) => { expect(read(text)).toBe(expected); });

  it('counts months back from the last of a month to the last of a shorter one', () => {
    expect(readPhrase('since a month ago', '2021-03-31')).toEqual({ period: { from: '2021-02-28', to: null } });
    expect(readPhrase('since a year ago', '2024-02-29')).toEqual({ period: { from: '2023-02-28', to: null } });
    expect(readPhrase('last month', '2021-01-31')).toEqual({ period: { from: '2020-12-01', to: '2020-12-31' } });
  });

  it.each([
    ['08/12/2021', 'order: 2021-08-12..2021-08-12 | 2021-12-08..2021-12-08'],
    ['since 08/12/2021', 'order: 2021-08-12.. | 2021-12-08..'],
    ['May', 'year: 2026-05-01..2026-05-31 | 2025-05-01..2025-05-31 | 2024-05-01..2024-05-31'],
    ['seit Dezember', 'year: 2025-12-01.. | 2024-12-01.. | 2023-12-01..'],
    ['29 February', 'year: 2024-02-29..2024-02-29 | 2020-02-29..2020-02-29'],
    ['between May and June', 'year: 2026-05-01..2026-06-30 | 2025-05-01..2025-06-30 | 2024-05-01..2024-06-30'],
    ['November to February', 'year: 2025-11-01..2026-02-28 | 2024-11-01..2025-02-28 | 2023-11-01..2024-02-29'],
    ['the 20s', 'year: 1920-01-01..1929-12-31 | 2020-01-01..2029-12-31'],
    ['1.5.2021 bis 7.6.2021', 'order: 2021-01-05..2021-07-06 | 2021-05-01..2021-06-07'],
    ['over the last month', 'part: 2026-10-23..2026-11-22 | 2026-10-01..2026-10-31'],
    ['early 2020', 'part: 2020-01-01..2020-03-31 | 2020-01-01..2020-04-30 | 2020-01-01..2020-06-30'],
    ['Mitte Mai 2021', 'part: 2021-05-11..2021-05-20 | 2021-05-08..2021-05-23'],
    ['in summer 2021', 'season: 2021-06-01..2021-08-31 | 2020-12-01..2021-02-28 | 2021-12-01..2022-02-28'],
    ['Frühling 2021', 'season: 2021-03-01..2021-05-31 | 2021-09-01..2021-11-30'],
    ['Thanksgiving 2021', 'feast: 2021-11-25..2021-11-25 | 2021-10-11..2021-10-11'],
    ['between June and March 2021', 'reversed: 2020-06-01..2021-03-31 | 2021-03-01..2021-06-30'],
    ['2021..2019', 'reversed: 2019-01-01..2021-12-31'],
    ['after 2021 and before 2020', 'reversed: '],
  ])('%s is asked, not guessed', (text, expected) => { expect(read(text)).toBe(expected); });

  it.each(['', ' ', '..', 'someday', 'soon', 'since', 'between', 'next week', '2021-13', '2021-02-31', '31 February 2021', '99999', '0 days ago', '9999 years ago', 'May 2021 May 2021', 'Iraq', '1/2/3/4', `May ${'0'.repeat(200)}`])('%j is no period', (text) => {
    expect(read(text)).toBeNull();
  });

  it('gives back any range of ISO days, months or years', () => {
    const day = fc.date({ min: new Date('0001-01-01'), max: new Date('9999-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10));
    fc.assert(
      fc.property(day, day, (one, other) => {
        const [from, to] = one < other ? [one, other] : [other, one];
        expect(read(`${from}..${to}`)).toBe(`${from}..${to}`);
        expect(read(writePeriod({ from, to: null }))).toBe(`${from}..`);
        expect(read(writePeriod({ from: null, to }))).toBe(`..${to}`);
        expect(read(`${from.slice(0, 7)}..${to.slice(0, 7)}`)).toMatch(new RegExp(`^${from.slice(0, 7)}-01\\.\\.${to.slice(0, 7)}-(?:28|29|30|31)$`, 'u'));
        expect(read(`${from.slice(0, 4)}..${to.slice(0, 4)}`)).toBe(`${from.slice(0, 4)}-01-01..${to.slice(0, 4)}-12-31`);
      }),
    );
  });

  const word = fc.constantFrom('since', 'before', 'vor', 'between', 'and', 'to', '..', '-', 'last', 'early', 'mid', 'the', 'May', '3.', '2021', '08/12/2021', 'summer', 'Easter', 'ago', 'two', 'weeks', '9999', '0000', 'Q3', '30', 'Jahre', "'s", '31');
  const text = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 120 }), fc.array(word, { maxLength: 9 }).map((words) => words.join(' ')));

  it('reads any text to real days in order, or to a fault, and nothing else', () => {
    fc.assert(
      fc.property(text, fc.constantFrom('when', 'after', 'before'), (typed, option) => {
        try {
          const { from, to } = readDates({ [option]: typed }, OPERATOR, TODAY);
          for (const day of [from, to]) if (day !== null) expect(new Date(`${day}T00:00:00Z`).toISOString().slice(0, 10)).toBe(day);
          expect(from === null || to === null || from <= to).toBe(true);
        } catch (error) {
          expect(error instanceof Fault || error instanceof Unclear).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('knows the leap days of the first years', () => {
    expect(readPhrase('0000-01-31..0000-02-29', TODAY)).toEqual({ period: { from: '0000-01-31', to: '0000-02-29' } });
  });

  it('asks only what can be answered: each reading, written, reads as itself', () => {
    fc.assert(
      fc.property(text, (typed) => {
        const found = readPhrase(typed, TODAY);
        if (found === null || 'period' in found) return;
        for (const reading of found.readings) expect(readPhrase(writePeriod(reading), TODAY)).toEqual({ period: reading });
      }),
      { numRuns: 2_000 },
    );
  });

  it('does not take longer for long texts', () => {
    const time = (typed: string): number => {
      const started = performance.now();
      for (let round = 0; round < 200; round++) readPhrase(typed, TODAY);
      return performance.now() - started;
    };
    const long = ['since '.repeat(20_000), 'May '.repeat(20_000), '1 - '.repeat(20_000), 'a'.repeat(100_000)];
    const usual = ['after May 2021 and before Christmas 2021', 'since '.repeat(16), '1 - '.repeat(25), 'May '.repeat(25)];
    usual.forEach(time);
    expect(Math.max(...long.map(time))).toBeLessThan(Math.max(...usual.map(time)) * 3);
  });
});

describe('the options after and before', () => {
  it.each<[string, 'from' | 'to', string]>([
    ['May 2021', 'from', '2021-05-01'],
    ['May 2021', 'to', '2021-05-31'],
    ['Christmas 2021', 'to', '2021-12-25'],
    ['two weeks ago', 'from', '2026-11-08'],
    ['early 2020', 'from', '2020-01-01'],
    ['2021-12-31', 'to', '2021-12-31'],
  ])('%s bounds a period (%s), itself included', (typed, side, expected) => {
    expect(readBound(typed, side, TODAY)).toEqual({ period: { from: null, to: null, [side]: expected } });
  });

  it('hold together with when', () => {
    expect(readDates({ when: '2021', after: 'May 2021' }, OPERATOR, TODAY)).toEqual({ from: '2021-05-01', to: '2021-12-31' });
    expect(() => readDates({ when: '2021', before: '2020' }, OPERATOR, TODAY)).toThrow(/wrong way round: they begin on January 1, 2021 and end on December 31, 2020/u);
    expect(readDates({}, OPERATOR, TODAY)).toEqual({ from: null, to: null });
  });
});

describe('a period told back', () => {
  const words = OPERATOR.words.period;
  it.each<[string | null, string | null, string, string, string]>([
    ['2021-05-01', null, 'en-GB', 'from 1 May 2021 to today', 'from 1 May 2021 to today'],
    ['2027-05-01', null, 'en-GB', 'from 1 May 2027 on', 'from 1 May 2027 on'],
    [null, '2021-12-24', 'en-US', 'up to December 24, 2021', 'up to December 24, 2021'],
    ['2021-12-08', '2021-12-08', 'en-GB', 'on 8 December 2021', '8 December 2021'],
    ['2021-05-01', '2021-05-31', 'en-GB', 'from 1 May 2021 to 31 May 2021', 'May 2021'],
    ['2019-01-01', '2020-12-31', 'en-GB', 'from 1 January 2019 to 31 December 2020', '2019 – 2020'],
    ['2020-01-01', '2020-04-30', 'de', 'from 1. Januar 2020 to 30. April 2020', 'Januar–April 2020'],
    ['2021-05-03', '2021-05-07', 'en-GB', 'from 3 May 2021 to 7 May 2021', '3 – 7 May 2021'],
    ['2021-05-03', '2021-05-03', 'no locale!', 'on May 3, 2021', 'May 3, 2021'],
  ])('%s to %s in %s', (from, to, locale, told, named) => {
    const plain = (text: string): string => text.replace(/[\u2009\u202f\u00a0]/gu, ' ');
    expect(plain(tellPeriod({ from, to }, locale, words, TODAY))).toBe(told);
    expect(plain(nameOfPeriod({ from, to }, locale, words, TODAY))).toBe(named);
  });
});
