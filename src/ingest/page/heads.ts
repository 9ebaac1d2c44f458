import { findFooters, LONGEST_TITLE } from './footers.ts';
import type { Footer, FooterIndex } from './footers.ts';
import type { PageLines } from './lines.ts';
import { firstAfter } from './sorted.ts';
import { isNameLike, isPhotoLine, LIST_MARK, isTitleLike } from './shape.ts';
import { behindLastDash, isSubstantial, partialKeys, titleKey, withoutMarks } from './titles.ts';

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
  private readonly closing = new Set<number>();
  private readonly linesByKey = new Map<string, number[]>();
  /** First lines of the repeated heads, ascending, and the earliest end of a whole article from there on. */
  private readonly starts: number[] = [];
  private readonly earliestEnd: number[] = [];

  constructor(page: PageLines) {
    this.page = page;
    this.footers = findFooters(page);
    for (let line = page.nextFilled[0] ?? 0; line < page.lines.length; ) {
      this.record(line);
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

  /**
   * Articles that open behind the line and before this footer, with text before it, and close behind it: first line and
   * footer. One whose header stood on the page before is quoted here.
   */
  openAcross(from: number, footer: Footer): { line: number; own: Footer }[] {
    const across: { line: number; own: Footer }[] = [];
    const first = firstAfter(this.starts, from, (start) => start);
    for (const line of this.starts.slice(first, first + MOST_LOOKED_AT)) {
      if (line >= footer.start) break;
      const other = this.repeated.get(line);
      const own = other?.footers.find(({ start }) => start >= footer.end);
      // If its header stands behind the footer too, the one before it is a line of this article.
      const again = other === undefined ? [] : this.recurrences(other, footer.end - 1, Infinity);
      const quoted = other === undefined || this.recurrences(other, 0, from).length > 0 || (this.page.nextFilled[other.end] ?? footer.start) >= footer.start;
      if (own !== undefined && !quoted && again.every((place) => place === own.titleLine)) across.push({ line, own });
    }
    return across;
  }

  /** Whether a footer of some header before it starts on this line. */
  closesAt(line: number): boolean {
    return this.closing.has(line);
  }

  /** Lines between that read like this head, ascending. */
  recurrences(head: Head, from: number, to: number): number[] {
    const lines = this.linesByKey.get(head.key) ?? [];
    const first = firstAfter(lines, from, (line) => line);
    return lines.slice(first, first + MOST_LOOKED_AT).filter((line) => line < to);
  }

  private record(line: number): void {
    if ((this.page.lines[line] ?? '').length > LONGEST_TITLE) return;
    const head = this.at(line);
    if (head.footers.length === 0) return;
    // Below a phrase stands an earlier header's footer, or a link that comes again.
    if (this.footers.titleLines.has(line)) return;
    const lines = this.linesByKey.get(head.key);
    if (lines === undefined) this.linesByKey.set(head.key, [line]);
    else lines.push(line);
    // A paragraph may come twice, too, once below a colon: only what could be a headline is a header for that.
    const publisher = behindLastDash(head.text)?.rest ?? '';
    const nameless = publisher === '' || /[.。！？?।؟…]["'”’]?$/u.test(publisher) && !isNameLike(publisher);
    if (LIST_MARK.test(head.text) || /[:：]$/u.test((this.page.lines[line] ?? '').trim()) || (nameless && isPhotoLine(head.text))) return;
    if (!isTitleLike(head.text) || (nameless && (!isSubstantial(head.text) || /[.。।؟…][”"’']?$/u.test(head.text)))) return;
    this.repeated.set(line, head);
    for (const { start } of head.footers) this.closing.add(start);
    this.starts.push(line);
  }

  private read(start: number, end: number): Head {
    const text = this.page.lines.slice(start, end).map(withoutMarks).join(' ');
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
