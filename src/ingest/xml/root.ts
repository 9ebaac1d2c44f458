import { Names } from './names.ts';
import { TagReader, type Attributes } from './tags.ts';

export interface Root {
  /** As `Names` gives it. */
  readonly name: string;
  readonly attributes: Attributes;
}

/** The outermost element of a text that is XML from its first character on; null for any other text. */
export function rootOf(text: string): Root | null {
  if (!/^\uFEFF?\s*<[?!\p{L}_]/u.test(text)) return null;
  let root: { name: string; attributes: Attributes } | null = null;
  const reader = new TagReader({
    get listening() { return root === null; },
    open: (name, attributes) => { root ??= { name, attributes }; },
    close: () => undefined,
    text: () => undefined,
    lost: () => undefined,
  }, text.length);
  reader.write(text);
  const found = root as Root | null;
  if (found === null) return null;
  const names = new Names();
  names.declare(found.name, found.attributes, 0);
  return { name: names.of(found.name), attributes: found.attributes };
}
