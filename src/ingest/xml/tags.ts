import { Tokenizer } from 'htmlparser2';
import { Window } from './pieces.ts';

export type Attributes = Readonly<Record<string, string>>;
const NO_ATTRIBUTES: Attributes = Object.freeze({});

/** Hears what an XML text holds, as it is written: tags need not match. Entities are decoded, CDATA is text. */
export interface TagListener {
  /** Whether the attributes and the text of what comes next are of use: what is not is not even cut out. */
  readonly listening: boolean;
  open(name: string, attributes: Attributes, start: number): void;
  close(name: string): void;
  text(data: string): void;
  /** A text, comment or tag that was too long to be kept. */
  lost(): void;
}

const SLASH = '/'.charCodeAt(0);
const CDATA = '<![CDATA[';
const LONGEST_NAME = 200;
const LONGEST_VALUE = 100_000;
const MOST_ATTRIBUTES = 100;
/** What is not over with its first `>` is read on in such steps, so that a comment full of them costs no more. */
const STEP = 4_096;

/**
 * Reads XML tag by tag with htmlparser2's tokenizer. Not with its parser: that one gets slower with each level of depth.
 * What is most of an export goes round it, since it looks at each character: CDATA sections, text without entities, and
 * tags that are a name alone. Declarations, and with them entities that a file defines, are passed over.
 */
export class TagReader {
  private readonly window: Window;
  private readonly tokenizer: Tokenizer;
  private readonly listener: TagListener;
  /** The end of the last token. */
  private seen = 0;
  private written = 0;
  /** How much went round the tokenizer, whose places are those of what it was given. */
  private around = 0;
  private inCdata = false;
  /** The end of a piece that may begin a section's end. */
  private held = '';
  private name = '';
  private start = 0;
  private attributes: Record<string, string> | null = null;
  private attributeCount = 0;
  private attribute = '';
  private value = '';

  constructor(listener: TagListener, longestText: number) {
    this.listener = listener;
    this.window = new Window(longestText);
    this.tokenizer = new Tokenizer({ xmlMode: true, decodeEntities: true }, {
      ontext: (start, end) => { this.text(start, end, end); },
      oncdata: (start, end, offset) => { this.text(start, end - offset, end + 1); },
      ontextentity: (point, end) => {
        this.seen = end;
        if (listener.listening) listener.text(String.fromCodePoint(point));
      },
      isInForeignContext: () => false,
      onopentagname: (start, end) => {
        this.name = this.nameAt(start, end);
        this.start = start - 1 + this.around;
        this.attributeCount = 0;
      },
      onopentagend: (end) => { this.open(end); },
      onselfclosingtag: (end) => {
        const { name } = this;
        this.open(end);
        listener.close(name);
      },
      onclosetag: (start, end) => {
        listener.close(this.nameAt(start, end));
        this.seen = end + 1;
      },
      onattribname: (start, end) => {
        this.attribute = listener.listening ? this.nameAt(start, end) : '';
      },
      onattribdata: (start, end) => {
        if (this.attribute !== '' && this.value.length < LONGEST_VALUE) this.value += this.window.slice(start, end) ?? '';
      },
      onattribentity: (point) => {
        if (this.attribute !== '' && this.value.length < LONGEST_VALUE) this.value += String.fromCodePoint(point);
      },
      onattribend: () => {
        const { attribute, value } = this;
        this.value = '';
        if (attribute === '' || ++this.attributeCount > MOST_ATTRIBUTES) return;
        this.attributes ??= Object.create(null) as Record<string, string>;
        this.attributes[attribute] ??= value;
      },
      oncomment: (_start, end) => { this.seen = end + 1; },
      ondeclaration: (_start, end) => { this.seen = end + 1; },
      onprocessinginstruction: (_start, end) => { this.seen = end + 1; },
      onend: () => undefined,
    });
  }

  write(piece: string): void {
    let from = this.inCdata ? this.cdata(piece, 0) : 0;
    while (from < piece.length) from = this.seen < this.written ? this.throughTokenizer(piece, from) : this.next(piece, from);
  }

  /** Reads the text that begins there and the tag behind it; gives where that ends. */
  private next(piece: string, from: number): number {
    const start = piece.indexOf('<', from);
    const end = start < 0 ? piece.length : start;
    if (end > from) this.characters(piece, from, end);
    if (start < 0 || this.seen < this.written) return end;
    if (piece.startsWith(CDATA, start)) {
      this.around += CDATA.length;
      return this.cdata(piece, start + CDATA.length);
    }
    const closing = piece.charCodeAt(start + 1) === SLASH;
    const name = closing ? start + 2 : start + 1;
    const close = endOfName(piece, name);
    if (close < 0) return this.throughTokenizer(piece, start);
    if (closing) this.listener.close(piece.slice(name, close));
    else this.listener.open(piece.slice(name, close), NO_ATTRIBUTES, this.written + this.around);
    this.around += close + 1 - start;
    return close + 1;
  }

  private characters(piece: string, from: number, end: number): void {
    if (this.listener.listening) {
      const text = piece.slice(from, end);
      if (text.includes('&')) {
        this.tokenize(text);
        return;
      }
      this.listener.text(text);
    }
    this.around += end - from;
  }

  /** Up to the next end of a tag, which need not be the end of this one. */
  private throughTokenizer(piece: string, from: number): number {
    const end = piece.indexOf('>', this.seen < this.written ? from + STEP : from);
    const to = end < 0 ? piece.length : end + 1;
    this.tokenize(piece.slice(from, to));
    return to;
  }

  /** True when the text ended within a tag, a comment or the like. */
  get unfinished(): boolean {
    return this.inCdata || this.seen < this.written;
  }

  private tokenize(piece: string): void {
    this.window.next(piece, this.seen);
    this.written += piece.length;
    this.tokenizer.write(piece);
  }

  /** Reads a section's text from there on; gives where it ends in the piece. */
  private cdata(piece: string, from: number): number {
    const text = this.held === '' ? piece : this.held + piece;
    const ahead = this.held.length;
    const found = text.indexOf(']]>', from);
    const end = found < 0 ? text.length - (text.endsWith(']]') ? 2 : text.endsWith(']') ? 1 : 0) : found;
    if (end > from && this.listener.listening) this.listener.text(text.slice(from, end));
    this.inCdata = found < 0;
    this.held = found < 0 ? text.slice(Math.max(from, end)) : '';
    const next = found < 0 ? piece.length : found + 3 - ahead;
    this.around += next - from;
    return next;
  }

  private text(start: number, end: number, next: number): void {
    if (this.listener.listening) {
      const data = this.window.slice(start, end);
      if (data === null) this.listener.lost();
      else this.listener.text(data);
    }
    this.seen = next;
  }

  private open(end: number): void {
    this.listener.open(this.name, this.attributes ?? NO_ATTRIBUTES, this.start);
    this.attributes = null;
    this.seen = end + 1;
  }

  private nameAt(start: number, end: number): string {
    return this.window.slice(start, Math.min(end, start + LONGEST_NAME)) ?? '';
  }
}

/** Where the `>` is of a tag that is a name and nothing else; -1 for any other. */
function endOfName(piece: string, from: number): number {
  for (let at = from; at < piece.length && at - from < LONGEST_NAME; at++) {
    const code = piece.charCodeAt(at);
    if (code === 62) return at > from ? at : -1;
    const letter = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code === 95 || (at > from && ((code >= 48 && code <= 58) || code === 45 || code === 46));
    if (!letter) return -1;
  }
  return -1;
}
