import { wholeDate } from '../archive/dates.ts';
import { userError } from '../errors.ts';

/** ISO days, both included. */
export interface Period {
  readonly from: string;
  readonly to: string;
}

interface TypedLimits {
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

/** The days that `after` and `before` span; null when neither is given. Throws a user error for what is no date. */
export function readPeriod({ after, before }: TypedLimits): Period | null {
  if (after === undefined && before === undefined) return null;
  const from = after === undefined ? '0000-01-01' : readLimit('after', after).from;
  const to = before === undefined ? '9999-12-31' : readLimit('before', before).to;
  if (from > to) {
    throw userError(`The dates are the wrong way round: after ${from}, before ${to}.`, 'Swap them: "after" takes the earlier date.');
  }
  return { from, to };
}

/** A year, a month or a day, as the days that it spans. */
function readLimit(name: string, typed: string): Period {
  const text = typed.trim();
  if (/^\d{4}$/u.test(text)) return { from: `${text}-01-01`, to: `${text}-12-31` };
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/u.exec(text);
  if (month !== null) return { from: `${text}-01`, to: `${text}-31` };
  const days = wholeDate(text)?.readings.map((reading) => reading.slice(0, 10)) ?? [];
  const [day] = days;
  const shown = `"${text.slice(0, 50)}"`;
  if (day === undefined) {
    throw userError(`${shown} cannot be read as a date for "${name}".`, 'Write it as year-month-day: 2021-12-31; a month (2021-12) or a year (2021) will do too.');
  }
  if (days.length > 1) throw userError(`${shown} for "${name}" can be read as ${days.join(' or ')}.`, 'Write it as year-month-day: 2021-12-31.');
  return { from: day, to: day };
}
