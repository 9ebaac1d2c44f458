import { LRUCache } from 'lru-cache';
import type { Connection } from './connection.ts';
import { ForeignWrites } from './foreign-writes.ts';
import type { StoredArticle } from './store.ts';

const MAX_REMEMBERED = 1_000;

/** Articles read lately: the same few stand under many answers. Forgotten as soon as any process has written the store. */
export class RecentArticles {
  readonly #articles = new LRUCache<string, StoredArticle>({ max: MAX_REMEMBERED });
  readonly #writes: ForeignWrites;

  constructor(db: Connection) {
    this.#writes = new ForeignWrites(db);
  }

  /** In the order of `ids`, unknown ones left out; `read` is asked for those that are not remembered. */
  get(ids: readonly string[], read: (ids: readonly string[]) => readonly StoredArticle[]): StoredArticle[] {
    if (this.#writes.happened()) this.forget();
    const found = new Map(ids.map((id) => [id, this.#articles.get(id)]));
    const missing = ids.filter((id) => found.get(id) === undefined);
    for (const article of missing.length === 0 ? [] : read(missing)) {
      found.set(article.id, article);
      this.#articles.set(article.id, article);
    }
    return ids.flatMap((id) => found.get(id) ?? []);
  }

  /** To be called after this connection's own writes. */
  forget(): void {
    this.#articles.clear();
  }
}
