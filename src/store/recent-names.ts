import { foldName } from '../archive/fold.ts';
import type { Connection } from './connection.ts';
import { ForeignWrites } from './foreign-writes.ts';
import { countNames, readAuthors, type Authors } from './names.ts';
import type { NameCount } from './store.ts';

type Column = 'publisher' | 'category';

/** Publishers, categories and authors, counted once for each state of the store: autocomplete asks for them at every key. */
export class RecentNames {
  readonly #db: Connection;
  readonly #names = new Map<Column, readonly NameCount[]>();
  readonly #writes: ForeignWrites;
  #authors: Authors | null = null;
  #texts: Authors['texts'] = new Map();

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

  authors(): Authors {
    if (this.#writes.happened()) this.forget();
    if (this.#authors === null) {
      this.#authors = readAuthors(this.#db, this.#texts);
      this.#texts = this.#authors.texts;
    }
    return this.#authors;
  }

  /** The rows of the articles by this author, alone or among others: of the state that a transaction around it sees. */
  rowsBy(name: string): readonly number[] {
    return this.authors().rows.get(foldName(name)) ?? [];
  }

  /** To be called after this connection's own writes. */
  forget(): void {
    this.#names.clear();
    this.#authors = null;
  }
}
