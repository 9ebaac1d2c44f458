const RELATIVE = new Intl.RelativeTimeFormat('en', { numeric: 'always' });
/** The smallest unit in which it is less than this many is used; the last one otherwise. */
const UNITS = [['minute', 60_000, 60], ['hour', 3_600_000, 48], ['day', 86_400_000, Infinity]] as const;

/** A point in time for people, in plain text on every host: `2026-11-22T14:05Z (3 minutes ago)`. */
export function moment(iso: string, now = Date.now()): string {
  const at = Date.parse(iso);
  if (Number.isNaN(at)) return iso;
  return `${new Date(at).toISOString().slice(0, 16)}Z (${relative(at - now)})`;
}

function relative(ms: number): string {
  for (const [unit, length, most] of UNITS) {
    const count = Math.round(ms / length);
    if (unit === 'minute' && count === 0) return 'now';
    if (Math.abs(count) < most) return RELATIVE.format(count, unit);
  }
  return '';
}
