import { sentences, type Span } from '../archive/sentences.ts';

/** A part of a paragraph that gets a vector of its own; `text` is what the model reads of it. */
export interface Passage extends Span {
  readonly text: string;
}

/** In UTF-16 units: some 25 words. Shorter sentences are joined with the next, since alone they say too little. */
const SHORTEST = 150;

/**
 * What is made into vectors of a paragraph: first the whole, with its headline; then, where it is longer, its sentences one by one.
 * One vector for a long paragraph tells what it is about, but hides the sentence that answers.
 */
export function passagesOf({ headline, text }: { readonly headline: string; readonly text: string }): readonly Passage[] {
  const whole = { start: 0, end: text.length, text: headline === '' ? text : `${headline}\n${text}` };
  const parts: Passage[] = [];
  let start: number | null = null;
  const spans = sentences(text);
  for (const [place, span] of spans.entries()) {
    start ??= span.start;
    if (span.end - start < SHORTEST && place < spans.length - 1) continue;
    parts.push({ start, end: span.end, text: text.slice(start, span.end) });
    start = null;
  }
  return parts.length < 2 ? [whole] : [whole, ...parts];
}
