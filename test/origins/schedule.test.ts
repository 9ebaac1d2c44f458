import { describe, expect, it } from 'vitest';
import { isDue, isPattern, whenNext } from '../../src/origins/schedule.ts';

const NOW = Date.parse('2026-03-01T12:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const problem = (failures: number, retryAt: string | null = null) => ({ kind: 'dns', message: '', remedy: '', retryAt, since: '', failures });
const wait = (record: Parameters<typeof whenNext>[0], random = 0): number => Date.parse(whenNext(record, NOW, () => random)) - NOW;

describe('when an origin is asked again', () => {
  it('is an hour later unless its owner says otherwise, and not all at the same second', () => {
    expect(wait({ every: null, problem: null })).toBe(HOUR);
    expect(wait({ every: 15, problem: null })).toBe(15 * MINUTE);
    expect(wait({ every: null, problem: null }, 1)).toBe(66 * MINUTE);
  });

  it('follows a cron pattern', () => {
    expect(wait({ every: '30 * * * *', problem: null })).toBe(30 * MINUTE);
    expect(wait({ every: '30 * * * *', problem: null }, 1)).toBeLessThanOrEqual(30.5 * MINUTE);
  });

  it('is a minute later at the soonest, and within a year, whatever its owner wrote', () => {
    expect(wait({ every: '* * * * * *', problem: null })).toBe(MINUTE);
    expect(wait({ every: 1e17, problem: null })).toBe(366 * 24 * HOUR);
  });

  it('is soon after a failure, then ever later, up to a day', () => {
    expect([1, 2, 3, 4].map((failures) => wait({ every: null, problem: problem(failures) }) / MINUTE)).toEqual([5, 10, 20, 40]);
    expect(wait({ every: null, problem: problem(500) })).toBe(24 * HOUR);
    expect(wait({ every: 2, problem: problem(1) })).toBe(2 * MINUTE);
    expect(wait({ every: 7 * 24 * 60, problem: problem(500) })).toBe(7 * 24 * HOUR);
  });

  it('is never before the server said', () => {
    expect(whenNext({ every: 5, problem: problem(1, '2026-03-01T15:00:00.000Z') }, NOW, () => 0)).toBe('2026-03-01T15:00:00.000Z');
    expect(wait({ every: 5, problem: problem(1, '2026-03-01T11:00:00.000Z') })).toBe(5 * MINUTE);
  });

  it('has come when the time is reached, or was set before the clock went back', () => {
    expect(isDue({ nextTry: null, every: null }, NOW)).toBe(true);
    expect(isDue({ nextTry: '2026-03-01T12:00:00.000Z', every: null }, NOW)).toBe(true);
    expect(isDue({ nextTry: '2026-03-01T12:30:00.000Z', every: null }, NOW)).toBe(false);
    expect(isDue({ nextTry: '2031-03-01T12:30:00.000Z', every: null }, NOW)).toBe(true);
  });

  it('knows a cron pattern from anything else', () => {
    expect(isPattern('0 6 * * *')).toBe(true);
    expect(['soon', '', '99 99 * * *'].map(isPattern)).toEqual([false, false, false]);
  });
});
