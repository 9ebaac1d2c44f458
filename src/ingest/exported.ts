import { bareArticle, PARAGRAPH_KINDS, type Article, type Paragraph } from '../archive/article.ts';
import type { ParsedArticle } from './format.ts';
import { Checker, WrongLine } from './exported-check.ts';

/** The version of the line's shape, and the mark by which such a line is known: its first field. */
const EXPORT_VERSION = 1;

/** A further copy of an exported article: the same text, or nearly, from another place. */
export interface ExportedCopy extends Omit<Article, 'id'> {
  /** What its origin calls it; null when that calls it nothing. */
  readonly key: string | null;
  /** Null when they are the article's own. */
  readonly paragraphs: readonly Pick<Paragraph, 'kind' | 'text'>[] | null;
}

/** One line of an export: an article with all that the store knows of it. */
export interface ExportedArticle extends Article {
  readonly paragraphs: readonly Paragraph[];
  /** ISO 639-1. */
  readonly language: string;
  /** ISO 8601 date-time. */
  readonly addedAt: string;
  /** What its origin calls it; null when that calls it nothing. */
  readonly key: string | null;
  readonly alsoAt: readonly ExportedCopy[];
}

/** The article as one line of JSON, without the line's end. Fields stand in their documented order, so equal articles give equal lines. */
export function exportLine(exported: ExportedArticle): string {
  const { paragraphs, language, addedAt, key, alsoAt } = exported;
  return JSON.stringify({
    backfile: EXPORT_VERSION,
    ...bareArticle(exported),
    paragraphs: paragraphs.map(({ id, number, kind, text }) => ({ id, number, kind, text })),
    language,
    addedAt,
    key,
    alsoAt: alsoAt.map(exportedCopy),
  });
}

function exportedCopy(copy: ExportedCopy): object {
  // A field without a value is not written.
  return { ...bareArticle({ ...copy, id: '' }), id: undefined, key: copy.key, paragraphs: copy.paragraphs?.map(({ kind, text }) => ({ kind, text })) ?? null };
}

/** Whether a line's object is one of an export, of whatever version. */
export function isExported(value: object): boolean {
  return Object.hasOwn(value, 'backfile');
}

/** What is wrong with a line, and in which field; or the article and its further copies, in the order of the line. */
export type ReadExport = { readonly wrong: string } | { readonly articles: readonly ParsedArticle[] };

/** Reads back what {@link exportLine} wrote. Every field is checked; nothing is guessed. */
export function readExported(value: object): ReadExport {
  const check = new Checker(value as Record<string, unknown>);
  try {
    if (check.field('backfile') !== EXPORT_VERSION) {
      return { wrong: `is of version ${JSON.stringify(check.field('backfile') ?? null).slice(0, 20)} of the export; this Backfile reads version ${EXPORT_VERSION}` };
    }
    const paragraphs = check.list('paragraphs', (each) => ({ id: each.name('id'), kind: each.oneOf('kind', PARAGRAPH_KINDS), text: each.trimmed('text') }));
    const exported = { id: check.name('id'), paragraphIds: paragraphs.map(({ id }) => id), language: check.name('language'), addedAt: check.instant('addedAt') };
    const texts = paragraphs.map(({ kind, text }) => ({ kind, text }));
    const article: ParsedArticle = { ...fieldsOf(check), ...keyOf(check), paragraphs: texts, exported };
    const copies = check.list('alsoAt', (copy): ParsedArticle => ({
      ...fieldsOf(copy),
      ...keyOf(copy),
      paragraphs: copy.field('paragraphs') === null ? texts : copy.list('paragraphs', (each) => ({ kind: each.oneOf('kind', PARAGRAPH_KINDS), text: each.trimmed('text') })),
    }));
    return { articles: [article, ...copies] };
  } catch (error) {
    if (error instanceof WrongLine) return { wrong: error.message };
    throw error;
  }
}

function fieldsOf(check: Checker): Omit<Article, 'id'> {
  return {
    title: check.text('title'),
    publisher: check.textOrNull('publisher'),
    publisherAlias: check.textOrNull('publisherAlias'),
    section: check.textOrNull('section'),
    author: check.textOrNull('author'),
    published: check.published('published'),
    url: check.linkOrNull('url'),
    category: check.textOrNull('category'),
    attribution: check.textOrNull('attribution'),
    credits: check.texts('credits'),
    origin: check.origin('origin'),
  };
}

function keyOf(check: Checker): { key?: string } {
  const key = check.textOrNull('key');
  return key === null ? {} : { key };
}
