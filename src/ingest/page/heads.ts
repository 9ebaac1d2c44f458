import { findFooters, LONGEST_TITLE } from './footers.ts';
import type { Footer, FooterIndex } from './footers.ts';
import type { PageLines } from './lines.ts';
import { isTitleLike } from './shape.ts';
import { behindLastDash, isSubstantial, partialKeys, titleKey } from './titles.ts';

/** A line (or a few, when wrapped) read as a header. */
export interface Head {
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  /** On one line, white space around taken off. */
  readonly text: string;
  readonly key: string;
  /** Footers behind it that repeat it, in page order. */
  readonly footers: readonly Footer[];
}

/** A page may repeat one header thousands of times; the nearest decide. */
const MOST_LOOKED_AT = 30;

/** Which lines of a page footers repeat, and where whole articles stand. */
export class Heads {
  readonly page: PageLines;
  private readonly footers: FooterIndex;
  /** Heads that a later footer repeats, by their first line; only lines that start a block. */
  private readonly repeated = new Map<number, Head>();
  private readonly linesByKey = new Map<string, number[]>();
  /** First lines of the repeated heads, ascending, and the earliest end of a whole article from there on. */
  private readonly starts: number[] = [];
  private readonly earliestEnd: number[] = [];

  constructor(page: PageLines) {
    this.page = page;
    this.footers = findFooters(page);
    const seen = new Set<string>();
    for (let line = page.nextFilled[0] ?? 0; line < page.lines.length; ) {
      this.record(line, seen);
      line = page.nextFilled[page.nextBlank[line] ?? page.lines.length] ?? page.lines.length;
    }
    let earliest = Infinity;
    for (let place = this.starts.length - 1; place >= 0; place--) {
      earliest = Math.min(earliest, this.repeated.get(this.starts[place] ?? -1)?.footers[0]?.end ?? Infinity);
      this.earliestEnd[place] = earliest;
    }
  }

  /** The head that starts at this line, taking in the lines it is wrapped over only if a footer says so. */
  at(line: number): Head {
    const blockEnd = Math.min(this.page.nextBlank[line] ?? line + 1, line + 3);
    const heads: Head[] = [];
    for (let end = line + 1; end <= Math.max(blockEnd, line + 1); end++) heads.push(this.read(line, end));
    const best = heads.find((head) => head.footers.length > 0) ?? heads[0] ?? this.read(line, line + 1);
    return best.footers.length > 0 ? best : this.unrepeated(heads, best, line);
  }

  /** The head at a block's first line if a later footer repeats it: then it is a header wherever it stands outside articles. */
  repeatedAt(line: number): Head | null {
    return this.repeated.get(line) ?? null;
  }

  /** Whether a header and a footer of its own both stand between the lines. */
  holdsWholeArticle(from: number, to: number): boolean {
    return (this.earliestEnd[firstAfter(this.starts, from, (start) => start)] ?? Infinity) <= to;
  }

  /** Whether an article opens before this footer and closes behind it, so that the footer is a link in its text. */
  isCrossed(from: number, footer: Footer): boolean {
    for (let place = firstAfter(this.starts, from, (start) => start); place < this.starts.length; place++) {
      const line = this.starts[place] ?? Infinity;
      if (line >= footer.start) return false;
      const other = this.repeated.get(line);
      const own = other?.footers.find(({ start }) => start >= footer.end);
      if (other !== undefined && own !== undefined && this.recurrences(other, footer.end - 1, own.titleLine).length === 0) return true;
    }
    return false;
  }

  /** Lines between that read like this head, ascending. */
  recurrences(head: Head, from: number, to: number): number[] {
    const lines = this.linesByKey.get(head.key) ?? [];
    const first = firstAfter(lines, from, (line) => line);
    return lines.slice(first, first + MOST_LOOKED_AT).filter((line) => line < to);
  }

  private record(line: number, seen: Set<string>): void {
    if ((this.page.lines[line] ?? '').length > LONGEST_TITLE) return;
    const head = this.at(line);
    if (head.footers.length === 0) return;
    // Below a phrase, what an earlier header reads like is that header's footer.
    if (this.footers.titleLines.has(line) && seen.has(head.key)) return;
    seen.add(head.key);
    const lines = this.linesByKey.get(head.key);
    if (lines === undefined) this.linesByKey.set(head.key, [line]);
    else lines.push(line);
    // A paragraph may come twice, too, once below a colon: only what could be a headline is a header for that.
    const nameless = behindLastDash(head.text) === null;
    if (!isTitleLike(head.text) || (nameless && (!isSubstantial(head.text) || /[.。।؟…][”"’']?$/u.test(head.text)))) return;
    this.repeated.set(line, head);
    this.starts.push(line);
  }

  private read(start: number, end: number): Head {
    const text = this.page.lines.slice(start, end).map((line) => line.trim()).join(' ');
    if (text.length > LONGEST_TITLE) return { start, end, text, key: '', footers: [] };
    const key = titleKey(text);
    const whole = later(this.footers.byKey.get(key), end);
    return { start, end, text, key, footers: whole.length > 0 ? whole : this.partial(text, end) };
  }

  private partial(text: string, end: number): Footer[] {
    if (!isSubstantial(text)) return [];
    const found = partialKeys(text).flatMap((key) => later(this.footers.byLooseKey.get(key), end));
    return found.sort((a, b) => a.start - b.start);
  }

  /** No footer tells how many lines the header has: more than one only if the publisher stands on a later one. */
  private unrepeated(heads: readonly Head[], first: Head, line: number): Head {
    const blockEnd = this.page.nextBlank[line] ?? line + 1;
    const whole = heads.find((head) => head.end === blockEnd);
    if (whole === undefined || whole === first || behindLastDash(first.text) !== null) return first;
    return whole.text.length < 250 && behindLastDash(whole.text) !== null ? whole : first;
  }
}

function later(footers: readonly Footer[] | undefined, line: number): Footer[] {
  if (footers === undefined) return [];
  const first = firstAfter(footers, line - 1, (footer) => footer.start);
  return footers.slice(first, first + MOST_LOOKED_AT);
}

/** Index of the first item whose place is behind `limit`; the items' places ascend. */
function firstAfter<T>(items: readonly T[], limit: number, placeOf: (item: T) => number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && placeOf(item) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
