import type { PageLines } from './lines.ts';
import { titleKey } from './titles.ts';

/** A place that could be a footer: a phrase ending in a colon, then a text that may be some header's. */
export interface Footer {
  /** First line, that of the phrase. */
  readonly start: number;
  /** Exclusive. */
  readonly end: number;
  readonly key: string;
  /** Where the title starts: the phrase's own line, or a later one. */
  readonly titleLine: number;
}

export interface FooterIndex {
  /** In page order. */
  readonly byKey: ReadonlyMap<string, readonly Footer[]>;
  readonly byLooseKey: ReadonlyMap<string, readonly Footer[]>;
  /** Lines on which a title stands below its phrase. */
  readonly titleLines: ReadonlySet<number>;
}

const COLON = /[:：]/u;
const LONGEST_PHRASE = 200;
export const LONGEST_TITLE = 500;
/** How many lines a long title may be wrapped over. */
const MOST_LINES = 3;
const MOST_BLANK_LINES = 3;
const MOST_COLONS = 6;

export function findFooters(page: PageLines): FooterIndex {
  const byKey = new Map<string, Footer[]>();
  const byLooseKey = new Map<string, Footer[]>();
  const titleLines = new Set<number>();
  const add = (footer: Footer): void => {
    pushTo(byKey, footer.key, footer);
    pushTo(byLooseKey, footer.key.toLowerCase(), footer);
    if (footer.titleLine !== footer.start) titleLines.add(footer.titleLine);
  };
  page.lines.forEach((line, start) => {
    if (!COLON.test(line.slice(0, LONGEST_PHRASE + 20))) return;
    for (const footer of [...belowPhrase(page, start), ...besidePhrase(page, start)]) add(footer);
  });
  return { byKey, byLooseKey, titleLines };
}

function* belowPhrase(page: PageLines, start: number): Generator<Footer> {
  const phrase = (page.lines[start] ?? '').trim();
  if (phrase.length > LONGEST_PHRASE || !/[\p{L}\p{Extended_Pictographic}].*[:：][*_]*$/su.test(phrase)) return;
  const titleLine = page.nextFilled[start + 1] ?? page.lines.length;
  if (titleLine - start - 1 > MOST_BLANK_LINES) return;
  yield* titlesAt(page, start, titleLine, page.lines[titleLine]);
}

function* besidePhrase(page: PageLines, start: number): Generator<Footer> {
  const line = (page.lines[start] ?? '').trim();
  if (line.length > LONGEST_PHRASE + LONGEST_TITLE) return;
  let tried = 0;
  for (const { index } of line.slice(0, LONGEST_PHRASE).matchAll(/[:：](?!\/\/)/gu)) {
    if (++tried > MOST_COLONS) return;
    if (/[\p{L}\p{Extended_Pictographic}]/u.test(line.slice(0, index))) yield* titlesAt(page, start, start, line.slice(index + 1));
  }
}

/** The title as it stands on its line, and as it would be if wrapped over the following ones. */
function* titlesAt(page: PageLines, start: number, titleLine: number, first: string | undefined): Generator<Footer> {
  let title = (first ?? '').trim();
  const blockEnd = page.nextBlank[titleLine] ?? page.lines.length;
  for (let end = titleLine + 1; end <= Math.min(blockEnd, titleLine + MOST_LINES); end++) {
    if (title.length > LONGEST_TITLE) return;
    if (title !== '') yield { start, end, key: titleKey(title), titleLine };
    title = `${title} ${(page.lines[end] ?? '').trim()}`;
  }
}

function pushTo<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
