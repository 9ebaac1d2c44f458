import type { Line } from './lines.ts';

/** What to read of a kind of XML file, element by element; what it does not name is passed over. Names as `Names` gives them. */
export interface Shape {
  readonly [element: string]: Part;
}

/** `text`: a field. `count`: only that it is there. `inside`: its elements. `record`: one of many, given as a whole. */
export type Part = 'text' | 'count' | { readonly inside: Shape } | { readonly record: Shape };

/** An element's content. */
export interface Field {
  /** Its path from the record, or from the root outside of records: `atom:author/atom:name`. */
  readonly name: string;
  /** All characters, entities decoded. */
  readonly text: string;
  /** The content with its elements written out again; null when it holds none. */
  readonly markup: string | null;
  readonly attributes: Readonly<Record<string, string>>;
}

export interface XmlRecord {
  readonly line: Line;
  readonly attributes: Readonly<Record<string, string>>;
  readonly fields: readonly Field[];
  /** The `xml:base` that holds for it. */
  readonly base: string | null;
}

export type XmlEvent =
  | { readonly field: Field; readonly base: string | null }
  | { readonly record: XmlRecord }
  | { readonly counted: string }
  | { readonly fault: string; readonly line: Line };

/** A shape ready for reading: one node for each element that it names. */
export interface Node {
  readonly path: string;
  readonly kind: 'text' | 'count' | 'inside' | 'record';
  readonly children: ReadonlyMap<string, Node>;
}

export function compileShape(shape: Shape): Node {
  return { path: '', kind: 'inside', children: nodesOf(shape, '') };
}

function nodesOf(shape: Shape, path: string): Map<string, Node> {
  return new Map(Object.entries(shape).map(([name, part]) => [name, nodeOf(name, part, path === '' ? name : `${path}/${name}`)]));
}

function nodeOf(name: string, part: Part, path: string): Node {
  if (typeof part === 'string') return { path, kind: part, children: new Map() };
  if ('inside' in part) return { path, kind: 'inside', children: nodesOf(part.inside, path) };
  const children = nodesOf(part.record, '');
  const node: Node = { path, kind: 'record', children };
  // One that begins inside of another: the end of the other is missing.
  children.set(name, node);
  return node;
}
