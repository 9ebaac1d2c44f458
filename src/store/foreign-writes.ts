import type { Connection } from './connection.ts';

/** Tells what is remembered of a store when to be forgotten: another connection, of any process, has written. */
export class ForeignWrites {
  readonly #db: Connection;
  #version: number;

  constructor(db: Connection) {
    this.#db = db;
    this.#version = this.#dataVersion();
  }

  /** Whether any happened since this was last asked. Own writes do not count. */
  happened(): boolean {
    const before = this.#version;
    this.#version = this.#dataVersion();
    return this.#version !== before;
  }

  /** https://sqlite.org/pragma.html#pragma_data_version */
  #dataVersion(): number {
    return Number(this.#db.get('PRAGMA data_version')?.['data_version']);
  }
}
