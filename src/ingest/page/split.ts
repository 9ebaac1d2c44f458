import type { Warning } from '../format.ts';
import { Closing } from './closing.ts';
import type { LinkLine } from './closing.ts';
import type { Footer } from './footers.ts';
import { Heads } from './heads.ts';
import type { Head } from './heads.ts';
import { blockFrom, blocksIn, placeOf } from './lines.ts';
import type { Block, LineRange, PageLines } from './lines.ts';
import { headingOf } from './opening.ts';
import { publishersOf } from './page-publishers.ts';
import { HeaderShape, isNavigation, isProse, isTitleLike } from './shape.ts';

export interface ArticleLines {
  readonly head: Head;
  readonly body: LineRange;
  readonly footer: Footer | null;
  /** The article's own link, on a line behind its footer. */
  readonly link: LinkLine | null;
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
  private readonly closing: Closing;
  private readonly strays: Block[] = [];
  private readonly warnings: Warning[] = [];

  constructor(page: PageLines) {
    this.page = page;
    this.heads = new Heads(page);
    this.shape = new HeaderShape(publishersOf(page, this.heads));
    this.closing = new Closing(page, this.heads, this.shape);
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
    const footer = this.closing.footerOf(head);
    if (footer !== null) {
      if (this.isLongPhrase(footer)) this.warn(footer.start, 'this line was read as the phrase of a footer, so it is in no paragraph');
      for (const line of this.heads.recurrences(head, head.start, footer.start)) {
        this.warn(line, `the header of the article from line ${head.start + 1} stands here again; read as its text`);
      }
      return { head, body: { start: head.end, end: footer.start }, footer, link: this.closing.linkBehind(footer) };
    }
    const end = this.endWithoutFooter(head);
    this.warn(head.start, `no footer closes “${head.text}”; it ends where the next header or the page's end stands`);
    return { head, body: { start: head.end, end }, footer: null, link: null };
  }

  /** Whether the phrase may be the last sentence of the text. */
  private isLongPhrase({ start, titleLine }: Footer): boolean {
    const phrase = (this.page.lines[start] ?? '').trim();
    return titleLine !== start && (phrase.length > 80 || /[.!?]\s/u.test(phrase));
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
