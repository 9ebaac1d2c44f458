/** Letters that run from right to left (Unicode: bidirectional classes R and AL): Hebrew, Arabic, Syriac and their neighbours. */
const RIGHT_TO_LEFT = /[\p{L}&&[\u0590-\u08FF\uFB1D-\uFDFF\uFE70-\uFEFC\u{10800}-\u{10FFF}\u{1E800}-\u{1EFFF}]]/v;
const [FIRST_STRONG, END] = ['\u2068', '\u2069'];
/** What opens an isolate, and what closes one. */
const ISOLATES = /[\u2066-\u2069]/gu;

/**
 * Archive text for a place within the bot's own sentence: where it runs from right to left, it is set apart, so that what stands
 * behind it keeps its place (Unicode UAX 9, first strong isolate). Isolates that it opens or closes itself get their other half,
 * so that none reaches out of it. Nothing else is changed, and a quote never is.
 */
export function isolate(text: string): string {
  if (!RIGHT_TO_LEFT.test(text)) return text;
  // Isolates end with their line.
  if (text.includes('\n')) return text.split('\n').map(isolate).join('\n');
  const { closed, open } = unpaired(text);
  return FIRST_STRONG.repeat(1 + closed) + text + END.repeat(1 + open);
}

/** How many isolates are closed that were not opened, and opened that are not closed. */
function unpaired(line: string): { readonly closed: number; readonly open: number } {
  let [closed, open] = [0, 0];
  for (const [control] of line.matchAll(ISOLATES)) {
    if (control !== END) open++;
    else if (open > 0) open--;
    else closed++;
  }
  return { closed, open };
}

/** Where {@link isolate} has set something apart in one line: the places of its two characters, as pairs [first, last]. */
export function isolated(line: string): (readonly [number, number])[] {
  const pairs: (readonly [number, number])[] = [];
  let [depth, first] = [0, 0];
  for (const { 0: control, index } of line.matchAll(ISOLATES)) {
    if (control !== END) {
      if (depth === 0) first = index;
      depth++;
    } else if (depth > 0) {
      depth--;
      if (depth === 0 && line[first] === FIRST_STRONG && RIGHT_TO_LEFT.test(line.slice(first, index))) pairs.push([first, index]);
    }
  }
  return pairs;
}
