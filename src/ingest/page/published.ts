import type { Published } from '../../archive/article.ts';
import { publishedOn } from '../../archive/dates.ts';
import type { ReadDate } from '../../archive/dates.ts';
import type { DateRole } from './meta-lines.ts';

/** A date that an article states of itself, and the 0-based line where it stands. */
export interface StatedDate {
  readonly role: DateRole | 'opening';
  readonly date: ReadDate;
  readonly line: number;
}

export interface Doubt {
  readonly line: number;
  readonly what: string;
}

const RANK: Readonly<Record<Exclude<StatedDate['role'], 'update'>, number>> = {
  first: 0, labelled: 1, byline: 2, dateline: 3, bare: 3, opening: 4,
};

/** The date of first publication, the surest kind first, then the one nearest to the top; an update never is one. */
export function publication(dates: readonly StatedDate[]): { published: Published | null; doubts: Doubt[] } {
  const doubts: Doubt[] = dates
    .filter(({ date }) => date.readings.length === 0)
    .map(({ date, line }) => ({ line, what: `there is no such day as ${date.asWritten}` }));
  const possible = dates.filter(({ date }) => date.readings.length > 0);
  const [best, ...others] = possible.filter(({ role }) => role !== 'update').sort((a, b) => rank(a) - rank(b) || a.line - b.line);
  if (best === undefined) {
    for (const { date, line } of possible) doubts.push({ line, what: `an update (${date.asWritten}) is no date of publication` });
    return { published: null, doubts };
  }
  if (best.date.readings.length > 1) {
    doubts.push({ line: best.line, what: `${best.date.asWritten} can be read as ${best.date.readings.join(' or ')}` });
  }
  for (const { date, line } of others) {
    if (!date.readings.some((reading) => best.date.readings.some((known) => known.slice(0, 10) === reading.slice(0, 10)))) {
      doubts.push({ line, what: `another date stands here (${date.asWritten}); ${best.date.asWritten} was taken` });
    }
  }
  return { published: publishedOn(best.date), doubts };
}

function rank({ role }: StatedDate): number {
  return role === 'update' ? Infinity : RANK[role];
}
