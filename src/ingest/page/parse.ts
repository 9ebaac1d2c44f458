import type { Parsed, ParsedArticle, SourceFile, Warning } from '../format.ts';
import { readBody } from './body.ts';
import type { Body } from './body.ts';
import { parseHeader, knownPublishers } from './header.ts';
import type { HeaderContext } from './header.ts';
import { categoryOf } from './heading.ts';
import { blocksIn, pageLines, placeOf } from './lines.ts';
import type { PageLines } from './lines.ts';
import { publication } from './published.ts';
import { splitPage } from './split.ts';
import type { ArticleLines } from './split.ts';

/** Reads a saved archive page. Whatever is unsure is a warning with its place; nothing throws. */
export function parsePage(file: SourceFile): Parsed {
  const page = pageLines(file.name, file.text);
  const split = splitPage(page);
  const context: HeaderContext = {
    category: split.heading === null ? null : categoryOf(page.lines.slice(split.heading.start, split.heading.end).join('\n')),
    publishers: knownPublishers(split.articles.map(({ head }) => head.text)),
  };
  const warnings: Warning[] = [...split.warnings];
  const articles = split.articles.map((lines) => readArticle(page, lines, context, warnings));
  if (articles.length === 0) warnings.push({ where: placeOf(page, 0), what: 'no article was found on this page' });
  return { articles, warnings: warnings.sort((a, b) => lineOf(a) - lineOf(b)) };
}

function readArticle(page: PageLines, lines: ArticleLines, context: HeaderContext, warnings: Warning[]): ParsedArticle {
  const { head, body: range } = lines;
  const warn = (line: number, what: string): void => {
    warnings.push({ where: placeOf(page, line), what });
  };
  const { doubt, ...header } = parseHeader(head.text, context);
  if (doubt !== null) warn(head.start, doubt);
  const body = readBody(header.title, [...blocksIn(page, range.start, range.end)].map(({ start, text }) => ({ line: start, text })));
  const { published, doubts } = publication(body.dates);
  for (const { line, what } of [...body.doubts, ...doubts]) warn(line, what);
  if (body.paragraphs.length === 0) warn(head.start, `“${header.title}” has no text`);
  return {
    ...header,
    author: body.author,
    published,
    url: lines.link?.url ?? ownLink(body),
    category: context.category,
    attribution: body.attribution,
    credits: body.credits,
    origin: { file: page.file, line: head.start + 1 },
    paragraphs: body.paragraphs,
  };
}

/** A last line that says that it is the link: `Source: https://…` */
function ownLink(body: Body): string | null {
  const last = body.paragraphs.at(-1)?.text ?? '';
  return /^(?:original(?: article| story| link)?|source|link|permalink|url|full (?:article|story))\s*:\s*(https?:\/\/\S+)$/iu.exec(last)?.[1] ?? null;
}

function lineOf(warning: Warning): number {
  return Number(warning.where.slice(warning.where.lastIndexOf(':') + 1));
}
