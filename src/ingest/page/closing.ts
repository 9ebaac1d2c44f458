import type { Footer } from './footers.ts';
import type { Head, Heads } from './heads.ts';
import { blockFrom } from './lines.ts';
import type { LineRange, PageLines } from './lines.ts';
import { isNavigation } from './shape.ts';
import type { HeaderShape } from './shape.ts';
import { titleKey } from './titles.ts';

export interface LinkLine extends LineRange {
  readonly url: string;
}

/** Tells an article's footer from lines of its text, or of another article's, that read like it. */
export class Closing {
  private readonly page: PageLines;
  private readonly heads: Heads;
  private readonly shape: HeaderShape;

  constructor(page: PageLines, heads: Heads, shape: HeaderShape) {
    this.page = page;
    this.heads = heads;
    this.shape = shape;
  }

  /** The footer that closes the open article, or null if it has none. */
  footerOf(head: Head): Footer | null {
    const [first, ...others] = head.footers;
    if (first === undefined || this.startsAnew(head, first) || this.isCrossed(head, first)) return null;
    if (this.headerMayFollow(first)) return first;
    // Text goes on behind it: perhaps the article only quotes itself, and its footer is a later one.
    let previous = first;
    for (const later of others) {
      const between = this.heads.recurrences(head, previous.end - 1, later.start).length > 0;
      if (between || this.heads.holdsWholeArticle(first.end - 1, later.start)) break;
      if (this.headerMayFollow(later)) return later;
      previous = later;
    }
    return this.heads.holdsWholeArticle(head.start, first.start) ? null : first;
  }

  /** Whether an article opens before this footer and closes behind it, so that the footer is a link in its text. */
  private isCrossed(head: Head, footer: Footer): boolean {
    return this.heads
      .openAcross(head.start, footer)
      .some(({ line, own }) => this.headerMayFollow(own) && this.fitsAt(line));
  }

  /** The same header again before the footer: a second copy, and the footer is the second's. */
  private startsAnew(head: Head, footer: Footer): boolean {
    const opening = titleKey(blockFrom(this.page, head.end)?.text.slice(0, 300) ?? '');
    return this.heads.recurrences(head, head.start, footer.start).some((line) => {
      if (this.heads.holdsWholeArticle(head.start, line)) return true;
      const copy = blockFrom(this.page, this.heads.at(line).end);
      return opening !== '' && copy !== null && copy.start < footer.start && titleKey(copy.text.slice(0, 300)) === opening;
    });
  }

  private fitsAt(line: number): boolean {
    const block = blockFrom(this.page, line);
    return block !== null && this.shape.fits(block);
  }

  private headerMayFollow(footer: Footer): boolean {
    const next = blockFrom(this.page, this.linkBehind(footer)?.end ?? footer.end);
    if (next !== null && this.heads.closesAt(next.start)) return false;
    return next === null || this.heads.at(next.start).footers.length > 0 || this.shape.fits(next) || isNavigation(next.text);
  }

  /** The article's own link, on a line of its own behind its footer. */
  linkBehind(footer: Footer): LinkLine | null {
    const start = this.page.nextFilled[footer.end] ?? this.page.lines.length;
    const url = (this.page.lines[start] ?? '').trim();
    return /^https?:\/\/\S+$/u.test(url) ? { start, end: start + 1, url } : null;
  }
}
