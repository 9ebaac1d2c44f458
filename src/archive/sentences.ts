/** A piece of a text: UTF-16 units, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
/** After these a full stop ends no sentence (Intl.Segmenter splits behind "Lt." and "U.S."). */
const ABBREVIATION =
  /(?:^|[\s("'“‘])(?:Mr|Mrs|Ms|Mx|Dr|Prof|Rev|Hon|St|Sr|Jr|Gen|Brig|Maj|Col|Lt|Capt|Cmdr|Cpl|Sgt|Adm|Sen|Rep|Gov|Pres|Amb|No|Nos|vs|cf|e\.g|i\.e|approx|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec|\p{Lu}(?:\.\p{Lu})*)\.\s*$/u;
/** Text whose space was lost at a sentence end: "on the house.Araji criticised". Not "Node.Js", "U.S.Army", "2.5". */
const GLUED = /\p{Ll}{2}[.!?]["”’]?(?=\p{Lu}\p{Ll})/gu;

/** Sentence spans of a paragraph: in order, trimmed of white space, never overlapping; together all its words. */
export function sentences(text: string): Span[] {
  const spans: Span[] = [];
  let start = 0;
  for (const { segment, index } of segmenter.segment(text)) {
    const end = index + segment.length;
    if (end < text.length && ABBREVIATION.test(text.slice(Math.max(start, end - 16), end))) continue;
    pushUnglued(spans, text, start, end);
    start = end;
  }
  if (start < text.length) pushUnglued(spans, text, start, text.length);
  return spans;
}

function pushUnglued(spans: Span[], text: string, start: number, end: number): void {
  let from = start;
  for (const match of text.slice(start, end).matchAll(GLUED)) {
    const cut = start + match.index + match[0].length;
    pushTrimmed(spans, text, from, cut);
    from = cut;
  }
  pushTrimmed(spans, text, from, end);
}

function pushTrimmed(spans: Span[], text: string, start: number, end: number): void {
  const piece = text.slice(start, end);
  const trimmed = piece.trim();
  if (trimmed === '') return;
  const lead = piece.length - piece.trimStart().length;
  spans.push({ start: start + lead, end: start + lead + trimmed.length });
}
