import { isHeadingWording } from './heading.ts';
import type { Heads } from './heads.ts';
import { blockFrom } from './lines.ts';
import type { Block, LineRange, PageLines } from './lines.ts';
import { isProse } from './shape.ts';
import { wordCount } from './titles.ts';

/** How many blocks may stand before a heading (a blog's name, its motto). */
const MOST_BEFORE = 4;

/** The heading: a first block that no footer repeats and that a header follows, or a line worded like a heading. */
export function headingOf(page: PageLines, heads: Heads, isHead: (block: Block) => boolean): LineRange | null {
  const first = blockFrom(page, 0);
  if (first === null || heads.at(first.start).footers.length > 0) return null;
  const worded = wordedHeading(page, heads, isHead);
  if (worded !== null) return worded;
  if (first.end - first.start > 1 && heads.at(first.start + 1).footers.length > 0) {
    return { start: first.start, end: first.start + 1 };
  }
  const second = blockFrom(page, first.end);
  if (second === null) return null;
  if (isHead(second)) return first;
  // A line about the category may stand between; a name alone, that nothing repeats, heads no article.
  const third = blockFrom(page, second.end);
  const isName = wordCount(first.text) <= 4 && !isHead(first) && !first.text.includes('\n');
  return isName && isProse(second.text) && third !== null && isHead(third) ? first : null;
}

/** A line among the first blocks that is worded like a heading; no header stands before it. */
function wordedHeading(page: PageLines, heads: Heads, isHead: (block: Block) => boolean): LineRange | null {
  let block = blockFrom(page, 0);
  for (let count = 0; block !== null && count < MOST_BEFORE; count++) {
    const next: Block | null = blockFrom(page, block.end);
    // A headline may be worded like a heading, but then its text follows it.
    if (isHead(block) && (count > 0 || next === null || !isHead(next))) return null;
    for (let line = block.start; line < block.end; line++) {
      if (heads.at(line).footers.length > 0) return null;
      if (isHeadingWording(page.lines[line] ?? '')) return { start: line, end: line + 1 };
    }
    block = next;
  }
  return null;
}
