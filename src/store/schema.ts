import type { FileKind } from './file-kind.ts';

/** Marks the file as Backfile's (`Bfil`), so that another program's database is never written to. */
const APPLICATION_ID = 0x42_66_69_6c;
/** Grows with every change of {@link SCHEMA}. */
export const SCHEMA_VERSION = 5;

/**
 * What is kept current, who is at work on it, the pages that were taken in because a site's map lists them, and which
 * articles are gone from their site (with the time at which that was found).
 */
const ORIGINS = `
CREATE TABLE origins (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  listed TEXT NOT NULL,
  record TEXT NOT NULL,
  holder INTEGER,
  held_until INTEGER
) STRICT;
CREATE TABLE documents (
  url TEXT NOT NULL,
  origin TEXT NOT NULL REFERENCES origins (id) ON DELETE CASCADE,
  etag TEXT,
  last_modified TEXT,
  listed_as TEXT,
  PRIMARY KEY (url, origin)
) STRICT, WITHOUT ROWID;
CREATE INDEX documents_origin ON documents (origin);
CREATE TABLE gone (
  article INTEGER PRIMARY KEY REFERENCES articles (row) ON DELETE CASCADE,
  at TEXT NOT NULL
) STRICT;
`;

/** What brings a store of a former version to the next one. What was fetched from the web may be there no more: it is not read anew. */
const MIGRATIONS: Readonly<Record<number, string>> = { 4: `${ORIGINS}PRAGMA user_version = 5;` };

/**
 * Rows have integer keys besides their public ids: references stay small, and a full-text table can follow them.
 * A `…_folded` column holds what people's spelling is compared with; `keys` find an article again (see archive/keys.ts).
 * `copies` are further places of an article, their text kept where it differs. Of what was purged only
 * numbers stay. Each change of a paragraph takes the next number of
 * the sequence, so that an index can follow in batches; `removals` remembers ids only, never a removed text. `title_parts`
 * finds titles by any three letters of them: autocomplete asks at every key. It follows in groups of articles, since FTS5
 * writes a segment for every transaction.
 */
