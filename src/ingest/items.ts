import { CutShort } from './damage.ts';
import { placeOf } from './places.ts';
import type { Format, Item, LeftOut, Parsed, ParsedArticle, SourceStream, Warning } from './format.ts';

const LINK = /^https?:\/\/[^\s<>"]+$/iu;

/**
 * What a file of that format holds, piece by piece, whichever way the format reads. What is no link on the web is none to
 * any of them. Throws what the format throws, and what the file's pieces throw; of a file that is cut short all articles
 * before that come first, but for the one it was cut in.
 */
export async function* itemsOf(format: Format, file: SourceStream): AsyncGenerator<Item> {
  for await (const item of read(format, file)) {
    if (!('article' in item) || item.article.url === null || isLink(item.article.url)) yield item;
    else {
      yield { warning: { where: placeOf(item.article.origin), what: `"${item.article.url.slice(0, 200)}" is no link on the web and is left out` } };
      yield { article: { ...item.article, url: null } };
    }
  }
}

function isLink(url: string): boolean {
  return LINK.test(url) && URL.canParse(url);
}

async function* read(format: Format, file: SourceStream): AsyncGenerator<Item> {
  if ('stream' in format) {
    yield* format.stream(file);
    return;
  }
  let text = '';
  let cut: CutShort | null = null;
  try {
    for await (const chunk of file.chunks) text += chunk;
  } catch (error) {
    if (!(error instanceof CutShort)) throw error;
    cut = error;
  }
  const { articles, warnings, leftOut = {} } = format.parse({ name: file.name, text, url: file.url });
  for (const warning of warnings) yield { warning };
  for (const [what, count] of Object.entries(leftOut)) for (let left = count; left > 0; left--) yield { leftOut: what };
  for (const article of cut === null ? articles : articles.slice(0, -1)) yield { article };
  if (cut !== null) throw cut;
}

/** All items at once: for files that fit in memory. */
export async function gatherItems(items: AsyncIterable<Item>): Promise<Required<Parsed>> {
  const articles: ParsedArticle[] = [];
  const warnings: Warning[] = [];
  const leftOut: Record<string, number> = {};
  for await (const item of items) {
    if ('article' in item) articles.push(item.article);
    else if ('warning' in item) warnings.push(item.warning);
    else leftOut[item.leftOut] = (leftOut[item.leftOut] ?? 0) + 1;
  }
  return { articles, warnings, leftOut: leftOut satisfies LeftOut };
}
