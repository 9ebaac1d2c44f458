import { LRUCache } from 'lru-cache';
import type { Connection } from './connection.ts';
import type { StoredArticle } from './store.ts';

const MAX_REMEMBERED = 1_000;

/** Articles read lately: the same few stand under many answers. Forgotten as soon as any process has written the store. */
export class RecentArticles {
  readonly #db: Connection;
  readonly #articles = new LRUCache<string, StoredArticle>({ max: MAX_REMEMBERED });
  #version: number;

  constructor(db: Connection) {
    this.#db = db;
    this.#version = this.#dataVersion();
  }

  /** In the order of `ids`, unknown ones left out; `read` is asked for those that are not remembered. */
  get(ids: readonly string[], read: (ids: readonly string[]) => readonly StoredArticle[]): StoredArticle[] {
    const version = this.#dataVersion();
    if (version !== this.#version) this.forget();
    this.#version = version;
    const found = new Map(ids.map((id) => [id, this.#articles.get(id)]));
    const missing = ids.filter((id) => found.get(id) === undefined);
    for (const article of missing.length === 0 ? [] : read(missing)) {
      found.set(article.id, article);
      this.#articles.set(article.id, article);
    }
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  /** To be called after this connection's own writes, which `data_version` does not count. */
  forget(): void {
    this.#articles.clear();
  }

  /** https://sqlite.org/pragma.html#pragma_data_version: another number once another connection has written. */
  #dataVersion(): number {
    return Number(this.#db.get('PRAGMA data_version')?.['data_version']);
  }
}
