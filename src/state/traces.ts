import type { Connection } from '../store/connection.ts';
import type { Writes } from './writes.ts';

/** A file of up to this size is written anew at once, in some 20 ms; a larger one when what is too old is removed. */
const SMALL_BYTES = 4 * 1024 * 1024;

const MARK = 'INSERT INTO unswept VALUES (1, 1) ON CONFLICT DO UPDATE SET times = times + 1';
const TIMES = 'SELECT times FROM unswept';
const UNMARK = 'DELETE FROM unswept WHERE times = ?';
const BYTES = 'SELECT page_count * page_size AS bytes FROM pragma_page_count, pragma_page_size';

/**
 * What forgotten entries may have left in the file: SQLite overwrites what it deletes, but not copies in pages where it moved
 * rows about before. Only a file that is written anew has none. That it is due stands in the file, for the next process too.
 */
export class Traces {
  readonly #db: Connection;
  readonly #writes: Writes;

  constructor(db: Connection, writes: Writes) {
    this.#db = db;
    this.#writes = writes;
  }

  /** To be called in the transaction that forgets. */
  mark(): void {
    this.#db.run(MARK);
  }

  /** Sweeps if anything is left and the file is small, or of any size where `isTime`. */
  async sweepIfDue(isTime: boolean): Promise<void> {
    if (this.#times() === 0) return;
    if (isTime || Number(this.#db.get(BYTES)?.['bytes']) <= SMALL_BYTES) await this.sweep();
    // Most of it is overwritten already; the rest waits.
    else this.#cutLog();
  }

  /** Writes the file anew. False when another process is in the way; then it stays due. */
  async sweep(): Promise<boolean> {
    const before = this.#times();
    await this.#writes.patiently(() => { this.#db.script('VACUUM'); });
    if (!(await this.#writes.patiently(() => this.#cutLog(), (isCut) => isCut))) return false;
    // More may have been forgotten since, by another process.
    await this.#writes.add(() => { this.#db.run(UNMARK, before); });
    return true;
  }

  #times(): number {
    return Number(this.#db.get(TIMES)?.['times'] ?? 0);
  }

  /** What was forgotten is in the log until its pages are in the file. False when another process is in the way. */
  #cutLog(): boolean {
    return this.#db.get('PRAGMA wal_checkpoint(TRUNCATE)')?.['busy'] === 0;
  }
}
