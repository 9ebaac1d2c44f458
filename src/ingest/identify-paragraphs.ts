import type { Paragraph } from '../archive/article.ts';
import { fold } from '../archive/fold.ts';
import type { ParsedParagraph } from './format.ts';
import { overlap, shortHash } from './ids.ts';

const HASH_LENGTH = 6;
/** Share of words in common from which a paragraph counts as an edited form of another one. */
const EDITED = 0.5;
/** Above this many pairs between two neighbours the text was rewritten rather than edited. */
const MAX_PAIRS = 250_000;

/**
 * Numbers the paragraphs of an article and gives them ids. A paragraph whose text was there before keeps its id, wherever
 * it moved; an edited one keeps it when it stands between the same neighbours and has most words in common. A new one
 * gets the id `wanted` for its place, else `ARTICLE.HASH` of its text; never an id that a paragraph of the article has or had just before.
 */
export function identifyParagraphs(articleId: string, previous: readonly Paragraph[], parsed: readonly ParsedParagraph[], wanted: readonly string[] = []): Paragraph[] {
  const formers = previous.length === 0 ? [] : matchParagraphs(previous, parsed);
  const used = new Set(previous.map(({ id }) => id));
  const ordinals = new Map<string, number>();
  return parsed.map(({ kind, text }, place) => {
    const id = previous[formers[place] ?? -1]?.id ?? unused(wanted[place], used) ?? newId(articleId, text, used, ordinals);
    used.add(id);
    return { id, number: place + 1, kind, text };
  });
}

/** For each parsed paragraph the place of the one it was before. */
function matchParagraphs(previous: readonly ParsedParagraph[], parsed: readonly ParsedParagraph[]): readonly (number | undefined)[] {
  const matches = new Matches(previous, parsed);
  matches.matchEnds();
  matches.matchTexts();
  matches.matchEdited();
  return matches.former;
}

function unused(id: string | undefined, used: ReadonlySet<string>): string | undefined {
  return id === undefined || used.has(id) ? undefined : id;
}

/** `ordinals` tells where to look on for a text that comes again and again. */
function newId(articleId: string, text: string, used: ReadonlySet<string>, ordinals: Map<string, number>): string {
  const id = `${articleId}.${shortHash(text, HASH_LENGTH)}`;
  if (!used.has(id)) return id;
  for (let ordinal = ordinals.get(id) ?? 2; ; ordinal++) {
    if (used.has(`${id}-${ordinal}`)) continue;
    ordinals.set(id, ordinal + 1);
    return `${id}-${ordinal}`;
  }
}

class Matches {
  readonly former: (number | undefined)[];
  readonly #previous: readonly string[];
  readonly #parsed: readonly string[];
  readonly #matched = new Set<number>();

  constructor(previous: readonly ParsedParagraph[], parsed: readonly ParsedParagraph[]) {
    this.#previous = previous.map(({ text }) => fold(text));
    this.#parsed = parsed.map(({ text }) => fold(text));
    this.former = parsed.map(() => undefined);
  }

  /** What both end with and begin with. The end first: additions mostly come on top, and then all below stays. */
  matchEnds(): void {
    let [was, now] = [this.#previous.length - 1, this.#parsed.length - 1];
    while (was >= 0 && now >= 0 && this.#previous[was] === this.#parsed[now]) this.#match(was--, now--);
    for (let place = 0; place <= Math.min(was, now) && this.#previous[place] === this.#parsed[place]; place++) this.#match(place, place);
  }

  /** Equal texts anywhere; of repeated ones the first is the first. */
  matchTexts(): void {
    const places = new Map<string, number[]>();
    for (const [was, text] of this.#previous.entries()) {
      if (this.#matched.has(was)) continue;
      const same = places.get(text);
      if (same === undefined) places.set(text, [was]);
      else same.push(was);
    }
    for (const [now, text] of this.#parsed.entries()) {
      const was = this.former[now] === undefined ? places.get(text)?.shift() : undefined;
      if (was !== undefined) this.#match(was, now);
    }
  }

  /** Between two matched neighbours, the most alike of what is left on both sides. */
  matchEdited(): void {
    const anchors = [...this.former];
    for (let start = 0; start < anchors.length; start++) {
      if (anchors[start] !== undefined) continue;
      let end = start;
      while (end < anchors.length && anchors[end] === undefined) end++;
      const after = start === 0 ? -1 : (anchors[start - 1] ?? -1);
      const before = end === anchors.length ? this.#previous.length : (anchors[end] ?? 0);
      this.#matchAlike(this.#free(after + 1, before), Array.from({ length: end - start }, (_, offset) => start + offset));
      start = end;
    }
  }

  /** Unmatched earlier paragraphs between two places. */
  #free(from: number, to: number): number[] {
    return Array.from({ length: Math.max(0, to - from) }, (_, offset) => from + offset).filter((was) => !this.#matched.has(was));
  }

  #matchAlike(formers: readonly number[], nows: readonly number[]): void {
    if (formers.length * nows.length > MAX_PAIRS) return;
    const words = (text: string | undefined): Set<string> => new Set(text?.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu));
    const wordsOf = new Map(formers.map((was) => [was, words(this.#previous[was])]));
    const pairs = nows.flatMap((now) => {
      const here = words(this.#parsed[now]);
      return [...wordsOf].map(([was, there]) => ({ was, now, alike: overlap(there, here) }));
    });
    for (const { was, now } of pairs.filter(({ alike }) => alike >= EDITED).sort((a, b) => b.alike - a.alike || a.was - b.was || a.now - b.now)) {
      if (!this.#matched.has(was) && this.former[now] === undefined) this.#match(was, now);
    }
  }

  #match(was: number, now: number): void {
    this.former[now] = was;
    this.#matched.add(was);
  }
}
