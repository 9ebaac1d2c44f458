import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { LineCounter, parseDocument, type Document } from 'yaml';
import { messageOf } from '../errors.ts';
import { bareKnown, type FullArticle } from '../archive/article.ts';
import { publishedOn, wholeDate } from '../archive/dates.ts';
import { foldName } from '../archive/fold.ts';
import { linkKey } from '../archive/keys.ts';
import type { Known } from '../store/store.ts';
import type { Warning } from './format.ts';

type Parsed = FullArticle & { readonly key?: string };
/** Gives an article as the archive's owner wants it, with what its place said kept beside it. */
export type Correct = (article: Parsed) => Parsed & { readonly asParsed?: Known };

/** What the owner says of an article; null says that it is not known. */
type Fields = Partial<Pick<Known, 'title' | 'publisher' | 'section' | 'author' | 'published'>>;

export interface Corrections {
  /** Empty without a file; else changes with it. */
  readonly fingerprint: string;
  readonly correct: Correct;
  /** What the file names articles by, each with the line where it stands. */
  readonly named: readonly { readonly name: string; readonly line: number }[];
  readonly warnings: readonly Warning[];
}

const FILE = 'corrections.yaml';
const NONE: Corrections = { fingerprint: '', correct: (article) => article, named: [], warnings: [] };

/** The place of a warning about the archive's corrections. */
export function correctionsAt(line: number): string {
  return `${FILE}:${line}`;
}

/**
 * Reads `corrections.yaml` of the archive's folder: a list of `article` (an id, a link or a title) with any of `title`,
 * `publisher`, `section`, `author` and `date`. What cannot be understood is a warning, and the rest holds.
 */
export async function readCorrections(folder: string): Promise<Corrections> {
  let text: string;
  try {
    text = await readFile(join(folder, FILE), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return NONE;
    return { ...NONE, warnings: [{ where: correctionsAt(1), what: `${FILE} cannot be read, so nothing is corrected (${messageOf(error)})` }] };
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const reader = new Reader(document, lines);
  reader.read();
  return { ...reader.corrections(), fingerprint: createHash('sha256').update(text).digest('hex') };
}

class Reader {
  readonly #document: Document.Parsed;
  readonly #lines: LineCounter;
  readonly #fields = new Map<string, Fields>();
  readonly #named: { name: string; line: number }[] = [];
  readonly #warnings: Warning[] = [];

  constructor(document: Document.Parsed, lines: LineCounter) {
    this.#document = document;
    this.#lines = lines;
  }

  read(): void {
    for (const { message, pos } of this.#document.errors) this.#warn(this.#lines.linePos(pos[0]).line, `is no YAML here, so nothing is corrected: ${message.split('\n')[0] ?? ''}`);
    if (this.#document.errors.length > 0) return;
    const list = this.#toJs();
    if (list === null || list === undefined) return;
    if (!Array.isArray(list)) {
      this.#warn(1, 'is no list. Write "- article: ID" for each article, and below it what to correct');
      return;
    }
    for (const [place, entry] of list.entries()) this.#entry(entry, this.#lineOf(place));
  }

  corrections(): Omit<Corrections, 'fingerprint'> {
    return { correct: (article) => correctBy(this.#fields, article), named: this.#named, warnings: this.#warnings };
  }

  #toJs(): unknown {
    try {
      return this.#document.toJS({ maxAliasCount: 100 });
    } catch (error) {
      this.#warn(1, `cannot be used (${messageOf(error)})`);
      return null;
    }
  }

  #entry(entry: unknown, line: number): void {
    const { article, ...fields } = (entry ?? {}) as Record<string, unknown>;
    if ((typeof article !== 'string' && typeof article !== 'number') || String(article).trim() === '') {
      this.#warn(line, 'names no article: write "article:" with its id, its link or its title');
      return;
    }
    const name = String(article).trim();
    this.#named.push({ name, line });
    this.#fields.set(nameKey(name), { ...this.#fields.get(nameKey(name)), ...this.#read(fields, line) });
  }

  #read(fields: Readonly<Record<string, unknown>>, line: number): Fields {
    const read: { -readonly [K in keyof Fields]: Fields[K] } = {};
    for (const [field, value] of Object.entries(fields)) {
      const words = value === null ? null : typeof value === 'string' || typeof value === 'number' ? String(value).trim() : undefined;
      if (words === undefined || words === '') this.#warn(line, `"${field}" is no text`);
      else if (field === 'date') this.#date(words, line, read);
      else if (field === 'title') read.title = words ?? '';
      else if (field === 'author' || field === 'publisher' || field === 'section') read[field] = words;
      else this.#warn(line, `"${field}" cannot be corrected; title, publisher, section, author and date can`);
    }
    return read;
  }

  #date(words: string | null, line: number, read: { published?: Known['published'] }): void {
    const date = words === null ? null : wholeDate(words);
    const published = date === null ? null : publishedOn(date);
    if (words !== null && published?.certainty !== 'stated') this.#warn(line, `"${words}" is not one date; write it as 2021-12-08`);
    else read.published = published;
  }

  #lineOf(place: number): number {
    const node = this.#document.getIn([place], true) as { readonly range?: readonly [number, ...number[]] } | undefined;
    return this.#lines.linePos(node?.range?.[0] ?? 0).line;
  }

  #warn(line: number, what: string): void {
    this.#warnings.push({ where: correctionsAt(line), what: `${FILE} ${what}` });
  }
}

/** Links are compared as links, everything else as people spell it. */
function nameKey(name: string): string {
  return linkKey(name) ?? foldName(name);
}

function correctBy(all: ReadonlyMap<string, Fields>, article: Parsed): Parsed & { readonly asParsed?: Known } {
  const names = [foldName(article.title), linkKey(article.url), foldName(article.id)];
  const fields = names.reduce<Fields>((found, name) => ({ ...found, ...(name === null || name === '' ? {} : all.get(name)) }), {});
  if (Object.keys(fields).length === 0) return article;
  const asParsed = { ...bareKnown(article), ...(article.key !== undefined && { key: article.key }) };
  // What named the author or the publisher in the text does not name the corrected one.
  return { ...article, ...('author' in fields && { attribution: null }), ...('publisher' in fields && { publisherAlias: null }), ...fields, asParsed };
}
