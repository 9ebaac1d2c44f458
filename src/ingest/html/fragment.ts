import type { ParsedParagraph } from '../format.ts';
import { BlockReader } from './blocks.ts';
import { USED } from './boilerplate.ts';
import { scan } from './scan.ts';

const BLANK_LINE = /\n[ \t\r]*\n/u;
const PARAGRAPH = /<p[\s>]|<!-- wp:/iu;

/**
 * A fragment of HTML (a feed item's text, a post as WordPress stores it, rendered Markdown) as paragraphs to read. Text is
 * kept as written, white space shown as a browser shows it; markup, controls, hidden parts and what sites put around a
 * text are left out. Linear time, any input.
 */
export function readFragment(html: string): readonly ParsedParagraph[] {
  const reader = new BlockReader({ stored: true, lineBreaks: BLANK_LINE.test(html) && !PARAGRAPH.test(html) });
  scan(html, reader, USED);
  return reader.end();
}
