/** How the lines of a text were broken. */
export interface Wrapping {
  /** Lines were broken at this width, in UTF-16 units; null where every line ends where its writer ended it. */
  readonly width: number | null;
}

/** Nobody breaks lines of running text wider than this, or narrower. */
const WIDEST = 100;
const NARROWEST = 30;
const NARROWEST_UNSPACED = 12;
/** How many of the lines that another line follows must be full. */
const MOST_FULL = 0.7;
/** Scripts that are written without spaces between words. */
const UNSPACED = String.raw`\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}\u3000-\u303F\uFF01-\uFF5E`;
const ENDS_UNSPACED = new RegExp(`[${UNSPACED}]$`, 'u');
const LIST_ITEM = /^(?:[-–—•·*>+]|\d{1,3}[.)])\s/u;

/** Told from all blocks of a text together: one short block tells nothing. */
export function wrappingOf(blocks: readonly (readonly string[])[]): Wrapping {
  const lines = blocks.flat();
  const lengths = lines.map(({ length }) => length).filter((length) => length <= WIDEST);
  if (lengths.length < lines.length * 0.9) return { width: null };
  const width = lengths.reduce((most, length) => Math.max(most, length), 0);
  const unspaced = lines.filter((line) => ENDS_UNSPACED.test(line)).length > lines.length / 2;
  if (width < (unspaced ? NARROWEST_UNSPACED : NARROWEST)) return { width: null };
  let full = 0;
  let followed = 0;
  for (const block of blocks) {
    for (const [place, next] of block.entries()) {
      if (place === 0) continue;
      followed++;
      if (isFull(block[place - 1] ?? '', next, width)) full++;
    }
  }
  return { width: followed > 0 && full >= followed * MOST_FULL ? width : null };
}

/** Whether a line ends where it does because the next line's first word found no room on it. */
export function isFull(line: string, next: string, width: number): boolean {
  if (LIST_ITEM.test(next)) return false;
  const word = ENDS_UNSPACED.test(line) ? 2 : (/^\S*/u.exec(next)?.[0].length ?? 0) + 1;
  // Some leave a word's room: lines are seldom broken at the very last place.
  return line.length + Math.max(word, 6) >= width;
}

/** Lines that were one before they were broken. Nothing but the break is changed. */
export function joined(lines: readonly string[]): string {
  return lines.reduce((text, line) => (text === '' ? line : text + (needsNoSpace(text, line) ? '' : ' ') + line), '');
}

function needsNoSpace(text: string, line: string): boolean {
  return (ENDS_UNSPACED.test(text.slice(-2)) && new RegExp(`^[${UNSPACED}]`, 'u').test(line)) || /\p{L}[-\u2010]$/u.test(text.slice(-3)) && /^\p{Ll}/u.test(line);
}
