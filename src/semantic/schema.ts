import type { FileKind } from '../store/file-kind.ts';

const VERSION = 2;

/**
 * Rows are never changed, only added (with numbers that never come again) and removed, so that who holds sketches in memory reads
 * what is behind the last row and what is gone since. Sketches stand in a table of their own: a start reads them and nothing else.
 */
const SCHEMA = `
CREATE TABLE basis (
  row INTEGER PRIMARY KEY CHECK (row = 1),
  store TEXT NOT NULL,
  embedder TEXT NOT NULL,
  dimensions INTEGER NOT NULL,
  sequence INTEGER NOT NULL DEFAULT 0,
  changes INTEGER NOT NULL DEFAULT 0,
  -- Who has seen fewer changes than this reads all anew: what went before is not told any more.
  forgotten INTEGER NOT NULL DEFAULT 0,
  erasures INTEGER NOT NULL DEFAULT 0,
  level REAL,
  level_of INTEGER NOT NULL DEFAULT 0
) STRICT;

CREATE TABLE vectors (
  row INTEGER PRIMARY KEY AUTOINCREMENT,
  paragraph TEXT NOT NULL UNIQUE,
  article TEXT NOT NULL,
  hash BLOB NOT NULL,
  passages BLOB NOT NULL
) STRICT;
CREATE INDEX vectors_article ON vectors (article);

CREATE TABLE sketches (
  row INTEGER PRIMARY KEY,
  sketch BLOB NOT NULL
) STRICT;

-- Paragraphs that the model could not read: they have no vectors, and are not tried again as they are.
CREATE TABLE passed_over (
  row INTEGER PRIMARY KEY
) STRICT;

-- How often the reading of a paragraph was begun and not ended.
CREATE TABLE tries (
  paragraph TEXT PRIMARY KEY,
  count INTEGER NOT NULL
) STRICT;

CREATE TABLE gone (
  row INTEGER PRIMARY KEY,
  changes INTEGER NOT NULL
) STRICT;
CREATE INDEX gone_changes ON gone (changes);

PRAGMA application_id = 0x42666c56;
PRAGMA user_version = ${VERSION};
`;

export const VECTOR_FILE: FileKind = {
  called: 'file of vectors', anew: 'they are made anew, which takes a while',
  // `BflV`.
  applicationId: 0x42_66_6c_56, version: VERSION, schema: SCHEMA, migrations: {},
  probe: 'SELECT (SELECT max(changes) FROM basis), (SELECT max(row) FROM vectors), (SELECT max(row) FROM sketches), (SELECT max(changes) FROM gone)',
  // Vectors tell what a removed text was about: nothing of them may stay.
  tuning: 'PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON',
};
