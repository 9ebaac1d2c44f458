import { isExported, readExported } from '../exported.ts';
import type { Item, SourceStream } from '../format.ts';
import { leftOutAs } from '../fields/fields.ts';
import { readForeign } from './foreign.ts';
import { linesOf } from './lines.ts';

/** In UTF-16 units, so that one line takes at most 128 MiB of memory. */
const LONGEST_LINE = 64 * 2 ** 20;
/** No article is nested deeper. */
const DEEPEST = 20;
/** What no text should hold: half a character, which UTF-8 cannot write, and NUL. */
const UNFIT = /[\0\uD800-\uDFFF]/u;

/** Reads one article from each line; what is wrong with one line is a warning, and the next is read. */
export async function* readLines({ name, chunks }: SourceStream, longest = LONGEST_LINE): AsyncGenerator<Item> {
  let found = false;
  for await (const { number, text } of linesOf(chunks, longest)) {
    if (text === null) yield warning(name, number, `the line is longer than ${longest} letters and is passed over: an article that long should be divided`);
    else if (text.trim() !== '') for (const item of readLine(name, number, text)) yield item;
    else continue;
    found = true;
  }
  if (!found) yield warning(name, 1, 'the file holds no line with an article');
}

function* readLine(file: string, line: number, text: string): Generator<Item> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError || error instanceof RangeError)) throw error;
    yield warning(file, line, 'the line is no JSON, so nothing was read from it: one object must stand on each line');
    return;
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    yield warning(file, line, 'the line is no JSON object, so nothing was read from it');
    return;
  }
  const mended = fit(value);
  if (mended.mended) yield warning(file, line, 'halves of characters or NULs stand in the line; each became �');
  yield* isExported(mended.value) ? exportedItems(file, line, mended.value) : foreignItems(file, line, mended.value);
}

function* exportedItems(file: string, line: number, value: object): Generator<Item> {
  const read = readExported(value);
  if ('wrong' in read) yield warning(file, line, `the article was not read: ${read.wrong}`);
  else for (const article of read.articles) yield { article };
}

function* foreignItems(file: string, line: number, value: object): Generator<Item> {
  const leftOut = leftOutAs(value);
  if (leftOut !== null) {
    yield { leftOut };
    return;
  }
  const read = readForeign(value, file, line);
  if (read === null) {
    yield warning(file, line, 'the line holds no text under a name that is known (text, body, content, content_html, paragraphs), so nothing was read from it');
    return;
  }
  for (const doubt of read.doubts) yield warning(file, line, doubt);
  yield { article: read.article };
}

function warning(file: string, line: number, what: string): Item {
  return { warning: { where: `${file}:${line}`, what } };
}

/** The same object with texts that UTF-8 can hold. Deeper than any article it is cut off. */
function fit(object: object): { readonly value: object; readonly mended: boolean } {
  let mended = false;
  const mend = (value: unknown, depth: number): unknown => {
    if (typeof value === 'string') {
      if (!UNFIT.test(value)) return value;
      mended = true;
      return value.toWellFormed().replaceAll('\0', '\uFFFD');
    }
    if (typeof value !== 'object' || value === null) return value;
    if (depth > DEEPEST) return null;
    if (Array.isArray(value)) return value.map((each) => mend(each, depth + 1));
    // A field called __proto__ is one like any other here.
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, mend(each, depth + 1)]));
  };
  return { value: mend(object, 0) as object, mended };
}

