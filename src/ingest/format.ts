import type { Article, Paragraph } from '../archive/article.ts';

/** A file as text: `name` is its path relative to the archive's folder, line ends are `\n`, no byte-order mark. */
export interface SourceFile {
  readonly name: string;
  readonly text: string;
  /** Where it was fetched from: what its links are relative to. */
  readonly url?: string | undefined;
}

/** A file as text that comes in pieces of any size; otherwise as {@link SourceFile}. To be read once. */
export interface SourceStream {
  readonly name: string;
  readonly chunks: AsyncIterable<string>;
  readonly url?: string | undefined;
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
  /** What its origin itself calls it (a guid, a post's number): unique there, and kept when title, text and link change. */
  readonly key?: string;
  /** What Backfile's own export alone tells. */
  readonly exported?: Exported;
}

/** What an article was in the store that it was exported from. */
export interface Exported {
  readonly id: string;
  /** One for each of the article's paragraphs. */
  readonly paragraphIds: readonly string[];
  /** ISO 639-1. */
  readonly language: string;
  /** ISO 8601 date-time. */
  readonly addedAt: string;
}

/** How many there were of what must not become an article, by what it is: `{ draft: 2, attachment: 14 }`. */
export type LeftOut = Readonly<Record<string, number>>;

export interface Parsed {
  /** In page order. */
  readonly articles: readonly ParsedArticle[];
  readonly warnings: readonly Warning[];
  readonly leftOut?: LeftOut;
}

/** What a stream gives, in the order of the input. `leftOut` names, in the singular, what must not become an article. */
export type Item =
  | { readonly article: ParsedArticle }
  | { readonly warning: Warning }
  | { readonly leftOut: string };

interface AnyFormat {
  /** Unique, lower case, dashes. */
  readonly name: string;
  /** One line for people: what such a file is. */
  readonly description: string;
  /** True for a format that shows only the newest articles: what is gone from it stays in the archive. */
  readonly onlyNewest?: boolean;
  /**
   * True when the file is of this format. `text` is the file's beginning, at most {@link GLANCE} units of it. No two
   * formats accept one file; where they do all the same, the first by file name parses it.
   */
  accepts(file: SourceFile): boolean;
}

/** A format whose files are read whole. */
export interface PageFormat extends AnyFormat {
  parse(file: SourceFile): Parsed;
}

/** A format whose files may be larger than memory. */
export interface StreamFormat extends AnyFormat {
  stream(file: SourceStream): AsyncIterable<Item>;
}

/** One input format: the default export of one file in `formats/`. */
export type Format = PageFormat | StreamFormat;

/** How much of a file a format sees to tell whether it is its own, in UTF-16 units. */
export const GLANCE = 65_536;

/** Checks a format where it is written; the loader checks it again at start. */
export function defineFormat<F extends Format>(format: F): F {
  return format;
}
