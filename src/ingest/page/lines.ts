/** A page cut into lines. All line indices are 0-based; warnings and origins count from 1. */
export interface PageLines {
  readonly file: string;
  readonly lines: readonly string[];
  /** For each line: the first line at or behind it that is not blank (the number of lines if there is none). */
  readonly nextFilled: Int32Array;
  /** For each line: the first blank line at or behind it. */
  readonly nextBlank: Int32Array;
}

/** Lines `start` to `end` (exclusive), 0-based. */
export interface LineRange {
  readonly start: number;
  readonly end: number;
}

/** Lines `start` to `end` (exclusive) without a blank one among them. */
export interface Block {
  readonly start: number;
  readonly end: number;
  /** Line breaks inside are kept, white space around is not. */
  readonly text: string;
}

const BLANK = /^[\s\u00AD\u200B-\u200F\u2060\uFEFF\u202A-\u202E\u2066-\u2069]*$/u;

export function pageLines(file: string, text: string): PageLines {
  const lines = text.replace(/^\uFEFF/u, '').split(/\r\n|\r|\n/u);
  const nextFilled = new Int32Array(lines.length + 1).fill(lines.length);
  const nextBlank = new Int32Array(lines.length + 1).fill(lines.length);
  for (let line = lines.length - 1; line >= 0; line--) {
    const blank = BLANK.test(lines[line] ?? '');
    nextFilled[line] = blank ? (nextFilled[line + 1] ?? lines.length) : line;
    nextBlank[line] = blank ? line : (nextBlank[line + 1] ?? lines.length);
  }
  return { file, lines, nextFilled, nextBlank };
}

/** The block that starts at `from` or behind it, cut off at `to`; null when there is none. */
export function blockFrom(page: PageLines, from: number, to = page.lines.length): Block | null {
  const start = page.nextFilled[from] ?? page.lines.length;
  if (start >= to) return null;
  const end = Math.min(page.nextBlank[start] ?? to, to);
  return { start, end, text: page.lines.slice(start, end).join('\n').trim() };
}

export function* blocksIn(page: PageLines, from: number, to = page.lines.length): Generator<Block> {
  for (let block = blockFrom(page, from, to); block !== null; block = blockFrom(page, block.end, to)) yield block;
}

/** `file:line` as warnings give it. */
export function placeOf(page: PageLines, line: number): string {
  return `${page.file}:${line + 1}`;
}
