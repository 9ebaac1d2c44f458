import type { Parsed, SourceFile, Warning } from '../format.ts';
import { readBody } from '../page/body.ts';
import type { TextBlock } from '../page/captions.ts';
import { pageLines, placeOf } from '../page/lines.ts';
import { publication } from '../page/published.ts';
import { wholeFile } from '../places.ts';
import { labelled, readHead } from './head.ts';
import { paragraphsFrom, wrappingOfPage } from './paragraphs.ts';

/** Reads one plain article. Whatever is unsure is a warning with its place; nothing throws. */
export function parsePlainText(file: SourceFile): Parsed {
  const page = pageLines(file.name, file.text);
  const wrapping = wrappingOfPage(page);
  const head = readHead(page, wrapping);
  const { blocks, url, publisher } = withoutFoot(paragraphsFrom(page, head.end, wrapping), head);
  const body = readBody(head.title, [...head.metas, ...blocks]);
  const warnings: Warning[] = [];
  const { published, doubts } = publication(body.dates);
  for (const { line, what } of [...body.doubts, ...doubts]) warnings.push({ where: placeOf(page, line), what });
  if (blocks.length === 0 && head.title === '') return { articles: [], warnings: [...warnings, { where: wholeFile(file.name), what: 'the file holds no text' }] };
  if (blocks.length === 0) warnings.push({ where: placeOf(page, head.titleLine ?? 0), what: `“${head.title}” has no text` });
  const { author, attribution, credits, paragraphs } = body;
  const start = head.titleLine ?? page.nextFilled[0] ?? 0;
  const article = {
    title: head.title, publisher, publisherAlias: null, section: null, author, published, url, category: head.category, attribution, credits,
    origin: { file: file.name, line: start + 1 }, paragraphs,
  };
  return { articles: [article], warnings };
}

interface Known {
  readonly url: string | null;
  readonly publisher: string | null;
}

/** Lines below the text that tell its link or its publisher, as those above it do. */
function withoutFoot(blocks: readonly TextBlock[], { url, publisher }: Known): Known & { readonly blocks: readonly TextBlock[] } {
  const field = blocks.length > 1 ? labelled(blocks.at(-1)?.text ?? '') : null;
  if (field?.field === 'url' && url === null) return withoutFoot(blocks.slice(0, -1), { url: field.value, publisher });
  if (field?.field === 'publisher' && publisher === null) return withoutFoot(blocks.slice(0, -1), { url, publisher: field.value });
  return { blocks, url, publisher };
}
