import type { ParsedParagraph } from '../format.ts';

/** Above these a list is a paragraph an item, and a table several paragraphs; UTF-16 units. */
const SHORT_LIST = 1200;
const SHORT_ITEM = 300;
const LONGEST_TABLE = 1500;
/** A cell with more in several paragraphs is no datum but a column of a page. */
const LONGEST_CELL = 200;

/** A list or a table while it is read: takes the paragraphs in it, and gives them as they are to be read. */
export interface Group {
  /** Paragraphs that come before what follows, or none yet. */
  add(paragraph: ParsedParagraph): readonly ParsedParagraph[];
  end(): readonly ParsedParagraph[];
}

/** Items as lines of one paragraph; each a paragraph of its own when there is much to read. */
export class ListGroup implements Group {
  /** How many lists are open in one another. */
  depth = 1;
  private items: string[] = [];
  private term = false;

  /** The next paragraph explains the one before: the two stay together. */
  explain(): void {
    this.term = this.items.length > 0;
  }

  add(paragraph: ParsedParagraph): readonly ParsedParagraph[] {
    if (paragraph.kind !== 'prose') return [...this.end(), paragraph];
    const last = this.items.length - 1;
    if (this.term) this.items[last] = `${this.items[last] ?? ''}\n${paragraph.text}`;
    else this.items.push(paragraph.text);
    this.term = false;
    return [];
  }

  end(): readonly ParsedParagraph[] {
    const items = this.items;
    this.items = [];
    this.term = false;
    if (items.length === 0) return [];
    const length = items.reduce((sum, item) => sum + item.length + 1, 0);
    if (length <= SHORT_LIST && items.every((item) => item.length <= SHORT_ITEM)) return [{ kind: 'prose', text: items.join('\n') }];
    return items.map((text) => ({ kind: 'prose', text }));
  }
}

/** Rows as lines, cells divided by a tab; a table that only lays out a page is the paragraphs in it. */
export class TableGroup implements Group {
  private lines: string[] = [];
  private row: string[] = [];
  private cell: ParsedParagraph[] | null = null;

  add(paragraph: ParsedParagraph): readonly ParsedParagraph[] {
    if (paragraph.kind === 'caption' || this.cell === null) return [...this.end(), paragraph];
    this.cell.push(paragraph);
    return [];
  }

  openCell(): readonly ParsedParagraph[] {
    const before = this.closeCell();
    this.cell = [];
    return before;
  }

  closeCell(): readonly ParsedParagraph[] {
    const { cell } = this;
    if (cell === null) return [];
    this.cell = null;
    const length = cell.reduce((sum, { text }) => sum + text.length, 0);
    if (cell.length > 1 && (length > LONGEST_CELL || cell.some(({ kind }) => kind === 'subheading'))) return [...this.closeRow(), ...this.packed(), ...cell];
    this.row.push(cell.map(({ text }) => text.replaceAll('\n', ' ')).join(' '));
    return [];
  }

  closeRow(): readonly ParsedParagraph[] {
    const before = this.closeCell();
    const filled = this.row.filter((text) => text !== '');
    const line = this.row.join('\t').trimEnd();
    this.row = [];
    if (filled.length === 0) return before;
    if (filled.length === 1 && line.length > LONGEST_CELL) return [...before, ...this.packed(), { kind: 'prose', text: line.trim() }];
    this.lines.push(line);
    return before;
  }

  end(): readonly ParsedParagraph[] {
    return [...this.closeRow(), ...this.packed()];
  }

  private packed(): ParsedParagraph[] {
    const packs: ParsedParagraph[] = [];
    let pack: string[] = [];
    let length = 0;
    const close = (): void => {
      if (pack.length > 0) packs.push({ kind: 'prose', text: pack.join('\n').trim() });
      pack = [];
      length = 0;
    };
    for (const line of this.lines) {
      if (length + line.length > LONGEST_TABLE) close();
      pack.push(line);
      length += line.length + 1;
    }
    close();
    this.lines = [];
    return packs;
  }
}
