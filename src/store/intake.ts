import type { Connection, Row } from './connection.ts';
import { fullArticle, SELECT_ARTICLE, SELECT_PARAGRAPH, text, toArticle, toParagraph } from './rows.ts';
import type { HeldArticle } from './store.ts';

/** A number that is too common is not looked at further than is needed to tell. */
const BY_KEYS = `
SELECT DISTINCT a.id FROM json_each(?1) wanted CROSS JOIN keys k ON k.number = wanted.value JOIN articles a ON a.row = k.article
WHERE (SELECT count(*) FROM (SELECT 1 FROM keys c WHERE c.number = wanted.value LIMIT ?2 + 1)) <= ?2`;
const HELD = `${SELECT_ARTICLE} JOIN json_each(?) wanted ON a.id = wanted.value ORDER BY wanted.key`;
const ALL = `${SELECT_ARTICLE} ORDER BY a.collection, a.position, a.row`;
const TEXT = `${SELECT_PARAGRAPH} WHERE p.article = ? ORDER BY p.number`;

/** Ids of articles by the numbers of their keys. */
export function relatedArticles(db: Connection, keys: readonly number[], mostCommon: number): string[] {
  return db.all(BY_KEYS, JSON.stringify([...new Set(keys)]), mostCommon).map(({ id }) => text(id));
}

/** To be called within one read transaction. */
export function heldArticles(db: Connection, ids: readonly string[]): HeldArticle[] {
  return db.all(HELD, JSON.stringify(ids)).map((row) => toHeld(db, row));
}

/** In page order. What is read lasts as long as it is not ended: all of it is of one state of the store. */
export function* allHeld(db: Connection): Generator<HeldArticle> {
  for (const row of db.each(ALL)) yield toHeld(db, row);
}

function toHeld(db: Connection, row: Row): HeldArticle {
  const article = toArticle(row);
  return { ...article, ...fullArticle(article, db.all(TEXT, Number(row['row'])).map(toParagraph)) };
}

/** Ids of what stands in a collection, and of articles with a copy there, in page order. */
export function placedIn(db: Connection, collection: string): { articles: string[]; copies: string[] } {
  const articles = db.all('SELECT id FROM articles WHERE collection = ? ORDER BY position', collection);
  const copies = db.all('SELECT a.id FROM copies c JOIN articles a ON a.row = c.article WHERE c.collection = ? ORDER BY c.position', collection);
  return { articles: articles.map(({ id }) => text(id)), copies: copies.map(({ id }) => text(id)) };
}
