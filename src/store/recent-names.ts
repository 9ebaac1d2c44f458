import type { Connection } from './connection.ts';
import { ForeignWrites } from './foreign-writes.ts';
import { countNames } from './reads.ts';
import type { NameCount } from './store.ts';

type Column = 'publisher' | 'category';

/** Publishers and categories, counted once for each state of the store: autocomplete asks for them at every key. */
export class RecentNames {
  readonly #db: Connection;
  readonly #names = new Map<Column, readonly NameCount[]>();
  readonly #writes: ForeignWrites;

  constructor(db: Connection) {
    this.#db = db;
    this.#writes = new ForeignWrites(db);
  }

  get(column: Column): readonly NameCount[] {
    if (this.#writes.happened()) this.forget();
    let names = this.#names.get(column);
    if (names === undefined) this.#names.set(column, (names = countNames(this.#db, column)));
    return names;
  }

  /** To be called after this connection's own writes. */
  forget(): void {
    this.#names.clear();
  }
}
