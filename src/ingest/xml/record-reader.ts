import { Content } from './content.ts';
import { LineCounter } from './lines.ts';
import { Names } from './names.ts';
import { compileShape, type Field, type Node, type Shape, type XmlEvent } from './shape.ts';
import { TagReader, type Attributes, type TagListener } from './tags.ts';

/** Longer records are left out. UTF-16 units. */
export const LONGEST_RECORD = 32 * 1024 * 1024;
/** What a field costs beside its text. */
const FIELD_COST = 200;
/** An end tag looks no further for the start tag that it fits. */
const LOOK_BACK = 256;
const DEEPEST = 100_000;

interface Level {
  readonly node: Node;
  readonly base: string | null;
}

interface Record {
  readonly line: number;
  readonly attributes: Attributes;
  readonly base: string | null;
  readonly fields: Field[];
  size: number;
}

/** Follows the tags of an XML text along a shape. Malformed text gives what can be told of it, and a fault. */
export class RecordReader implements TagListener {
  private readonly tags = new TagReader(this, LONGEST_RECORD);
  private readonly names = new Names();
  private readonly lines = new LineCounter();
  /** The open elements, as written; the outermost of them are those of `levels`, which the shape names. */
  private readonly stack: string[] = [];
  private readonly levels: Level[] = [];
  private readonly root: Level;
  private content: Content | null = null;
  private record: Record | null = null;
  /** What the field that is being read outside of records takes. */
  private outside = 0;
  private events: XmlEvent[] = [];

  constructor(shape: Shape) {
    this.root = { node: compileShape(shape), base: null };
  }

  write(piece: string): void {
    this.lines.next(piece);
    this.tags.write(piece);
  }

  take(): readonly XmlEvent[] {
    const taken = this.events;
    this.events = [];
    return taken;
  }

  end(): void {
    if (this.record !== null) this.fault(`stops in the middle of the article that begins on line ${this.record.line}, which was left out; the file is not whole`);
    else if (this.stack.length > 0) this.fault(`stops before the end of <${this.stack[0] ?? ''}>; the file is not whole`);
    else if (this.tags.unfinished) this.fault('stops in the middle of a tag; the file is not whole');
  }

  get listening(): boolean {
    return this.content !== null || this.stack.length === this.levels.length;
  }

  open(name: string, attributes: Attributes, start: number): void {
    const depth = this.stack.length;
    if (depth < DEEPEST) this.stack.push(name);
    if (this.content !== null) this.grow(this.content.open(name, attributes));
    else if (depth === this.levels.length) this.enter(name, attributes, start, depth);
  }

  private enter(name: string, attributes: Attributes, start: number, depth: number): void {
    this.names.declare(name, attributes, depth);
    const { node, base } = this.levels.at(-1) ?? this.root;
    const child = node.children.get(this.names.of(name));
    if (child === undefined) return;
    if (child.kind === 'count') {
      this.events.push({ counted: child.path });
      return;
    }
    this.levels.push({ node: child, base: resolved(attributes['xml:base'], base) });
    if (child.kind === 'text') this.content = new Content(child.path, attributes);
    if (child.kind !== 'record') return;
    const line = this.lines.of(start);
    if (this.record !== null) this.events.push({ fault: `<${name}> begins before the end of the one on line ${this.record.line}`, line });
    this.endRecord();
    this.record = { line, attributes, base: this.levels.at(-1)?.base ?? null, fields: [], size: 0 };
  }

  text(data: string): void {
    if (this.content === null || this.grow(data.length)) return;
    this.content.add(data);
  }

  lost(): void {
    this.grow(LONGEST_RECORD);
  }

  close(name: string): void {
    const at = this.openAt(name);
    if (at < 0) return;
    while (this.stack.length > at) this.closeLast(this.stack.length - 1 === at);
  }

  private closeLast(asWritten: boolean): void {
    const name = this.stack.pop() ?? '';
    const depth = this.stack.length;
    this.names.close(depth);
    if (depth >= this.levels.length) {
      this.content?.close(name);
      return;
    }
    const level = this.levels.pop();
    if (level?.node.kind === 'text') this.endContent();
    if (!asWritten && (level?.node.kind !== 'record' || this.record !== null)) this.fault(`<${name}> has no end`);
    if (level?.node.kind === 'record') this.endRecord();
  }

  /** Where the open element is that an end tag ends; -1 for none. */
  private openAt(name: string): number {
    const top = this.stack.length - 1;
    if (this.stack[top] === name) return top;
    const near = Math.max(this.levels.length, this.stack.length - LOOK_BACK);
    for (let at = top - 1; at >= near; at--) if (this.stack[at] === name) return at;
    // The outermost that is passed over, and what the shape names.
    for (let at = Math.min(top, this.levels.length); at >= 0; at--) if (this.stack[at] === name) return at;
    return -1;
  }

  private endContent(): void {
    const field = this.content?.end();
    this.content = null;
    this.outside = 0;
    if (field === undefined) return;
    if (this.record === null) this.events.push({ field, base: this.levels.at(-1)?.base ?? null });
    else if (!this.grow(FIELD_COST)) this.record.fields.push(field);
  }

  private endRecord(): void {
    if (this.record === null) return;
    const { size, ...record } = this.record;
    this.record = null;
    if (size < LONGEST_RECORD) this.events.push({ record });
    else this.events.push({ fault: `holds an article of more than ${LONGEST_RECORD / 1024 / 1024} MiB, which was left out`, line: record.line });
  }

  /** Counts what a record takes; true when that is too much. */
  private grow(by: number): boolean {
    const size = this.record === null ? (this.outside += by) : (this.record.size += by);
    if (size < LONGEST_RECORD) return false;
    if (this.record !== null) this.record.fields.length = 0;
    if (this.content !== null) this.content = new Content('', {});
    return true;
  }

  private fault(fault: string): void {
    this.events.push({ fault, line: this.lines.last });
  }
}

function resolved(base: string | undefined, outer: string | null): string | null {
  if (base === undefined) return outer;
  return URL.parse(base, outer ?? undefined)?.href ?? outer;
}
