import { SELECT_ARTICLE, SELECT_PARAGRAPH } from './rows.ts';

/** What the store asks of its tables. */

/** One statement for all ids of a JSON list: each call into SQLite costs more than the row it finds. */
export const ARTICLES_BY_ID = `${SELECT_ARTICLE} JOIN json_each(?) wanted ON a.id = wanted.value ORDER BY wanted.key`;
export const PARAGRAPHS_BY_ID = `
SELECT p.id, a.id AS article, p.number, p.kind, p.text, a.language FROM json_each(?) wanted
CROSS JOIN paragraphs p ON p.id = wanted.value JOIN articles a ON a.row = p.article ORDER BY wanted.key`;
/** By the index on article and number: no other paragraph is read. */
export const OPENINGS = `
SELECT p.id, a.id AS article, p.number, p.kind, p.text, a.language FROM json_each(?) wanted CROSS JOIN articles a ON a.id = wanted.value
JOIN paragraphs p ON p.row = coalesce(
  (SELECT row FROM paragraphs WHERE article = a.row AND kind = 'prose' ORDER BY number LIMIT 1), (SELECT row FROM paragraphs WHERE article = a.row ORDER BY number LIMIT 1))
ORDER BY wanted.key`;
export const COLLECTIONS = 'SELECT c.id, c.fingerprint FROM collections c';
export const SET_GONE = 'INSERT OR IGNORE INTO gone SELECT row, ?2 FROM articles a JOIN json_each(?1) wanted ON a.id = wanted.value';
export const UNSET_GONE = 'DELETE FROM gone WHERE article IN (SELECT row FROM articles a JOIN json_each(?1) wanted ON a.id = wanted.value)';
export const PARAGRAPHS_OF = `${SELECT_PARAGRAPH} WHERE a.id = ? ORDER BY p.number`;
