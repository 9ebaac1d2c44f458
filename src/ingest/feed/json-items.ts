import { piecesOf } from '../xml/pieces.ts';

/** A longer value is passed over. UTF-16 units. */
export const LONGEST_VALUE = 32 * 1024 * 1024;
/** A name, a colon and white space. */
const LONGEST_OPENING = 200;
const MARK = /["{}[\]]/gu;
const STRING_END = /["\\]/gu;

/** A value of the list as written; null when it was too long to keep. */
export interface JsonValue {
  readonly text: string | null;
  readonly line: number;
}

/**
 * Cuts the values out of one list of a JSON object that comes in pieces, so that the file need be neither whole nor smaller
 * than memory.
 */
export class JsonItems {
  private readonly opening: RegExp;
  private depth = 0;
  private inString = false;
  private escaped = false;
  private inList = false;
  /** What stands beside the list. */
  private rest = '';
  private tail = '';
  private value: { text: string; line: number; long: boolean } | null = null;
  private values: JsonValue[] = [];
  private piece = '';
  /** How much of the piece is put away. */
  private kept = 0;
  line = 1;

  constructor(list: string) {
    this.opening = new RegExp(String.raw`[{,]\s*"${list}"\s*:\s*\[$`, 'u');
  }

  /** The values that end in this piece. */
  write(piece: string): readonly JsonValue[] {
    this.piece = piece;
    this.kept = 0;
    let at = this.escaped ? 1 : 0;
    this.escaped = false;
    while (at < piece.length) {
      const marks = this.inString ? STRING_END : MARK;
      marks.lastIndex = at;
      const found = marks.exec(piece);
      if (found === null) break;
      at = found.index + 1;
      if (found[0] === '\\') this.escaped = ++at > piece.length;
      else this.mark(found[0], found.index);
    }
    this.put(piece.length);
    const { values } = this;
    this.values = [];
    return values;
  }

  /** The object with an empty list; before its end, what there is of it. */
  get around(): string {
    return this.inList ? `${this.rest}]}` : this.rest;
  }

  get whole(): boolean {
    return this.depth === 0 && !this.inString;
  }

  private mark(mark: string, at: number): void {
    if (mark === '"') this.inString = !this.inString;
    else if (mark === '{' || mark === '[') this.open(mark, at);
    else this.close(at);
  }

  private open(mark: string, at: number): void {
    if (this.inList && this.depth === 2) {
      this.put(at);
      this.value = { text: '', line: this.line, long: false };
    }
    this.depth++;
    if (mark === '{' || this.depth !== 2) return;
    this.put(at + 1);
    this.inList = this.opening.test(this.tail);
  }

  private close(at: number): void {
    if (this.inList && this.depth === 2) {
      this.put(at);
      this.inList = false;
    }
    this.depth = Math.max(0, this.depth - 1);
    if (this.value === null || this.depth !== 2) return;
    this.put(at + 1);
    const { text, line, long } = this.value;
    this.value = null;
    this.values.push({ text: long ? null : text, line });
  }

  /** Puts the piece up to there where it belongs. */
  private put(to: number): void {
    const text = this.piece.slice(this.kept, to);
    this.kept = to;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', end + 1)) this.line++;
    if (this.value !== null) {
      this.value.long ||= this.value.text.length + text.length > LONGEST_VALUE;
      this.value.text = this.value.long ? '' : this.value.text + text;
    } else if (!this.inList) {
      this.tail = (this.tail + text.slice(-LONGEST_OPENING)).slice(-LONGEST_OPENING);
      if (this.rest.length + text.length <= LONGEST_VALUE) this.rest += text;
    }
  }
}

/** The values of that list, then what stands around it. */
export async function* jsonItemsOf(chunks: AsyncIterable<string>, list: string): AsyncGenerator<{ readonly value: JsonValue; readonly items: JsonItems } | { readonly end: JsonItems }> {
  const items = new JsonItems(list);
  for await (const piece of piecesOf(chunks)) for (const value of items.write(piece)) yield { value, items };
  yield { end: items };
}
