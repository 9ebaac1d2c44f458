import { headlineNumber, keyNumbers, paragraphNumber, textNumber } from '../archive/keys.ts';
import type { Connection } from './connection.ts';
import { heldArticles } from './intake.ts';
import { atItsPlaces } from './relations.ts';
import { text } from './rows.ts';
import type { HeldArticle, Revision } from './store.ts';
import { Writer } from './writer.ts';

/** The search for titles is made anew, since its segments keep what is deleted. */
const NEW_TITLES = `
DELETE FROM title_changes;
INSERT INTO title_changes SELECT row FROM articles;
INSERT INTO title_parts (title_parts) VALUES ('delete-all');`;

/**
 * Removes an article, its revisions and its copies, and remembers its id and numbers of what it said, so that it does not
 * come back. False when there is none.
 */
export function purge(db: Connection, id: string): boolean {
  const [article] = db.read(() => heldArticles(db, [id]));
  if (article === undefined) return false;
  const revisions = db.all('SELECT state FROM revisions r JOIN articles a ON a.row = r.article WHERE a.id = ?', id).map(({ state }) => JSON.parse(text(state)) as Revision['article']);
  // Asked before: what is removed and then cannot be overwritten is removed by half.
  emptyLog(db);
  db.write(() => {
    const sequence = Number(db.get('UPDATE counter SET sequence = sequence + ? RETURNING sequence', article.paragraphs.length + 1)?.['sequence']);
    for (const [place, paragraph] of article.paragraphs.entries()) {
      db.run('INSERT INTO removals VALUES (?, ?) ON CONFLICT DO UPDATE SET sequence = excluded.sequence', paragraph.id, sequence - place);
    }
    db.run('DELETE FROM articles WHERE id = ?', id);
    db.run('INSERT INTO purged VALUES (?, ?)', id, new Date().toISOString());
    for (const number of purgedNumbers(db, article, revisions)) db.run('INSERT OR IGNORE INTO purged_numbers VALUES (?)', number);
    db.script(NEW_TITLES);
    new Writer(db, new Date()).followTitles();
  });
  return true;
}

/** Writes the file anew, without what was deleted, and cuts the log, which holds former pages. */
export function sweep(db: Connection): void {
  db.script('VACUUM');
  emptyLog(db);
}

function emptyLog(db: Connection): void {
  // It tells in its answer what would elsewhere be an error: https://sqlite.org/pragma.html#pragma_wal_checkpoint
  if (db.get('PRAGMA wal_checkpoint(TRUNCATE)')?.['busy'] !== 0) throw db.isInUse();
}

/**
 * Of all that the article is and was: names, links, whole texts and single paragraphs. What articles that stay have too (a
 * column's title, a show's closing words) tells nothing of this one, and would keep those out. To be called without it.
 */
function purgedNumbers(db: Connection, article: HeldArticle, revisions: readonly Revision['article'][]): Set<number> {
  const states = [article, ...atItsPlaces(article), ...revisions];
  const texts = states.flatMap((state) => state.paragraphs.map((paragraph) => paragraph.text));
  const stays = new Set(db.all('SELECT DISTINCT text FROM paragraphs WHERE text IN (SELECT value FROM json_each(?))', JSON.stringify(texts)).map((row) => text(row['text'])));
  const own = states.flatMap(({ paragraphs }) => (paragraphs.every((paragraph) => stays.has(paragraph.text)) ? [] : [textNumber(paragraphs)]));
  const parts = states.flatMap(({ paragraphs }) => paragraphs.filter((paragraph) => !stays.has(paragraph.text)).map(paragraphNumber));
  const shared = new Set(texts.filter((one) => stays.has(one)).map((one) => paragraphNumber({ text: one })));
  const keys = states.flatMap(keyNumbers).filter((number) => !shared.has(number) && db.get('SELECT 1 FROM keys WHERE number = ?', number) === undefined);
  const headlines = states.map(({ title }) => headlineNumber(title)).filter((number) => number !== null);
  return new Set([...own, ...parts, ...keys, ...headlines]);
}
