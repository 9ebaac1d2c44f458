import type { FileKind } from '../store/file-kind.ts';

const VERSION = 1;

/** `kept_at` in milliseconds since 1970. */
const SCHEMA = `
CREATE TABLE kept (
  row INTEGER PRIMARY KEY,
  id TEXT NOT NULL UNIQUE,
  user TEXT,
  guild TEXT,
  kind TEXT NOT NULL,
  body TEXT NOT NULL,
  kept_at INTEGER NOT NULL
) STRICT;
CREATE INDEX kept_user ON kept (user, kept_at);
CREATE INDEX kept_guild ON kept (guild, kept_at) WHERE guild IS NOT NULL;
CREATE INDEX kept_at ON kept (kept_at);

CREATE TABLE unswept (
  row INTEGER PRIMARY KEY,
  times INTEGER NOT NULL
) STRICT;

PRAGMA application_id = 0x42666c53;
PRAGMA user_version = ${VERSION};
`;

export const STATE_FILE: FileKind = {
  called: 'State', anew: 'buttons of former replies will then say that they are too old',
  // `BflS`.
  applicationId: 0x42_66_6c_53, version: VERSION, schema: SCHEMA, migrations: {},
  probe: 'SELECT (SELECT max(row) FROM kept), (SELECT max(id) FROM kept), (SELECT max(user) FROM kept), (SELECT max(guild) FROM kept), (SELECT max(kept_at) FROM kept), (SELECT max(times) FROM unswept)',
  // What is deleted is overwritten; what that leaves, `Traces` sweeps. Waiting for a lock is ours: SQLite's own stops the process.
  tuning: 'PRAGMA synchronous = NORMAL; PRAGMA secure_delete = ON; PRAGMA busy_timeout = 0',
};
