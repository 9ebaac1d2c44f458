import type { TextBlock } from '../page/captions.ts';
import { blocksIn, pageLines, type Block, type PageLines } from '../page/lines.ts';
import { metaLine } from '../page/meta-lines.ts';
import { isFull, joined, wrappingOf, type Wrapping } from './wrapping.ts';

/** A line that divides parts of a text and says nothing. */
const RULE = /^[\s\-=_*~#+.•·—–]*$/u;
const INDENT = /^(?: {2,}|\t|\u3000)/u;
/** A line as long as this, where no lines were broken, is a paragraph by itself. */
const LONG_LINE = 120;
/** More short lines without a blank one among them are no verse. */
const MOST_VERSES = 20;

/** The paragraphs of a plain text. */
export function paragraphsIn(text: string): readonly TextBlock[] {
  const page = pageLines('', text);
  return paragraphsFrom(page, 0, wrappingOfPage(page));
}

/** Names and dates above a text stand on short lines of their own; what is among the first so many lines is not looked at. */
const MOST_ABOVE = 12;

export function wrappingOfPage(page: PageLines): Wrapping {
  const blocks = [...blocksIn(page, 0)].flatMap((block) => divided(page, block, true));
  return wrappingOf(blocks.map((part) => part.filter(({ line, text }) => line >= MOST_ABOVE || metaLine(text) === null).map(({ text }) => text)));
}

/**
 * The paragraphs behind a line. Blank lines divide them; where there are none, indented first lines, or else the lines'
 * own ends, unless those were broken at a width.
 */
export function paragraphsFrom(page: PageLines, from: number, wrapping: Wrapping): readonly TextBlock[] {
  const blocks = [...blocksIn(page, from)];
  return blocks.flatMap((block) => divided(page, block).flatMap((part) => inPart(part, wrapping, blocks.length === 1))).filter(({ text }) => !RULE.test(text));
}

/** Lines of a block, divided where an indented one begins a paragraph; `everywhere` also below a line that is not indented. */
function divided(page: PageLines, block: Block, everywhere = false): TextBlock[][] {
  const lines = page.lines.slice(block.start, block.end);
  const indented = lines.map((line) => INDENT.test(line));
  // A block that is indented as a whole is set off; a list's second lines are indented, but its first is not.
  const begins = indented.includes(false) && (everywhere || indented[0] === true);
  const parts: TextBlock[][] = [];
  lines.forEach((line, offset) => {
    const piece = { line: block.start + offset, text: line.trim() };
    const part = parts.at(-1);
    if (part === undefined || (begins && indented[offset] === true)) parts.push([piece]);
    else part.push(piece);
  });
  return parts;
}

function inPart(part: readonly TextBlock[], { width }: Wrapping, alone: boolean): TextBlock[] {
  const [first] = part;
  if (first === undefined) return [];
  const texts = part.map(({ text }) => text);
  if (width !== null) {
    const full = texts.slice(1).filter((next, place) => isFull(texts[place] ?? '', next, width)).length;
    if (full * 2 >= texts.length - 1) return [{ line: first.line, text: joined(texts) }];
  }
  // Verses, addresses and lists keep their lines; lines that are as long as paragraphs are those.
  const long = texts.filter((text) => text.length >= LONG_LINE).length;
  const mean = texts.reduce((sum, text) => sum + text.length, 0) / texts.length;
  if (part.length > 1 && (long * 2 >= part.length || (alone && width === null && (mean >= LONG_LINE / 2 || part.length > MOST_VERSES)))) return [...part];
  return [{ line: first.line, text: texts.join('\n') }];
}
