import type { SQLInputValue } from 'node:sqlite';
import { foldName } from '../archive/fold.ts';
import type { Connection } from './connection.ts';
import { SELECT_ARTICLE, text, textOrNull, toArticle, toParagraph } from './rows.ts';
import type { ArticleFilter, ArticlePage, Changes, IndexableParagraph, Latest, NameCount } from './store.ts';

const MAX_PAGE = 1_000;
const PAGE_ORDER = 'ORDER BY a.collection, a.position';

interface Condition {
  readonly sql: string;
  readonly values: readonly SQLInputValue[];
}

/** As SQL behind WHERE; no condition is `TRUE`. */
function conditionOf({ publisher, category }: ArticleFilter): Condition {
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
  return { sql: parts.join(' AND ') || 'TRUE', values };
}

export function listArticles(db: Connection, filter: ArticleFilter, page: { readonly cursor?: string | null; readonly limit: number }): ArticlePage {
  const { sql, values } = conditionOf(filter);
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

function readCursor(cursor: string | null): [position: number, collection: string] {
  if (cursor === null) return [-1, ''];
  const match = /^(\d+):(.*)$/su.exec(cursor);
  if (match === null) throw new TypeError('That cursor was not given by this store.');
  return [Number(match[1]), match[2] ?? ''];
}

/** What was fetched from a site's past is no news, though it came last. */
const SINCE_WHEN = "CASE WHEN a.stated < a.added_at AND a.collection GLOB 'http*://*' THEN a.stated ELSE a.added_at END";

export function latestArticles(db: Connection, filter: ArticleFilter, count: number): Latest {
  const { sql, values } = conditionOf(filter);
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

/** Spellings that fold to one name count as one, shown as most of the articles write it. */
export function countNames(db: Connection, column: 'publisher' | 'category'): NameCount[] {
  // A publisher counts for the articles that it only reposted, too.
  const reposts = column === 'category' ? '' : 'UNION SELECT publisher, publisher_folded, article FROM copies WHERE publisher IS NOT NULL';
  const spellings = db.all(
    `SELECT name, folded, count(*) AS articles FROM (SELECT ${column} AS name, ${column}_folded AS folded, row FROM articles WHERE ${column} IS NOT NULL ${reposts})
    GROUP BY 1 ORDER BY 3 DESC, 1`,
  );
  const names = new Map<string, NameCount>();
  for (const { name, folded, articles } of spellings) {
    const known = names.get(text(folded));
    names.set(text(folded), { name: known?.name ?? text(name), articles: (known?.articles ?? 0) + Number(articles) });
  }
  return [...names.values()].sort((a, b) => b.articles - a.articles || (a.name < b.name ? -1 : 1));
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
