import { isRunning } from '../running.ts';
import type { Connection, Row } from './connection.ts';
import type { DocumentRecord, OriginRecord, OriginRecords } from './origins.ts';
import { text, textOrNull } from './rows.ts';

const SAVE = `
INSERT INTO origins (id, listed, record) VALUES (?1, ?2, ?3) ON CONFLICT (id) DO UPDATE SET listed = excluded.listed, record = excluded.record`;
const CLAIM = `
UPDATE origins SET holder = ?2, held_until = ?3 WHERE id = ?1 AND (holder IS NULL OR holder = ?2 OR holder = ?4 OR held_until < ?5 OR held_until > ?6) RETURNING id`;
const SAVE_DOCUMENT = `
INSERT INTO documents VALUES (?, ?, ?, ?, ?) ON CONFLICT (url, origin) DO UPDATE SET etag = excluded.etag, last_modified = excluded.last_modified, listed_as = excluded.listed_as`;
const COUNTS = `
WITH its (id) AS (SELECT ?1 UNION SELECT url FROM documents WHERE origin = ?1),
  there (article) AS (SELECT row FROM articles WHERE collection IN its UNION SELECT article FROM copies WHERE collection IN its)
SELECT count(*) AS articles, count(g.article) AS gone FROM there t LEFT JOIN gone g ON g.article = t.article`;
const FOLDER_COUNTS = `
SELECT count(*) AS articles, count(g.article) AS gone FROM articles a LEFT JOIN gone g ON g.article = a.row
WHERE CASE WHEN ?1 IS NULL THEN instr(a.collection, '://') = 0 ELSE substr(a.collection, 1, length(?1)) = ?1 END`;
/** A claim that ends later than this was made before the clock was set back. */
const LONGEST_CLAIM_MS = 3_600_000;

/** In the store's own file, so that a backup has them. What is known of an origin is one JSON text: no query looks into it. */
export class SqliteOrigins implements OriginRecords {
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
  }

  async list(): Promise<readonly OriginRecord[]> {
    return this.#db.all("SELECT record FROM origins ORDER BY listed <> 'origins.yaml', row").map(toRecord);
  }

  async get(id: string): Promise<OriginRecord | null> {
    const row = this.#db.get('SELECT record FROM origins WHERE id = ?', id);
    return row === undefined ? null : toRecord(row);
  }

  async save(record: OriginRecord): Promise<void> {
    this.#save(record);
  }

  async change(id: string, change: (record: OriginRecord) => OriginRecord): Promise<OriginRecord | null> {
    return this.#db.write(() => {
      const row = this.#db.get('SELECT record FROM origins WHERE id = ?', id);
      if (row === undefined) return null;
      const changed = change(toRecord(row));
      this.#save(changed);
      return changed;
    });
  }

  async remove(id: string): Promise<void> {
    this.#db.run('DELETE FROM origins WHERE id = ?', id);
  }

  async claim(id: string, holder: number, forMs: number): Promise<boolean> {
    const now = Date.now();
    const other = Number(this.#db.get('SELECT holder FROM origins WHERE id = ?', id)?.['holder'] ?? 0);
    // A process that was killed lets go of nothing itself.
    const ended = other !== 0 && !isRunning(other) ? other : -1;
    return this.#db.get(CLAIM, id, holder, now + forMs, ended, now, now + LONGEST_CLAIM_MS) !== undefined;
  }

  async release(id: string, holder: number): Promise<void> {
    this.#db.run('UPDATE origins SET holder = NULL, held_until = NULL WHERE id = ? AND holder = ?', id, holder);
  }

  async claimed(): Promise<ReadonlySet<string>> {
    const now = Date.now();
    const held = this.#db.all('SELECT id, holder FROM origins WHERE holder IS NOT NULL AND held_until BETWEEN ? AND ?', now, now + LONGEST_CLAIM_MS);
    return new Set(held.filter(({ holder }) => isRunning(Number(holder))).map(({ id }) => text(id)));
  }

  async counts(id: string): Promise<{ articles: number; gone: number }> {
    return toCounts(this.#db.get(COUNTS, id));
  }

  async folderCounts(below: string | null): Promise<{ articles: number; gone: number }> {
    return toCounts(this.#db.get(FOLDER_COUNTS, below));
  }

  async documents(id: string): Promise<readonly DocumentRecord[]> {
    return this.#db.all('SELECT url, etag, last_modified, listed_as FROM documents WHERE origin = ? ORDER BY url', id).map((row) => ({
      url: text(row['url']), etag: textOrNull(row['etag']), lastModified: textOrNull(row['last_modified']), listedAs: textOrNull(row['listed_as']),
    }));
  }

  async saveDocument(id: string, document: DocumentRecord): Promise<void> {
    await this.saveDocuments(id, [document]);
  }

  async saveDocuments(id: string, documents: readonly DocumentRecord[]): Promise<void> {
    this.#db.write(() => {
      for (const { url, etag, lastModified, listedAs } of documents) this.#db.run(SAVE_DOCUMENT, url, id, etag, lastModified, listedAs);
    });
  }

  #save(record: OriginRecord): void {
    this.#db.run(SAVE, record.id, record.listed, JSON.stringify(record));
  }
}

function toCounts(row: Row | undefined): { articles: number; gone: number } {
  return { articles: Number(row?.['articles']), gone: Number(row?.['gone']) };
}

function toRecord(row: Row): OriginRecord {
  return JSON.parse(text(row['record'])) as OriginRecord;
}