export const SCHEMA = `
CREATE TABLE counter (
  only INTEGER PRIMARY KEY CHECK (only = 1),
  sequence INTEGER NOT NULL,
  store TEXT NOT NULL,
  corrections TEXT NOT NULL
) STRICT;
INSERT INTO counter VALUES (1, 0, lower(hex(randomblob(8))), '');

CREATE TABLE collections (
  id TEXT PRIMARY KEY,
  fingerprint TEXT NOT NULL
) STRICT;

CREATE TABLE articles (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  collection TEXT NOT NULL REFERENCES collections (id),
  position INTEGER NOT NULL,
  title TEXT NOT NULL,
  title_folded TEXT NOT NULL,
  publisher TEXT,
  publisher_folded TEXT,
  publisher_alias TEXT,
  publisher_alias_folded TEXT,
  section TEXT,
  author TEXT,
  published TEXT NOT NULL,
  stated TEXT,
  url TEXT,
  category TEXT,
  category_folded TEXT,
  attribution TEXT,
  credits TEXT NOT NULL,
  language TEXT NOT NULL,
  source_key TEXT,
  origin TEXT NOT NULL,
  as_parsed TEXT,
  revision_of TEXT REFERENCES articles (id) ON DELETE SET NULL DEFERRABLE INITIALLY DEFERRED,
  added_at TEXT NOT NULL
) STRICT;
CREATE INDEX articles_place ON articles (collection, position);
CREATE INDEX articles_title ON articles (title_folded);
CREATE VIRTUAL TABLE title_parts USING fts5(title_folded, content = '', contentless_delete = 1, tokenize = 'trigram case_sensitive 1');
CREATE TABLE title_changes (row INTEGER PRIMARY KEY) STRICT;
CREATE TRIGGER title_added AFTER INSERT ON articles BEGIN
  INSERT OR IGNORE INTO title_changes VALUES (new.row);
END;
CREATE TRIGGER title_removed AFTER DELETE ON articles BEGIN
  INSERT OR IGNORE INTO title_changes VALUES (old.row);
END;
CREATE TRIGGER title_changed AFTER UPDATE OF title_folded ON articles WHEN old.title_folded <> new.title_folded BEGIN
  INSERT OR IGNORE INTO title_changes VALUES (new.row);
END;
CREATE INDEX articles_publisher ON articles (publisher_folded);
CREATE INDEX articles_publisher_alias ON articles (publisher_alias_folded);
CREATE INDEX articles_category ON articles (category_folded);
CREATE INDEX articles_revision_of ON articles (revision_of);
CREATE INDEX articles_corrected ON articles (row) WHERE as_parsed IS NOT NULL;

CREATE TABLE copies (
  collection TEXT NOT NULL REFERENCES collections (id) ON DELETE CASCADE,
  position INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES articles (row) ON DELETE CASCADE,
  publisher TEXT,
  publisher_folded TEXT,
  known TEXT NOT NULL,
  paragraphs TEXT,
  PRIMARY KEY (collection, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX copies_article ON copies (article);
CREATE INDEX copies_publisher ON copies (publisher_folded);

CREATE TABLE keys (
  number INTEGER NOT NULL,
  article INTEGER NOT NULL REFERENCES articles (row) ON DELETE CASCADE,
  PRIMARY KEY (number, article)
) STRICT, WITHOUT ROWID;
CREATE INDEX keys_article ON keys (article);

CREATE TABLE paragraphs (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  article INTEGER NOT NULL REFERENCES articles (row) ON DELETE CASCADE,
  number INTEGER NOT NULL,
  kind TEXT NOT NULL,
  text TEXT NOT NULL,
  sequence INTEGER NOT NULL
) STRICT;
CREATE INDEX paragraphs_article ON paragraphs (article, number);
CREATE INDEX paragraphs_sequence ON paragraphs (sequence);

CREATE TABLE removals (
  paragraph TEXT PRIMARY KEY,
  sequence INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX removals_sequence ON removals (sequence);

CREATE TABLE revisions (
  article INTEGER NOT NULL REFERENCES articles (row) ON DELETE CASCADE,
  sequence INTEGER NOT NULL,
  replaced_at TEXT NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (article, sequence)
) STRICT, WITHOUT ROWID;

CREATE TABLE purged (
  article TEXT PRIMARY KEY,
  at TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE purged_numbers (
  number INTEGER PRIMARY KEY
) STRICT;

${ORIGINS}
PRAGMA application_id = ${APPLICATION_ID};
PRAGMA user_version = ${SCHEMA_VERSION};
`;

/** Reads the last page of each table's tree: finds a file cut short without reading all of it. */
const PROBE = `
SELECT (SELECT count(*) FROM counter), (SELECT max(id) FROM collections), (SELECT max(row) FROM articles),
  (SELECT max(collection) FROM copies), (SELECT max(number) FROM keys), (SELECT max(article) FROM purged), (SELECT max(row) FROM paragraphs), (SELECT max(sequence) FROM paragraphs),
  (SELECT max(sequence) FROM removals), (SELECT max(article) FROM revisions), (SELECT max(row) FROM origins), (SELECT max(url) FROM documents), (SELECT max(article) FROM gone)
`;

export const STORE_FILE: FileKind = {
  called: 'store', anew: 'the archive will be read anew',
  applicationId: APPLICATION_ID, version: SCHEMA_VERSION, schema: SCHEMA, migrations: MIGRATIONS, probe: PROBE,
  // Safe with a write-ahead log; 16 MiB of pages kept at hand.
  tuning: 'PRAGMA synchronous = NORMAL; PRAGMA cache_size = -16384; PRAGMA wal_autocheckpoint = 16384',
};
