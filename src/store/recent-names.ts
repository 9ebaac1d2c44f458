import type { Connection } from './connection.ts';
import { countNames } from './reads.ts';
import type { NameCount } from './store.ts';

type Column = 'publisher' | 'category';

/** Publishers and categories, counted once for each state of the store: autocomplete asks for them at every key. */
export class RecentNames {
  readonly #db: Connection;
  readonly #names = new Map<Column, readonly NameCount[]>();
  #version = -1;

  constructor(db: Connection) {
    this.#db = db;
  }

  get(column: Column): readonly NameCount[] {
    // Counts what other connections write; own writes are told by `forget`.
    const version = Number(this.#db.get('PRAGMA data_version')?.['data_version']);
    if (version !== this.#version) this.forget();
    this.#version = version;
    let names = this.#names.get(column);
    if (names === undefined) this.#names.set(column, (names = countNames(this.#db, column)));
    return names;
  }

  forget(): void {
    this.#names.clear();
  }
}
