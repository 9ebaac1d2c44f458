import type { FullArticle } from '../archive/article.ts';
import { Connection } from './connection.ts';
import { renameCopy } from './copy.ts';
import { allHeld, heldArticles, placedIn, relatedArticles } from './intake.ts';
import { purge, sweep } from './purge.ts';
import { changesSince, countUndated, latestArticles, listArticles, matchingIds, revisionsOf, sampleIds, type RowsBy } from './reads.ts';
import { RecentArticles } from './recent-articles.ts';
import { ARTICLES_BY_ID, COLLECTIONS, OPENINGS, PARAGRAPHS_BY_ID, PARAGRAPHS_OF, SET_GONE, UNSET_GONE } from './statements.ts';
import { RecentNames } from './recent-names.ts';
import { fullArticle, SELECT_ARTICLE, text, toArticle, toParagraph } from './rows.ts';
import { SqliteOrigins } from './sqlite-origins.ts';
import type {
  ArticleFilter, ArticlePage, Changes, Check, Collection, HeldArticle, IdentifiedArticle, Latest, NameCount, Place, Purge, Revision, Saved, Store,
  StoreCounts, StoredArticle, StoredParagraph, Update, UpdateCounts,
} from './store.ts';
import { findByTitle } from './titles.ts';
import { verify } from './verify.ts';
import { Writer } from './writer.ts';

const BUSY_TIMEOUT_MS = 5_000;
/** The truth in one SQLite file (with -wal and -shm beside it while it is open). */
class SqliteStore implements Store {
  readonly #db: Connection;
  readonly #recent: RecentArticles;
  readonly #names: RecentNames;
  readonly origins: SqliteOrigins;
  readonly #rowsBy: RowsBy = (author) => this.#names.rowsBy(author);

  constructor(db: Connection) {
    this.#db = db;
    this.#recent = new RecentArticles(db);
    this.#names = new RecentNames(db);
    this.origins = new SqliteOrigins(db);
  }

  async identity(): Promise<string> {
    return text(this.#db.get('SELECT store FROM counter')?.['store'] ?? '');
  }

  async sequence(): Promise<number> {
    return Number(this.#db.get('SELECT sequence FROM counter')?.['sequence']);
  }

  async counts(): Promise<StoreCounts> {
    const row = this.#db.get('SELECT (SELECT count(*) FROM articles) AS articles, (SELECT count(*) FROM paragraphs) AS paragraphs');
    return { articles: Number(row?.['articles']), paragraphs: Number(row?.['paragraphs']) };
  }

  async collections(ids?: readonly string[]): Promise<readonly Collection[]> {
    const rows = ids === undefined ? this.#db.all(`${COLLECTIONS} ORDER BY 1`) : this.#db.all(`${COLLECTIONS} JOIN json_each(?) wanted ON c.id = wanted.value ORDER BY 1`, JSON.stringify(ids));
    return rows.map(({ id, fingerprint }) => ({ id: text(id), fingerprint: text(fingerprint) }));
  }

  async articlesOf(collectionId: string): Promise<readonly FullArticle[]> {
    return this.#db.read(() =>
      this.#db.all(`${SELECT_ARTICLE} WHERE a.collection = ? ORDER BY a.position`, collectionId).map((row) => {
        const article = toArticle(row);
        return fullArticle(article, this.#db.all(PARAGRAPHS_OF, article.id).map(toParagraph));
      }),
    );
  }

  async update(update: Update): Promise<UpdateCounts> {
    return this.#write((writer) => writer.apply(update));
  }

