import { LRUCache } from 'lru-cache';
import type { Connection } from './connection.ts';
import { ForeignWrites } from './foreign-writes.ts';
import type { ArticleFilter, Latest, StoredArticle } from './store.ts';

const MAX_REMEMBERED = 1_000;
const MAX_LISTS = 100;

/** Articles read lately: the same few stand under many answers. Forgotten as soon as any process has written the store. */
export class RecentArticles {
  readonly #articles = new LRUCache<string, StoredArticle>({ max: MAX_REMEMBERED });
  readonly #latest = new LRUCache<string, Latest>({ max: MAX_LISTS });
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

  /** The most recent ones: telling what they can be ordered by takes a look at every article. */
  latest(filter: ArticleFilter, count: number, read: () => Latest): Latest {
    if (this.#writes.happened()) this.forget();
    const key = JSON.stringify([count, ...Object.entries(filter).sort(([one], [other]) => (one < other ? -1 : 1))]);
    let latest = this.#latest.get(key);
    if (latest === undefined) this.#latest.set(key, (latest = read()));
    return latest;
  }

  /** To be called after this connection's own writes. */
  forget(): void {
    this.#articles.clear();
    this.#latest.clear();
  }
}
