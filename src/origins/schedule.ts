import { Cron } from 'croner';
import type { OriginRecord } from '../store/origins.ts';

/** In minutes. */
const USUAL_EVERY = 60;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** A pattern may name each second, which no site is asked for; what lies further ahead than a year may be no date at all. */
const [LEAST_MS, MOST_MS] = [MINUTE_MS, 366 * DAY_MS];
/** The first try after a failure comes this soon, or sooner where the origin is refreshed more often. */
const FIRST_RETRY_MS = 5 * MINUTE_MS;
/** Refreshes spread over this share of the pause, so that a hundred origins are not asked in one second. */
const JITTER = 0.1;

/** Whether it can be a cron pattern: https://croner.56k.guru */
export function isPattern(text: string): boolean {
  try {
    return new Cron(text, { paused: true }).nextRun() !== null;
  } catch {
    return false;
  }
}

/**
 * When an origin is to be asked again, as an ISO 8601 date-time: after a success by its schedule; after a failure soon at
 * first, then ever later, up to a day; never before the server said. `random` gives a number from 0 to 1.
 */
export function whenNext(record: Pick<OriginRecord, 'every' | 'problem'>, now: number, random: () => number = Math.random): string {
  const { every, problem } = record;
  const pause = pauseOf(every, now);
  const wait = problem === null ? pause : Math.min(Math.min(pause, FIRST_RETRY_MS) * 2 ** (problem.failures - 1), Math.max(pause, DAY_MS));
  // A cron pattern means what it says, give or take half a minute.
  const spread = typeof every === 'string' ? Math.min(JITTER * wait, MINUTE_MS / 2) : JITTER * wait;
  const asked = Date.parse(problem?.retryAt ?? '');
  return new Date(Math.max(now + wait + spread * random(), Number.isNaN(asked) ? 0 : asked)).toISOString();
}

function pauseOf(every: OriginRecord['every'], now: number): number {
  return Math.min(Math.max(LEAST_MS, typeof every === 'string' ? untilNext(every, now) : (every ?? USUAL_EVERY) * MINUTE_MS), MOST_MS);
}

function untilNext(pattern: string, now: number): number {
  const next = new Cron(pattern, { paused: true }).nextRun(new Date(now));
  return next === null ? USUAL_EVERY * MINUTE_MS : next.getTime() - now;
}

/** Whether it is time; also when the time set lies further ahead than any pause: then the clock was set back. */
export function isDue({ nextTry, every }: Pick<OriginRecord, 'nextTry' | 'every'>, now: number): boolean {
  if (nextTry === null) return true;
  const at = Date.parse(nextTry);
  return at <= now || at > now + 2 * Math.max(DAY_MS, pauseOf(every, now));
}
