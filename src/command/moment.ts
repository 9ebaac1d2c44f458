import { tellDate, tellRelative } from '../words/format.ts';

/** The smallest unit in which it is less than this many is used; the last one otherwise. */
const UNITS = [['minute', 60_000, 60], ['hour', 3_600_000, 48], ['day', 86_400_000, Infinity]] as const;

/** A point in time for people, in plain text on every host: `November 22, 2026 at 2:05 PM UTC (3 minutes ago)`. */
export function moment(iso: string, locale: string, now = Date.now()): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return iso;
  return `${tellDate(`${new Date(at).toISOString().slice(0, 16)}Z`, locale)} (${relative(at - now, locale)})`;
}

function relative(ms: number, locale: string): string {
  for (const [unit, length, most] of UNITS) {
    const count = Math.round(ms / length);
    if (unit === 'minute' && count === 0) return tellRelative(0, 'second', locale);
    if (Math.abs(count) < most) return tellRelative(count, unit, locale);
  }
  return '';
}
