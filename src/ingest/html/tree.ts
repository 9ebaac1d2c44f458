import type { ParsedParagraph } from '../format.ts';
import { BlockReader } from './blocks.ts';
import type { Element } from './element.ts';
import { NO_ATTRIBUTES, scan } from './scan.ts';
import type { Attributes, TagListener } from './scan.ts';
import { BLOCKS, endedBy, UNREAD, VOID } from './tags.ts';
import { isAround, weigh } from './weigh.ts';

export type { Element } from './element.ts';
export { isAround } from './weigh.ts';

/** What is nested deeper stands beside its parent: no page needs more, and walks may then recurse. */
const DEEPEST = 200;

/** The tree of a page, whatever its markup, in linear time. */
export function buildTree(html: string, xhtml = false): Element {
  const builder = new TreeBuilder();
  scan(html, builder, null, xhtml);
  return builder.end();
}

class TreeBuilder implements TagListener {
  private readonly root: Element = { name: '#root', attributes: NO_ATTRIBUTES, parent: null, children: [], start: 0, size: 0, prose: 0, wraps: false };
  private readonly all: Element[] = [];
  private readonly stack: Element[] = [this.root];
  private readonly counts = new Map<string, number>();
  /** Elements that were too deep to be on the stack. */
  private readonly beyond = new Map<string, number>();

  foreign(): boolean {
    return (this.counts.get('svg') ?? 0) + (this.counts.get('math') ?? 0) > 0;
  }

  open(name: string, attributes: Attributes, closed: boolean, start: number): void {
    const ended = endedBy(name);
    if (ended !== undefined) while (ended.has(this.top.name)) this.pop();
    const element: Element = { name, attributes, parent: this.top, children: [], start, size: 0, prose: 0, wraps: false };
    this.top.children.push(element);
    this.all.push(element);
    if (closed) return;
    if (this.stack.length > DEEPEST) {
      this.beyond.set(name, (this.beyond.get(name) ?? 0) + 1);
      return;
    }
    this.stack.push(element);
    this.counts.set(name, (this.counts.get(name) ?? 0) + 1);
  }

  close(name: string): void {
    const beyond = this.beyond.get(name) ?? 0;
    if (beyond > 0) {
      this.beyond.set(name, beyond - 1);
      return;
    }
    if ((this.counts.get(name) ?? 0) === 0) return;
    // The end of an inline element never ends a block that it began outside of.
    if (!BLOCKS.has(name) && !UNREAD.has(name)) {
      for (let at = this.stack.length - 1; this.stack[at]?.name !== name; at--) if (BLOCKS.has(this.stack[at]?.name ?? '')) return;
    }
    while (this.top.name !== name) this.pop();
    this.pop();
  }

  text(data: string): void {
    const { top } = this;
    const last = top.children.length - 1;
    if (typeof top.children[last] === 'string') top.children[last] += data;
    else top.children.push(data);
    if (!UNREAD.has(top.name)) top.size += data.length;
  }

  end(): Element {
    for (const element of this.all.toReversed()) if (element.parent !== null) element.parent.size += element.size;
    weigh(this.root, this.all);
    return this.root;
  }

  private get top(): Element {
    return this.stack.at(-1) ?? this.root;
  }

  private pop(): void {
    const element = this.stack.pop();
    if (element !== undefined) this.counts.set(element.name, (this.counts.get(element.name) ?? 1) - 1);
  }
}

/** Elements in `root` that fit, in page order, nothing inside of one that fits; not in what is around the text, unless `everywhere`. */
export function findAll(root: Element, fits: (element: Element) => boolean, everywhere = false): Element[] {
  const found: Element[] = [];
  const look = (element: Element): void => {
    for (const child of element.children) {
      if (typeof child === 'string') continue;
      if (fits(child) && (everywhere || !isAround(child))) found.push(child);
      else if (everywhere || !isAround(child)) look(child);
    }
  };
  look(root);
  return found;
}

export function findFirst(root: Element, fits: (element: Element) => boolean, everywhere = false): Element | null {
  return findAll(root, fits, everywhere)[0] ?? null;
}

/** Words of an attribute that holds several: `class`, `rel`, `itemprop`. */
export function wordsOf(element: Element, attribute: string): readonly string[] {
  const value = element.attributes[attribute];
  return value === undefined || value.length > 5000 ? [] : value.trim().split(/\s+/u);
}

export function hasClass(element: Element, names: RegExp): boolean {
  return wordsOf(element, 'class').some((name) => names.test(name));
}

export function isInside(element: Element, outer: Element): boolean {
  for (let above: Element | null = element; above !== null; above = above.parent) if (above === outer) return true;
  return false;
}

/** Whether an element is one of some, or in one. */
export function isWithin(element: Element, outer: ReadonlySet<Element>): boolean {
  for (let above: Element | null = element; above !== null; above = above.parent) if (outer.has(above)) return true;
  return false;
}

/** The paragraphs in some elements, without those left out. */
export function readElements(elements: readonly Element[], leaveOut: ReadonlySet<Element> = new Set()): readonly ParsedParagraph[] {
  const reader = new BlockReader({ stored: false, lineBreaks: false });
  const replay = (element: Element): void => {
    if (leaveOut.has(element)) {
      // What stood between two texts still divides them.
      if (BLOCKS.has(element.name)) reader.open('hr', NO_ATTRIBUTES, true);
      return;
    }
    if (VOID.has(element.name)) {
      reader.open(element.name, element.attributes, true);
      return;
    }
    // What wraps the whole text is read, whatever it is called.
    reader.open(element.name, element.wraps ? NO_ATTRIBUTES : element.attributes, false);
    for (const child of element.children) {
      if (typeof child === 'string') reader.text(child);
      else replay(child);
    }
    reader.close(element.name);
  };
  for (const element of elements) replay(element);
  return reader.end();
}

/** What an element shows, on one line. */
export function textOf(element: Element | null, leaveOut?: ReadonlySet<Element>): string {
  if (element === null) return '';
  return readElements([element], leaveOut).map(({ text }) => text).join(' ').replace(/\s+/gu, ' ').trim();
}

/** What is written in an element, shown or not. */
export function rawText(element: Element): string {
  return element.children.map((child) => (typeof child === 'string' ? child : rawText(child))).join('');
}
