import type { Connection } from '../../store/connection.ts';
import { ANALYSIS } from '../analysis.ts';

/**
 * The index's own tables in the store's file. `fts_words` holds analysed text: terms joined by spaces, so that what is
 * found can be scored without analysing it again. The tokenizer only splits at spaces; its categories are all that terms are made of.
 * `fts_terms` and `fts_state` keep the word statistics, which FTS5 could tell only by walking all places of a word.
 */
const TABLES = [
  `CREATE VIRTUAL TABLE fts_words USING fts5(text, headline, tokenize = "unicode61 remove_diacritics 0 categories 'L* N* M* Co S* P* Cn Cf Cs'")`,
  `INSERT INTO fts_words(fts_words, rank) VALUES('rank', 'bm25(1.0, 0.9)')`,
  'CREATE TABLE fts_rows (row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, article TEXT NOT NULL, language TEXT NOT NULL) STRICT',
  'CREATE INDEX fts_rows_article ON fts_rows (article)',
  'CREATE TABLE fts_terms (term TEXT PRIMARY KEY, text INTEGER NOT NULL, headline INTEGER NOT NULL) STRICT, WITHOUT ROWID',
  'CREATE TABLE fts_languages (language TEXT PRIMARY KEY, paragraphs INTEGER NOT NULL) STRICT, WITHOUT ROWID',
  'CREATE TABLE fts_state (only INTEGER PRIMARY KEY CHECK (only = 1), analysis TEXT NOT NULL, sequence INTEGER NOT NULL, paragraphs INTEGER NOT NULL, text_length INTEGER NOT NULL, headline_length INTEGER NOT NULL) STRICT',
];
const NAMES = ['fts_words', 'fts_rows', 'fts_terms', 'fts_languages', 'fts_state'] as const;
/** Raised when the tables change. */
const LAYOUT = `1/${ANALYSIS}`;

/** Makes the tables where there are none, or where they were made by other rules: then they are filled anew from the store. */
export function prepareTables(db: Connection): void {
  if (isPrepared(db)) return;
  db.write(() => {
    // Asked again under the lock: another process may have been first.
    if (!isPrepared(db)) makeTables(db);
  });
}

/** Within a transaction: empty tables in place of whatever there is. */
export function makeTables(db: Connection): void {
  for (const name of NAMES) db.run(`DROP TABLE IF EXISTS ${name}`);
  for (const sql of TABLES) db.run(sql);
  db.run('INSERT INTO fts_state VALUES (1, ?, 0, 0, 0, 0)', LAYOUT);
}

/** Whether any index was ever made here. */
export function hasTables(db: Connection): boolean {
  return db.get("SELECT 1 FROM sqlite_schema WHERE name = 'fts_words'") !== undefined;
}

/** The store's sequence that the tables are in line with; null where there are none, or by other rules. */
export function tablesSequence(db: Connection): number | null {
  return isPrepared(db) ? Number(db.get('SELECT sequence FROM fts_state')?.['sequence']) : null;
}

function isPrepared(db: Connection): boolean {
  const tables = db.get('SELECT count(*) AS found FROM sqlite_schema WHERE name IN (SELECT value FROM json_each(?))', JSON.stringify(NAMES));
  if (tables?.['found'] !== NAMES.length) return false;
  return db.get('SELECT analysis FROM fts_state')?.['analysis'] === LAYOUT;
}
