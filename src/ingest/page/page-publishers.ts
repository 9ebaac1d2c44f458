import type { Heads } from './heads.ts';
import { blocksIn } from './lines.ts';
import type { PageLines } from './lines.ts';
import { isNameLike } from './shape.ts';
import { behindLastDash } from './titles.ts';

/** Publishers of headers that footers repeat, and names behind the last dash of several lines. */
export function publishersOf(page: PageLines, heads: Heads): Set<string> {
  const names = new Set<string>();
  const counts = new Map<string, number>();
  for (const block of blocksIn(page, 0)) {
    if (block.text.length > 500 || block.text.includes('\n')) continue;
    const name = behindLastDash(block.text)?.rest;
    if (name === undefined || name.split(/\s+/u).length > 7) continue;
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    if (heads.repeatedAt(block.start) !== null || (count > 1 && isNameLike(name))) names.add(name);
  }
  return names;
}
