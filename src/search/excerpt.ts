import { excerpt, type Excerpt } from '../archive/excerpt.ts';
import type { Span } from '../archive/sentences.ts';
import { matches, worth, type Match } from './match.ts';
import type { Fused } from './fuse.ts';
import { bestWindow } from './window.ts';

/** In UTF-16 units: five quotes with their citations must fit in one Discord message. */
export const EXCERPT_LENGTH = 350;

/** What a sentence of the passage that is nearest in meaning is worth more, as a share of all of the question's words. */
const MEANT = 0.15;

/**
 * The part of a paragraph that answers best, at most {@link EXCERPT_LENGTH} long: from the best sentence on,
 * as many whole sentences as fit; of a sentence that is itself too long, the densest stretch of whole words. `idf` is the
 * question's.
 */
export function chooseExcerpt(hit: Pick<Fused, 'paragraph' | 'found' | 'near'>, idf: number): Excerpt {
  const { paragraph } = hit;
  const { text } = paragraph.source;
  const found = matches(hit);
  if (text.length <= EXCERPT_LENGTH) return excerpt(text, { start: 0, end: text.length }, found);
  const spans = paragraph.sentences;
  const meant = hit.near?.passage ?? null;
  const values = spans.map((span) => worth(within(found, span)) + (meant !== null && isWithin(span, meant) ? MEANT * idf : 0));
  const best = values.indexOf(Math.max(...values));
  const sentence = spans[best] ?? { start: 0, end: text.length };
  if (sentence.end - sentence.start > EXCERPT_LENGTH) {
    return excerpt(text, bestWindow(text, sentence, within(found, sentence), EXCERPT_LENGTH), found);
  }
  return excerpt(text, grow(spans, best, values), found);
}

function isWithin(inner: Span, outer: Span): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function within(found: readonly Match[], span: Span): Match[] {
  return found.filter((match) => isWithin(match, span));
}

/** Adds neighbouring sentences while they fit: what follows first, then, with room left, what leads up to it. */
function grow(spans: readonly Span[], best: number, values: readonly number[]): Span {
  let [first, last] = [best, best];
  const fits = (from: number, to: number): boolean => (spans[to]?.end ?? 0) - (spans[from]?.start ?? 0) <= EXCERPT_LENGTH;
  for (;;) {
    const forward = last + 1 < spans.length && fits(first, last + 1);
    const back = first > 0 && fits(first - 1, last);
    if (!forward && !back) break;
    if (forward && (!back || (values[last + 1] ?? 0) >= (values[first - 1] ?? 0))) last++;
    else first--;
  }
  return { start: spans[first]?.start ?? 0, end: spans[last]?.end ?? 0 };
}