  /** One transaction, and nothing remembered from before it. */
  #write<T>(work: (writer: Writer) => T): T {
    this.#recent.forget();
    this.#names.forget();
    return this.#db.write(() => {
      const writer = new Writer(this.#db, new Date());
      const result = work(writer);
      writer.end();
      return result;
    });
  }

  async begin(collectionId: string): Promise<void> {
    this.#write((writer) => { writer.saveCollection({ id: collectionId, fingerprint: '' }); });
  }

  async save(article: IdentifiedArticle, place: Place): Promise<Saved> {
    return this.#write((writer) => writer.save(article, place));
  }

  async settle(): Promise<void> {
    if (this.#db.get('SELECT 1 FROM title_changes LIMIT 1') !== undefined) this.#write((writer) => { writer.followTitles(); });
  }

  async finish(collection: Collection, copiesAt: ReadonlySet<number>): Promise<void> {
    this.#write((writer) => { writer.finish(collection, copiesAt); });
  }

  async removeArticles(ids: readonly string[]): Promise<number> {
    return ids.filter((id) => this.#write((writer) => writer.remove(id))).length;
  }

  async placedIn(collectionId: string): Promise<{ articles: string[]; copies: string[] }> {
    return placedIn(this.#db, collectionId);
  }

  async placeFrom(first: number, ids: readonly string[]): Promise<void> {
    this.#write((writer) => { writer.placeFrom(first, ids); });
  }

  async setGone(ids: readonly string[], at: string | null): Promise<void> {
    this.#recent.forget();
    this.#db.run(at === null ? UNSET_GONE : SET_GONE, JSON.stringify(ids), ...(at === null ? [] : [at]));
  }

  async related(keys: readonly number[], mostCommon: number): Promise<readonly string[]> {
    return relatedArticles(this.#db, keys, mostCommon);
  }

  async held(ids: readonly string[]): Promise<readonly HeldArticle[]> {
    return this.#db.read(() => heldArticles(this.#db, ids));
  }

  async purge(articleId: string): Promise<boolean> {
    this.#recent.forget();
    this.#names.forget();
    return purge(this.#db, articleId);
  }

  async sweep(): Promise<void> {
    sweep(this.#db);
  }

  async purged(articleId: string): Promise<Purge | null> {
    const row = this.#db.get('SELECT at FROM purged WHERE article = ?', articleId);
    return row === undefined ? null : { at: text(row['at']) };
  }

  async purgedIds(ids: readonly string[]): Promise<readonly string[]> {
    return this.#db.all('SELECT article FROM purged JOIN json_each(?) ON value = article', JSON.stringify(ids)).map(({ article }) => text(article));
  }

  async purgedNumbers(numbers: readonly number[]): Promise<ReadonlySet<number>> {
    return new Set(this.#db.all('SELECT number FROM purged_numbers JOIN json_each(?) ON value = number', JSON.stringify(numbers)).map(({ number }) => Number(number)));
  }

  async corrections(): Promise<string> {
    return text(this.#db.get('SELECT corrections FROM counter')?.['corrections']);
  }

  async setCorrections(fingerprint: string): Promise<void> {
    this.#db.run('UPDATE counter SET corrections = ?', fingerprint);
  }

  async corrected(): Promise<readonly string[]> {
    return this.#db.all('SELECT id FROM articles WHERE as_parsed IS NOT NULL ORDER BY row').map(({ id }) => text(id));
  }

  async replaceCollection(collection: Collection, articles: readonly IdentifiedArticle[]): Promise<UpdateCounts> {
    return this.update({ replace: [{ collection, articles }], remove: [] });
  }

  async removeCollection(collectionId: string): Promise<UpdateCounts> {
    return this.update({ replace: [], remove: [collectionId] });
  }

  async article(id: string): Promise<StoredArticle | null> {
    const [article] = await this.articles([id]);
    return article ?? null;
  }

  async articles(ids: readonly string[]): Promise<readonly StoredArticle[]> {
    return this.#recent.get(ids, (missing) => this.#db.all(ARTICLES_BY_ID, JSON.stringify(missing)).map(toArticle));
  }

  async paragraphsOf(articleId: string): Promise<readonly StoredParagraph[]> {
    return this.#db.all(PARAGRAPHS_OF, articleId).map(toParagraph);
  }

  async openings(articleIds: readonly string[]): Promise<readonly StoredParagraph[]> {
    return this.#db.all(OPENINGS, JSON.stringify(articleIds)).map(toParagraph);
  }

  async paragraphs(ids: readonly string[]): Promise<readonly StoredParagraph[]> {
    return ids.length === 0 ? [] : this.#db.all(PARAGRAPHS_BY_ID, JSON.stringify(ids)).map(toParagraph);
  }

  async sample(count: number): Promise<readonly StoredParagraph[]> {
    return this.paragraphs(sampleIds(this.#db, count));
  }

  async list(filter: ArticleFilter, page: { readonly cursor?: string | null; readonly limit: number }): Promise<ArticlePage> {
    return this.#db.read(() => listArticles(this.#db, filter, page, this.#rowsBy));
  }

  async ids(filter: ArticleFilter): Promise<readonly string[]> {
    return this.#db.read(() => matchingIds(this.#db, filter, this.#rowsBy));
  }

  async undated(filter: ArticleFilter): Promise<number> {
    return this.#db.read(() => countUndated(this.#db, filter, this.#rowsBy));
  }

  async findByTitle(part: string, limit: number): Promise<readonly StoredArticle[]> {
    return findByTitle(this.#db, part, limit);
  }

  async latest(filter: ArticleFilter, count: number): Promise<Latest> {
    return this.#recent.latest(filter, count, () => this.#db.read(() => latestArticles(this.#db, filter, count, this.#rowsBy)));
  }

  async publishers(): Promise<readonly NameCount[]> {
    return this.#names.get('publisher');
  }

  async categories(): Promise<readonly NameCount[]> {
    return this.#names.get('category');
  }

  async authors(): Promise<readonly NameCount[]> {
    return this.#names.authors().names;
  }

  async revisions(articleId: string): Promise<readonly Revision[]> {
    return revisionsOf(this.#db, articleId);
  }

  async changes(since: number, limit: number): Promise<Changes> {
    return this.#db.read(() => changesSince(this.#db, since, limit));
  }

  async *all(): AsyncGenerator<HeldArticle> {
    yield* allHeld(this.#db);
  }

  async copyTo(file: string): Promise<void> {
    await this.#db.copyTo(file);
    renameCopy(file, BUSY_TIMEOUT_MS);
  }

  async verify(): Promise<readonly Check[]> {
    return verify(this.#db);
  }

  async close(): Promise<void> {
    this.#db.close();
  }
}

/**
 * Opens the store in `file`, or makes a new one there; its folder must exist. With `readOnly` nothing is made or changed. Rejects with a `Fault` of type `store` when
 * the file is locked for longer than `busyTimeoutMs`, damaged, newer, another program's, or cannot be written.
 */
export async function openSqliteStore(file: string, { busyTimeoutMs = BUSY_TIMEOUT_MS, readOnly = false }: { readonly busyTimeoutMs?: number; readonly readOnly?: boolean } = {}): Promise<Store> {
  return new SqliteStore(new Connection(file, busyTimeoutMs, readOnly));
}
