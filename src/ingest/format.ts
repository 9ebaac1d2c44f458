import type { Article, Paragraph } from '../archive/article.ts';

/** A file as text: `name` is its path relative to the archive's folder, line ends are `\n`, no byte-order mark. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
}

/** Bad or unsure input, reported and passed over: never an exception. `where` is `file:line`. */
export interface Warning {
  readonly where: string;
  readonly what: string;
}

export type ParsedParagraph = Pick<Paragraph, 'kind' | 'text'>;

/** An article as a format read it: ids are given later, when it is known what the store already holds. */
export interface ParsedArticle extends Omit<Article, 'id'> {
  readonly paragraphs: readonly ParsedParagraph[];
}

export interface Parsed {
  /** In page order. */
  readonly articles: readonly ParsedArticle[];
  readonly warnings: readonly Warning[];
}

/** One input format: the default export of one file in `formats/`. */
export interface Format {
  /** Unique, lower case, dashes. */
  readonly name: string;
  /** One line for people: what such a file is. */
  readonly description: string;
  /** True when the file is of this format. The first format (by file name) that accepts a file parses it. */
  accepts(file: SourceFile): boolean;
  parse(file: SourceFile): Parsed;
}

/** Checks a format where it is written; the loader checks it again at start. */
export function defineFormat(format: Format): Format {
  return format;
}
