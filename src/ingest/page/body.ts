import type { ParagraphKind } from '../../archive/article.ts';
import { authorsOf } from './bios.ts';
import { withCaptions } from './captions.ts';
import type { TextBlock } from './captions.ts';
import { readClosing } from './closing-bios.ts';
import type { Part } from './closing-bios.ts';
import { bareDate, isDeskLine, isHeadline } from './lone-lines.ts';
import { metaLine, openingDate } from './meta-lines.ts';
import type { MetaLine } from './meta-lines.ts';
import { isNameAlone, joinNames, splitNames } from './names.ts';
import type { Doubt, StatedDate } from './published.ts';
import { isProse } from './shape.ts';
import { wordCount } from './titles.ts';

/** An article's text, read: kinds of its blocks, and what they say of author, date and photos. */
export interface Body {
  readonly paragraphs: readonly { readonly kind: ParagraphKind; readonly text: string }[];
  readonly author: string | null;
  readonly attribution: string | null;
  readonly credits: readonly string[];
  readonly dates: readonly StatedDate[];
  readonly doubts: readonly Doubt[];
}

/** A byline or a date on a line of its own stands among the first blocks, or as one of the last two. */
const TOP = 5;
const BOTTOM = 2;

/** `title` is the article's: who is told about in it is in the news. */
export function readBody(title: string, blocks: readonly TextBlock[]): Body {
  return new BodyReader(title, blocks).read();
}

class BodyReader {
  private readonly headline: string;
  private readonly parts: Part[];
  private readonly dates: StatedDate[] = [];
  private readonly doubts: Doubt[] = [];
  private readonly authors: string[] = [];
  private readonly bylines: string[] = [];

  constructor(title: string, blocks: readonly TextBlock[]) {
    // "Nora Kay: Let us in" names the author in front of the title.
    const [, name = '', rest = title] = /^([^:：]+)[:：]\s*(.+)$/u.exec(title) ?? [];
    this.headline = isNameAlone(name) ? rest : title;
    this.parts = withCaptions(blocks).map((block) => ({ ...block, kind: block.credit === null ? 'prose' : 'caption' }));
  }

  read(): Body {
    for (const { line, unsure } of this.parts) {
      if (unsure) this.doubts.push({ line, what: 'two blocks were read as one caption' });
    }
    const timeline = this.timeline();
    this.parts.forEach((part, place) => {
      if (part.kind !== 'prose') return;
      if (timeline.includes(part)) part.kind = 'subheading';
      else if (isDeskLine(part.text)) part.kind = 'byline';
      else this.readMeta(part, place);
    });
    this.readOpening();
    const { bios, doubt } = readClosing(this.headline, this.parts, this.authors);
    if (doubt !== null) this.doubts.push(doubt);
    this.markSubheadings();
    const closing = authorsOf(bios);
    const byline = this.authors.length > 0;
    return {
      paragraphs: this.parts.map(({ kind, text }) => ({ kind, text })),
      author: byline ? joinNames(this.authors) : closing === '' ? null : closing,
      attribution: byline ? this.bylines.join('\n') : closing === '' ? null : bios.map((bio) => bio.attribution).filter(Boolean).join('\n'),
      credits: [...new Set(this.parts.flatMap(({ credit }) => credit ?? []))],
      dates: this.dates,
      doubts: this.doubts,
    };
  }

  /** Several dates that stand alone head the entries of a chronicle; none of them is the article's. */
  private timeline(): Part[] {
    const dated = this.parts.filter(({ text }) => bareDate(text) !== null);
    if (new Set(dated.map(({ text }) => bareDate(text))).size < 2) return [];
    this.doubts.push({ line: dated[0]?.line ?? 0, what: 'several days head parts of this text; none was taken as its date' });
    return dated;
  }

  /** Lines of dates and names at a block's start; if there is nothing else, that is what the block is. */
  private readMeta(part: Part, place: number): void {
    const top = place < TOP;
    const bottom = place >= this.parts.length - BOTTOM;
    // "Published", and the date below it.
    const labelled = metaLine(part.text.replace('\n', ': '));
    if (labelled !== null && metaLine(part.text.split('\n')[0] ?? '') === null && this.counts(labelled, top, bottom)) {
      this.take(labelled, part.line, part.text);
      part.kind = 'dateline';
      return;
    }
    const lines = part.text.split('\n');
    const metas: MetaLine[] = [];
    for (const line of lines) {
      const meta = metaLine(line);
      if (meta === null || !this.counts(meta, top, bottom)) break;
      metas.push(meta);
    }
    const whole = metas.length === lines.length || (metas.some(({ author }) => author !== null) && lines.slice(metas.length).every(isHeadline));
    if (!whole && !top) return;
    metas.forEach((meta, offset) => {
      this.take(meta, part.line + offset, lines[offset] ?? '');
    });
    if (whole) part.kind = metas.some(({ author }) => author !== null) ? 'byline' : 'dateline';
  }

  private counts(meta: MetaLine, top: boolean, bottom: boolean): boolean {
    if (meta.author !== null) return top;
    return top || bottom || meta.dates.every(({ role }) => role !== 'bare' && role !== 'dateline');
  }

  private take(meta: MetaLine, line: number, written: string): void {
    if (meta.unread) this.doubts.push({ line, what: `no full date: ${written.trim()}` });
    this.dates.push(...meta.dates.map((stated) => ({ ...stated, line })));
    if (meta.author === null) return;
    this.authors.push(...splitNames(meta.author).filter((name) => !this.authors.includes(name)));
    this.bylines.push(written.trim());
  }

  private readOpening(): void {
    const prose = this.parts.filter(({ kind }) => kind === 'prose');
    const first = prose.find(({ text }) => wordCount(text) >= 8 || isProse(text)) ?? prose[0];
    if (first === undefined) return;
    const lines = first.text.split('\n');
    const from = lines.findIndex((line) => metaLine(line) === null);
    const date = from === -1 ? null : openingDate(lines.slice(from).join('\n').trimStart());
    if (date !== null && (date.placed || !prose.some((part) => part !== first && openingDate(part.text)?.placed === false))) this.dates.push({ role: 'opening', date, line: first.line + from });
  }

  private markSubheadings(): void {
    this.parts.forEach((part, place) => {
      const next = this.parts[place + 1];
      if (part.kind !== 'prose' || place === 0 || next === undefined) return;
      const listed = [this.parts[place - 1], next].some((beside) => beside?.kind === 'prose' && isHeadline(beside.text));
      if (isHeadline(part.text) && !listed) part.kind = 'subheading';
    });
  }
}
