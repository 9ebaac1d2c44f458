import type { Span } from './sentences.ts';

/** Half-open range of UTF-16 units within an excerpt's text. */
export type Mark = readonly [start: number, end: number];

/** A contiguous, unchanged piece of a stored paragraph. */
export interface Excerpt {
  readonly text: string;
  /** Matched words: ascending, not overlapping. */
  readonly marks: readonly Mark[];
  /** Whether the paragraph goes on before and behind; hosts draw the `…`. */
  readonly cut: { readonly start: boolean; readonly end: boolean };
}

/** Cuts `span` out of a paragraph; marks outside of it are dropped, all offsets become relative to the excerpt. */
export function excerpt(paragraph: string, span: Span, marks: readonly Span[]): Excerpt {
  return {
    text: paragraph.slice(span.start, span.end),
    marks: marks
      .filter((mark) => mark.start >= span.start && mark.end <= span.end)
      .map((mark): Mark => [mark.start - span.start, mark.end - span.start]),
    cut: { start: span.start > 0, end: span.end < paragraph.length },
  };
}

/**
 * The excerpt's text in order, in marked and unmarked pieces: for hosts to draw. Joined they are its text. Marks that
 * touch are one piece, because Discord would draw the asterisks between them.
 */
export function pieces({ text, marks }: Excerpt): { readonly text: string; readonly marked: boolean }[] {
  const drawn: { text: string; marked: boolean }[] = [];
  let at = 0;
  for (const [start, end] of joined(marks)) {
    if (start > at) drawn.push({ text: text.slice(at, start), marked: false });
    drawn.push({ text: text.slice(start, end), marked: true });
    at = end;
  }
  if (at < text.length) drawn.push({ text: text.slice(at), marked: false });
  return drawn;
}

function joined(marks: readonly Mark[]): Mark[] {
  const whole: Mark[] = [];
  for (const [start, end] of marks) {
    const before = whole.at(-1);
    if (before?.[1] === start) whole[whole.length - 1] = [before[0], end];
    else whole.push([start, end]);
  }
  return whole;
}
