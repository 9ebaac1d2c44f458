import type { SQLOutputValue } from 'node:sqlite';
import { bareArticle, bareKnown, PARAGRAPH_KINDS, type FullArticle, type Origin, type Paragraph, type Published } from '../archive/article.ts';
import { foldName } from '../archive/fold.ts';
import type { Row } from './connection.ts';
import type { Copy, IdentifiedArticle, Known, StoredArticle, StoredParagraph } from './store.ts';

/** All of an article in one row; its copies as one JSON list, in the order of places. */
export const SELECT_ARTICLE = `
SELECT a.row, a.id, a.collection, a.position, a.title, a.publisher, a.publisher_alias, a.section, a.author, a.published, a.url,
  a.category, a.attribution, a.credits, a.language, a.revision_of, a.added_at, a.source_key, a.origin, a.as_parsed, (SELECT at FROM gone WHERE article = a.row) AS gone,
  (SELECT json_group_array(json_array(collection, position, json(known), json(paragraphs)) ORDER BY collection, position) FROM copies WHERE article = a.row) AS copies
FROM articles a`;

export const SELECT_PARAGRAPH = `
SELECT p.id, a.id AS article, p.number, p.kind, p.text, a.language FROM paragraphs p JOIN articles a ON a.row = p.article`;

export function toArticle(row: Row): StoredArticle {
  const [key, asParsed, gone] = [textOrNull(row['source_key']), textOrNull(row['as_parsed']), textOrNull(row['gone'])];
  return {
    id: text(row['id']),
    title: text(row['title']),
    publisher: textOrNull(row['publisher']),
    publisherAlias: textOrNull(row['publisher_alias']),
    section: textOrNull(row['section']),
    author: textOrNull(row['author']),
    published: JSON.parse(text(row['published'])) as Published | null,
    url: textOrNull(row['url']),
    category: textOrNull(row['category']),
    attribution: textOrNull(row['attribution']),
    credits: JSON.parse(text(row['credits'])) as string[],
    origin: JSON.parse(text(row['origin'])) as Origin,
    language: text(row['language']),
    ...(key !== null && { key }),
    ...(asParsed !== null && { asParsed: JSON.parse(asParsed) as Known }),
    collection: text(row['collection']),
    position: Number(row['position']),
    addedAt: text(row['added_at']),
    alsoAt: (JSON.parse(text(row['copies'])) as CopyRow[]).map(toCopy),
    revisionOf: textOrNull(row['revision_of']),
    ...(gone !== null && { gone }),
  };
}

export function toParagraph(row: Row): StoredParagraph {
  const kind = PARAGRAPH_KINDS.find((known) => known === row['kind']);
  if (kind === undefined) throw new Error(`The paragraph ${text(row['id'])} is of an unknown kind.`);
  return { id: text(row['id']), articleId: text(row['article']), number: Number(row['number']), kind, text: text(row['text']), language: text(row['language']) };
}

/** Without the store's own fields, in the documented order: two equal articles give equal JSON. */
export function fullArticle(article: Omit<FullArticle, 'paragraphs'>, paragraphs: readonly Paragraph[]): FullArticle {
  return { ...bareArticle(article), published: inOrder(article.published), paragraphs: paragraphs.map(({ id, number, kind, text: words }) => ({ id, number, kind, text: words })) };
}

function inOrder(published: Published | null): Published | null {
  if (published === null) return null;
  const { value, readings, certainty, asWritten } = published;
  return { value, readings, certainty, asWritten };
}

type CopyRow = readonly [collection: string, position: number, known: Known, paragraphs: Copy['paragraphs']];

function toCopy([collection, position, known, paragraphs]: CopyRow): Copy {
  return { ...known, place: { collection, position }, paragraphs };
}

/** What a copy is, as JSON: equal for equal copies. */
export function copyKnown(copy: Known): string {
  return JSON.stringify(knownFields(copy));
}

/** Only what a place says of an article, in one order. */
export function knownFields(known: Known): Known {
  return { ...bareKnown(known), published: inOrder(known.published), ...(known.key !== undefined && { key: known.key }) };
}

/** The columns that say what is known of an article, in the order of {@link KNOWN_COLUMNS}. */
export function knownValues(article: IdentifiedArticle): (string | null)[] {
  const { title, publisher, publisherAlias, category, published } = article;
  return [
    title, foldName(title), publisher, foldOrNull(publisher), publisherAlias, foldOrNull(publisherAlias), article.section, article.author,
    JSON.stringify(published), published?.certainty === 'stated' ? published.value : null, article.url, category, foldOrNull(category),
    article.attribution, JSON.stringify(article.credits), article.language,
  ];
}

export const KNOWN_COLUMNS = [
  'title', 'title_folded', 'publisher', 'publisher_folded', 'publisher_alias', 'publisher_alias_folded', 'section', 'author',
  'published', 'stated', 'url', 'category', 'category_folded', 'attribution', 'credits', 'language',
] as const;

export function foldOrNull(name: string | null): string | null {
  return name === null ? null : foldName(name);
}

export function text(value: SQLOutputValue | undefined): string {
  if (typeof value !== 'string') throw new TypeError('A text column of the store holds no text.');
  return value;
}

export function textOrNull(value: SQLOutputValue | undefined): string | null {
  return value === null ? null : text(value);
}
