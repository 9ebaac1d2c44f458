import type { Warning } from '../format.ts';
import type { Footer } from './footers.ts';
import { Heads } from './heads.ts';
import type { Head } from './heads.ts';
import { blockFrom, blocksIn, placeOf } from './lines.ts';
import type { Block, LineRange, PageLines } from './lines.ts';
import { headingOf } from './opening.ts';
import { HeaderShape, isNavigation, isProse, isTitleLike } from './shape.ts';
import { behindLastDash, titleKey } from './titles.ts';

export interface ArticleLines {
  readonly head: Head;
  readonly body: LineRange;
  readonly footer: Footer | null;
  /** The article's own link, on a line behind its footer. */
  readonly link: (LineRange & { readonly url: string }) | null;
}

/** Which lines of a page are what. Every line that is not blank is in exactly one of them. */
export interface SplitPage {
  readonly heading: LineRange | null;
  readonly articles: readonly ArticleLines[];
  /** Lines that belong to no article; each has a warning. */
  readonly strays: readonly Block[];
  readonly warnings: readonly Warning[];
}

export function splitPage(page: PageLines): SplitPage {
  return new Splitter(page).split();
}

/** Goes down the page once: an article is open or none is. */
class Splitter {
  private readonly page: PageLines;
  private readonly heads: Heads;
  private readonly shape: HeaderShape;
  private readonly strays: Block[] = [];
  private readonly warnings: Warning[] = [];

  constructor(page: PageLines) {
    this.page = page;
    this.heads = new Heads(page);
    this.shape = new HeaderShape(publishersOf(page, this.heads));
  }

  split(): SplitPage {
    const heading = headingOf(this.page, this.heads, (block) => this.isHead(block));
    if (heading !== null) this.strays.push(...blocksIn(this.page, 0, heading.start));
    const articles: ArticleLines[] = [];
    for (let head = this.headBehind(heading?.end ?? 0); head !== null; ) {
      const article = this.read(head);
      articles.push(article);
      head = this.headBehind(article.link?.end ?? article.footer?.end ?? article.body.end);
    }
    return { heading, articles, strays: this.strays, warnings: [...this.warnings, ...this.strayWarnings()] };
  }

  /** Whether a header stands on this block for sure or by its shape. */
  private isHead(block: Block): boolean {
    return this.heads.repeatedAt(block.start) !== null || this.shape.fits(block);
  }

  /**
   * Where no article is open, the next block is a header, unless it is plainly something else:
   * navigation, or a line that the real header follows at once.
   */
  private headBehind(from: number): Head | null {
    for (const block of blocksIn(this.page, from)) {
      const head = this.heads.at(block.start);
      if (head.footers.length > 0 || this.shape.fits(block) || this.opensUntitled(block, head)) return head;
      this.strays.push(block);
    }
    return null;
  }

  /** A header without a publisher: a title, then running text before anything that is surely a header. */
  private opensUntitled(block: Block, head: Head): boolean {
    if (!isTitleLike(head.text)) return false;
    if (head.end < block.end) return true;
    let looked = 0;
    for (const next of blocksIn(this.page, block.end)) {
      if (this.isHead(next) || ++looked > 6) return false;
      if (isProse(next.text)) return true;
    }
    return false;
  }

  private read(head: Head): ArticleLines {
    const footer = this.closing(head);
    if (footer !== null) {
      for (const line of this.heads.recurrences(head, head.start, footer.start)) {
        this.warn(line, `the header of the article from line ${head.start + 1} stands here again; read as its text`);
      }
      return { head, body: { start: head.end, end: footer.start }, footer, link: this.linkBehind(footer) };
    }
    const end = this.endWithoutFooter(head);
    this.warn(head.start, `no footer closes “${head.text}”; it ends where the next header or the page's end stands`);
    return { head, body: { start: head.end, end }, footer: null, link: null };
  }

  /** The footer that closes the open article, or null if it has none. */
  private closing(head: Head): Footer | null {
    const [first, ...others] = head.footers;
    if (first === undefined || this.startsAnew(head, first)) return null;
    if (this.headerMayFollow(first)) return first;
    // Text goes on behind it: perhaps the article only quotes itself, and its footer is a later one.
    let previous = first;
    for (const later of others) {
      const between = this.heads.recurrences(head, previous.end - 1, later.start).length > 0;
      if (between || this.heads.holdsWholeArticle(first.end - 1, later.start)) break;
      if (this.headerMayFollow(later)) return later;
      previous = later;
    }
    return this.heads.holdsWholeArticle(head.start, first.start) || this.heads.isCrossed(head.start, first) ? null : first;
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

  private headerMayFollow(footer: Footer): boolean {
    const next = blockFrom(this.page, footer.end);
    return next === null || this.heads.at(next.start).footers.length > 0 || this.shape.fits(next) || isNavigation(next.text);
  }

  private endWithoutFooter(head: Head): number {
    let end = this.page.lines.length;
    let trailing: Block[] = [];
    for (const block of blocksIn(this.page, head.end)) {
      if (this.startsNext(block)) {
        end = block.start;
        break;
      }
      trailing = isNavigation(block.text) ? [...trailing.slice(-20), block] : [];
    }
    return trailing[0]?.start ?? end;
  }

  private startsNext(block: Block): boolean {
    if (this.heads.repeatedAt(block.start) !== null) return true;
    if (!this.shape.fits(block)) return false;
    // Two in a row: the first is the last line of the text, the second the header.
    const next = blockFrom(this.page, block.end);
    return next !== null && !this.isHead(next);
  }

  private linkBehind(footer: Footer): ArticleLines['link'] {
    const start = this.page.nextFilled[footer.end] ?? this.page.lines.length;
    const url = (this.page.lines[start] ?? '').trim();
    return /^https?:\/\/\S+$/u.test(url) ? { start, end: start + 1, url } : null;
  }

  private warn(line: number, what: string): void {
    this.warnings.push({ where: placeOf(this.page, line), what });
  }

  private strayWarnings(): Warning[] {
    return this.strays.flatMap((block) =>
      this.page.lines.slice(block.start, block.end).map((line, offset) => ({
        where: placeOf(this.page, block.start + offset),
        what: `belongs to no article: ${line.trim()}`,
      })),
    );
  }
}

/** Publishers of headers that footers repeat, and names behind the last dash of several lines. */
function publishersOf(page: PageLines, heads: Heads): Set<string> {
  const names = new Set<string>();
  const counts = new Map<string, number>();
  for (const block of blocksIn(page, 0)) {
    if (block.text.length > 500 || block.text.includes('\n')) continue;
    const name = behindLastDash(block.text)?.rest;
    if (name === undefined || name.split(/\s+/u).length > 7) continue;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    if (heads.repeatedAt(block.start) !== null || (count > 1 && /[\p{Lu}\p{Lo}\p{N}.]/u.test(name))) names.add(name);
  }
  return names;
}
