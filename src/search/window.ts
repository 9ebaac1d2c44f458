import type { Span } from '../archive/sentences.ts';
import { worth, type Match } from './match.ts';

const CLAUSE = /[,;:–—]\s+$|["“(]$/u;

/**
 * Of one over-long sentence, the stretch of at most `length` UTF-16 units that holds the most valuable matches.
 * It begins and ends at white space where there is any, else between characters, never inside one.
 */
export function bestWindow(text: string, sentence: Span, found: readonly Match[], length: number): Span {
  let best: Span = { start: sentence.start, end: endOf(text, sentence.start, sentence.end, length) };
  let bestWorth = worthOf(best, found);
  for (const match of found) {
    for (const start of starts(text, sentence, match, length)) {
      const window = { start, end: endOf(text, start, sentence.end, length) };
      const value = worthOf(window, found) + (CLAUSE.test(text.slice(Math.max(0, start - 3), start)) ? 1e-3 : 0);
      if (value > bestWorth) [best, bestWorth] = [window, value];
    }
  }
  return best;
}

function worthOf(window: Span, found: readonly Match[]): number {
  return worth(found.filter((match) => match.start >= window.start && match.end <= window.end));
}

/** Where a window that shows this match may begin: a clause's start before it, or a few words before it. */
function starts(text: string, sentence: Span, match: Match, length: number): number[] {
  const earliest = Math.max(sentence.start, match.end - length);
  const lead = text.slice(earliest, match.start);
  const clauses = [...lead.matchAll(/[,;:–—]\s+/gu)].map((cut) => earliest + cut.index + cut[0].length);
  const words = [...lead.matchAll(/\s+/gu)].map((cut) => earliest + cut.index + cut[0].length);
  return [...clauses.slice(-3), ...words.slice(-6, -5), ...words.slice(-3, -2), match.start];
}

function endOf(text: string, start: number, sentenceEnd: number, length: number): number {
  if (sentenceEnd - start <= length) return sentenceEnd;
  const piece = text.slice(start, start + length + 1);
  const space = piece.search(/\s+\S*$/u);
  if (space > length / 2) return start + space;
  const end = start + length;
  // Never between the two halves of a surrogate pair.
  return /[\uDC00-\uDFFF]/u.test(text.charAt(end)) ? end - 1 : end;
}
