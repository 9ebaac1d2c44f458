import { describe, expect, it } from 'vitest';
import { feedDate } from '../../../src/ingest/feed/dates.ts';

describe('A date of a feed', () => {
  it.each([
    ['Mon, 06 Dec 2021 10:00:00 GMT', '2021-12-06T10:00:00Z'],
    ['06 Dec 21 10:00 CST', '2021-12-06T10:00-06:00'],
    ['Sat, 07 Sep 02 00:00:01 GMT', '2002-09-07T00:00:01Z'],
    ['Mon, 6 Dec 1999 10:00:00 UT', '1999-12-06T10:00:00Z'],
    ['2021-12-06T10:00:00.5+05:30', '2021-12-06T10:00:00+05:30'],
    ['2021-12-06', '2021-12-06'],
    ['  Mon, 06  Dec 2021\n10:00:00 +0000 ', '2021-12-06T10:00:00+00:00'],
  ])('reads %s', (words, value) => {
    expect(feedDate(words)).toEqual({ value, readings: [value], certainty: 'stated', asWritten: words.trim().replace(/\s+/gu, ' ') });
  });

  it.each(['', '0000-00-00 00:00:00', 'Mon, 32 Dec 2021 10:00:00 GMT', 'soon', '1638784800', 'Mon, 06 Dec 2021 25:00:00 GMT'])('makes nothing of %j', (words) => {
    expect(feedDate(words)).toBeNull();
  });

  it('keeps both readings of what is unsure', () => {
    expect(feedDate('06/12/2021')).toMatchObject({ value: null, certainty: 'ambiguous', readings: ['2021-06-12', '2021-12-06'] });
  });
});
