import { addDays, daysIn, monthIn, months, yearOf, type Span } from './days.ts';

type Part = 'early' | 'middle' | 'late';

const PARTS: readonly (readonly [Part, RegExp])[] = [
  ['early', /^(?:early|(?:beginning|start) of|anfang|beginn(?: des)?)[\s-]+(?:in\s+|the\s+|der\s+|des\s+)?(.+)$/u],
  ['middle', /^(?:mid|middle of|mitte)[\s-]*(?:in\s+|the\s+|der\s+|des\s+)?(\S.*)$/u],
  ['late', /^(?:late|end of|ende(?: des)?)[\s-]+(?:in\s+|the\s+|der\s+|des\s+)?(.+)$/u],
];

/** How much of the whole people may mean by it. */
const SHARES: Readonly<Record<Part, readonly number[]>> = { early: [1 / 4, 1 / 3, 1 / 2], middle: [1 / 3, 1 / 2], late: [1 / 4, 1 / 3, 1 / 2] };

/** "early 2020", "Mitte Mai 2021": which part of what. */
export function readPart(text: string): { readonly which: Part; readonly rest: string } | null {
  for (const [which, pattern] of PARTS) {
    const rest = pattern.exec(text)?.[1];
    if (rest !== undefined) return { which, rest };
  }
  return null;
}

/** What may be meant by a part of a span: whole months of a year or more, days of less. */
export function partOf(span: Span, which: Part): Span[] {
  const count = (yearOf(span.to) - yearOf(span.from)) * 12 + monthIn(span.to) - monthIn(span.from) + 1;
  const [units, cut] = count >= 12 ? [count, monthsOf(span)] : [daysIn(span), daysOf(span)];
  return SHARES[which].map((share) => {
    const length = Math.max(1, Math.round(units * share));
    const start = { early: 0, middle: Math.floor((units - length) / 2), late: units - length }[which];
    return cut(start, length);
  });
}

type Cut = (start: number, length: number) => Span;

function monthsOf({ from }: Span): Cut {
  return (start, length) => months(yearOf(from), monthIn(from) + start, length);
}

function daysOf({ from }: Span): Cut {
  return (start, length) => ({ from: addDays(from, start), to: addDays(from, start + length - 1) });
}
