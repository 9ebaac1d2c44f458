import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { backup, DatabaseSync, type SQLInputValue, type SQLOutputValue, type StatementSync } from 'node:sqlite';
import type { Fault } from '../errors.ts';
import type { FileKind } from './file-kind.ts';
import { STORE_FILE } from './schema.ts';
import { damaged, foreign, inUse, isBusy, newer, older, outdated, storeFault } from './sqlite-faults.ts';

export type Row = Readonly<Record<string, SQLOutputValue>>;

/** Up to this size every page is checked when a store is opened (some 20 ms); above, the ends of its tables. */
const FULL_CHECK_BYTES = 16 * 1024 * 1024;

const ALL_PAGES = 2 ** 31 - 1;

/** Between two attempts at a locked file. */
const PAUSE_MS = 20;

/**
 * One open store file: statements are prepared once, and what SQLite reports of the file becomes a `Fault`.
 * Opening an existing store takes no write lock, so that it can be read while another process writes.
 */
export class Connection {
  readonly #file: string;
  readonly #kind: FileKind;
  readonly #db: DatabaseSync;
  readonly #busyTimeoutMs: number;
  readonly #statements = new Map<string, StatementSync>();

  /** With `readOnly` nothing is made or changed: neither the file nor, where no other process has it open, one beside it. */
  constructor(file: string, busyTimeoutMs: number, readOnly = false, kind: FileKind = STORE_FILE) {
    this.#file = file;
    this.#kind = kind;
    this.#busyTimeoutMs = busyTimeoutMs;
    const place = readOnly ? untouched(file) : file;
    this.#db = this.#guard(() => new DatabaseSync(place, { timeout: busyTimeoutMs, enableForeignKeyConstraints: true, readOnly }));
    try {
      if (!readOnly && this.#isNew()) this.#create();
      this.#check(readOnly);
      if (!readOnly) this.#exec(kind.tuning);
    } catch (error) {
      this.#db.close();
      throw error;
    }
  }

  get(sql: string, ...values: readonly SQLInputValue[]): Row | undefined {
    return this.#guard(() => this.#statement(sql).get(...values));
  }

  all(sql: string, ...values: readonly SQLInputValue[]): Row[] {
    return this.#guard(() => this.#statement(sql).all(...values));
  }

  run(sql: string, ...values: readonly SQLInputValue[]): void {
    this.#guard(() => this.#statement(sql).run(...values));
  }

  /** Statements that cannot stand in a transaction. */
  script(sql: string): void {
    this.#exec(sql);
  }

  /** Rows one by one, for looking through many. */
  *each(sql: string, ...values: readonly SQLInputValue[]): Generator<Row> {
    const rows = this.#guard(() => this.#statement(sql).iterate(...values));
    try {
      for (let next = this.#guard(() => rows.next()); next.done !== true; next = this.#guard(() => rows.next())) yield next.value;
    } finally {
      // A statement left half-way would go on holding its view of the store.
      rows.return?.();
    }
  }

  /** All reads of `work` see one state, whatever other processes write. */
  read<T>(work: () => T): T {
    return this.#transaction('BEGIN', work);
  }

  /** All or nothing: when `work` throws, the store is as before. */
  write<T>(work: () => T): T {
    return this.#transaction('BEGIN IMMEDIATE', work);
  }

  /** Copies all into another file, as it is at one moment, whatever other connections write meanwhile. */
  async copyTo(file: string): Promise<void> {
    try {
      // In one step: between steps another connection's write would make it begin anew, again and again.
      await backup(this.#db, file, { rate: ALL_PAGES });
    } catch (error) {
      throw storeFault(error, file, this.#kind);
    }
  }

  /** What to throw where another connection is in the way and SQLite does not say so by itself. */
  isInUse(): Fault {
    return inUse(this.#file, this.#kind);
  }

  close(): void {
    if (this.#db.isOpen) this.#guard(() => { this.#db.close(); });
  }

  #transaction<T>(begin: string, work: () => T): T {
    this.#exec(begin);
    try {
      const result = work();
      this.#exec('COMMIT');
      return result;
    } catch (error) {
      // SQLite has rolled back by itself after some errors, such as a full disk.
      if (this.#db.isTransaction) this.#exec('ROLLBACK');
      throw error;
    }
  }

  /** SQLite does not wait by itself where another process changes the mode at the same moment: it fails at once. */
  #useWriteAheadLog(): void {
    for (const deadline = performance.now() + this.#busyTimeoutMs; ; ) {
      try {
        this.#db.exec('PRAGMA journal_mode = WAL');
        return;
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) throw error;
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
      }
    }
  }

  #isNew(): boolean {
    return this.#pragma('application_id') === 0 && this.#pragma('user_version') === 0 && this.get('SELECT 1 FROM sqlite_schema') === undefined;
  }

  #create(): void {
    this.#guard(() => { this.#useWriteAheadLog(); });
    // Asked again under the lock: another process may have been first.
    this.write(() => { if (this.#isNew()) this.#exec(this.#kind.schema); });
  }

  #check(readOnly: boolean): void {
    const [file, kind] = [this.#file, this.#kind];
    if (this.#pragma('application_id') !== kind.applicationId) throw foreign(file, kind);
    if (!readOnly) this.#migrate();
    const version = this.#pragma('user_version');
    if (kind.migrations[version] !== undefined) throw outdated(file, version, kind.version, kind);
    if (version > kind.version) throw newer(file, version, kind.version, kind);
    if (version < kind.version) throw older(file, version, kind.version, kind);
    const bytes = this.#pragma('page_count') * this.#pragma('page_size');
    if (bytes <= FULL_CHECK_BYTES && this.get('PRAGMA quick_check(1)')?.['quick_check'] !== 'ok') throw damaged(file, kind);
    try {
      this.get(kind.probe);
    } catch (error) {
      // A table is missing.
      throw error instanceof Error && /no such (?:table|column)/u.test(error.message) ? damaged(file, kind, error) : error;
    }
  }

  #migrate(): void {
    const step = (): string | undefined => this.#kind.migrations[this.#pragma('user_version')];
    // Asked again under the lock: another process may have been first.
    while (step() !== undefined) this.write(() => { this.#exec(step() ?? ''); });
  }

  #pragma(name: string): number {
    return Number(this.get(`PRAGMA ${name}`)?.[name] ?? 0);
  }

  #exec(sql: string): void {
    this.#guard(() => { this.#db.exec(sql); });
  }

  #statement(sql: string): StatementSync {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#db.prepare(sql);
      this.#statements.set(sql, statement);
    }
    return statement;
  }

  #guard<T>(work: () => T): T {
    try {
      return work();
    } catch (error) {
      throw storeFault(error, this.#file, this.#kind);
    }
  }
}

/**
 * Even a connection that only reads leaves a log beside the file, unless SQLite is told that nobody else writes; a process
 * that has the store open has such a log there.
 */
function untouched(file: string): string | URL {
  if (existsSync(`${file}-wal`)) return file;
  const address = pathToFileURL(file);
  address.searchParams.set('immutable', '1');
  return address;
}
