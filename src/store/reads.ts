import type { SQLInputValue } from 'node:sqlite';
import type { FullArticle } from '../archive/article.ts';
import { foldName } from '../archive/fold.ts';
import type { Connection } from './connection.ts';
import { SELECT_ARTICLE, text, textOrNull, toArticle, toParagraph } from './rows.ts';
import type { ArticleFilter, ArticlePage, Changes, IndexableParagraph, Latest, Revision } from './store.ts';

const MAX_PAGE = 1_000;
const PAGE_ORDER = 'ORDER BY a.collection, a.position';

interface Condition {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

/** Some reading of the date. Most dates are stated, and told without reading any JSON. */
const PUBLISHED_WITHIN = `(CASE WHEN a.stated IS NOT NULL THEN substr(a.stated, 1, 10) BETWEEN ? AND ?
  ELSE a.published <> 'null' AND EXISTS (SELECT 1 FROM json_each(a.published, '$.readings') WHERE substr(value, 1, 10) BETWEEN ? AND ?) END)`;

/** As SQL behind WHERE; no condition is `TRUE`. `rowsBy` gives the rows of an author's articles. */
function conditionOf({ publisher, category, author, published }: ArticleFilter, rowsBy: RowsBy): Condition {
  const parts: string[] = [];
  const values: SQLInputValue[] = [];
  if (publisher !== undefined) {
    parts.push('(a.publisher_folded = ? OR a.publisher_alias_folded = ? OR a.row IN (SELECT article FROM copies WHERE publisher_folded = ?))');
    values.push(foldName(publisher), foldName(publisher), foldName(publisher));
  }
  if (category !== undefined) {
    parts.push('a.category_folded = ?');
    values.push(foldName(category));
  }
  if (author !== undefined) {
    parts.push('a.row IN (SELECT value FROM json_each(?))');
    values.push(JSON.stringify(rowsBy(author)));
  }
  if (published !== undefined) {
    const bounds = [published.from ?? '0000-01-01', published.to ?? '9999-12-31'];
    parts.push(PUBLISHED_WITHIN);
    values.push(...bounds, ...bounds);
  }
  return { sql: parts.join(' AND ') || 'TRUE', values };
}

/** The rows of the articles by an author. */
export type RowsBy = (author: string) => readonly number[];

export function listArticles(db: Connection, filter: ArticleFilter, page: { readonly cursor?: string | null; readonly limit: number }, rowsBy: RowsBy): ArticlePage {
  const { sql, values } = conditionOf(filter, rowsBy);
  const [position, collection] = readCursor(page.cursor ?? null);
  const limit = Math.min(page.limit, MAX_PAGE);
  const rows = db.all(
    `${SELECT_ARTICLE} WHERE ${sql} AND (a.collection, a.position) > (?, ?) ${PAGE_ORDER} LIMIT ?`,
    ...values, collection, position, limit + 1,
  );
  const articles = rows.slice(0, limit).map(toArticle);
  const last = articles.at(-1);
  return { articles, cursor: rows.length > limit && last !== undefined ? `${last.position}:${last.collection}` : null };
}

export function matchingIds(db: Connection, filter: ArticleFilter, rowsBy: RowsBy): string[] {
  const { sql, values } = conditionOf(filter, rowsBy);
  return db.all(`SELECT a.id FROM articles a WHERE ${sql}`, ...values).map(({ id }) => text(id));
}

export function countUndated(db: Connection, filter: ArticleFilter, rowsBy: RowsBy): number {
  const { publisher, category, author } = filter;
  const { sql, values } = conditionOf({ ...(publisher !== undefined && { publisher }), ...(category !== undefined && { category }), ...(author !== undefined && { author }) }, rowsBy);
  return Number(db.get(`SELECT count(*) AS total FROM articles a WHERE a.published = 'null' AND ${sql}`, ...values)?.['total']);
}

function readCursor(cursor: string | null): [position: number, collection: string] {
  if (cursor === null) return [-1, ''];
  const match = /^(\d+):(.*)$/su.exec(cursor);
  if (match === null) throw new TypeError('That cursor was not given by this store.');
  return [Number(match[1]), match[2] ?? ''];
}

/** What was fetched from a site's past is no news, though it came last. */
const SINCE_WHEN = "CASE WHEN a.stated < a.added_at AND a.collection GLOB 'http*://*' THEN a.stated ELSE a.added_at END";

export function latestArticles(db: Connection, filter: ArticleFilter, count: number, rowsBy: RowsBy): Latest {
  const { sql, values } = conditionOf(filter, rowsBy);
  const facts = db.get(
    `SELECT count(*) AS total, count(a.stated) AS dated, min(a.collection) AS first, max(a.collection) AS last FROM articles a WHERE ${sql}`,
    ...values,
  );
  const [total, dated] = [Number(facts?.['total']), Number(facts?.['dated'])];
  const basis = total > 0 && dated === total ? 'stated' : total > 0 && facts?.['first'] === facts?.['last'] ? 'page' : 'added';
  const order = { stated: 'ORDER BY a.stated DESC, a.collection, a.position', page: PAGE_ORDER, added: `ORDER BY ${SINCE_WHEN} DESC, a.collection, a.position` }[basis];
  const articles = db.all(`${SELECT_ARTICLE} WHERE ${sql} ${order} LIMIT ?`, ...values, count).map(toArticle);
  return { basis, articles, total, dated, collection: basis === 'page' ? text(facts?.['first']) : null };
}

/** One walk over the index of ids, in strides. */
export function sampleIds(db: Connection, count: number): string[] {
  const stride = Math.max(1, Math.floor(Number(db.get('SELECT count(*) AS total FROM paragraphs')?.['total']) / count));
  const ids: string[] = [];
  for (let last = ''; ids.length < count; ids.push(last)) {
    const next = db.get('SELECT id FROM paragraphs WHERE id > ? ORDER BY id LIMIT 1 OFFSET ?', last, stride - 1);
    if (next === undefined) break;
    last = text(next['id']);
  }
  return ids;
}

/** Latest first. */
export function revisionsOf(db: Connection, articleId: string): Revision[] {
  const rows = db.all('SELECT r.state, r.sequence, r.replaced_at FROM revisions r JOIN articles a ON a.row = r.article WHERE a.id = ? ORDER BY r.sequence DESC', articleId);
  return rows.map((row) => ({ article: JSON.parse(text(row['state'])) as FullArticle, sequence: Number(row['sequence']), replacedAt: text(row['replaced_at']) }));
}

const CHANGES = `
SELECT p.sequence, p.id, a.id AS article, p.number, p.kind, p.text, a.title, a.publisher, a.language
  FROM paragraphs p JOIN articles a ON a.row = p.article WHERE p.sequence > ?1
UNION ALL
SELECT sequence, paragraph, NULL, NULL, NULL, NULL, NULL, NULL, NULL FROM removals WHERE sequence > ?1
ORDER BY 1 LIMIT ?2`;

/** To be called within one read transaction. */
export function changesSince(db: Connection, since: number, limit: number): Changes {
  const rows = db.all(CHANGES, since, limit + 1);
  const more = rows.length > limit;
  const upserts: IndexableParagraph[] = [];
  const removals: string[] = [];
  let sequence = since;
  for (const row of rows.slice(0, limit)) {
    sequence = Number(row['sequence']);
    if (row['article'] === null) removals.push(text(row['id']));
    else upserts.push({ ...toParagraph(row), title: text(row['title']), publisher: textOrNull(row['publisher']) });
  }
  // Changes that touch no paragraph take a number too.
  if (!more) sequence = Number(db.get('SELECT sequence FROM counter')?.['sequence']);
  return { sequence, upserts, removals, more };
}
