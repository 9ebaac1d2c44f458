import type { FullArticle, Paragraph } from '../archive/article.ts';
import type { Connection } from './connection.ts';
import { fullArticle, KNOWN_COLUMNS, knownValues, placeValues, SELECT_ARTICLE, SELECT_PARAGRAPH, text, toArticle, toParagraph } from './rows.ts';
import type { Collection, IdentifiedArticle, StoredArticle, Update, UpdateCounts } from './store.ts';

const INSERT_ARTICLE = `
INSERT INTO articles (id, collection, position, revision_of, added_at, ${KNOWN_COLUMNS.join(', ')})
VALUES (?, ?, ?, ?, ?, ${KNOWN_COLUMNS.map(() => '?').join(', ')}) RETURNING row`;
const UPDATE_KNOWN = `UPDATE articles SET ${KNOWN_COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE row = ?`;
const UPDATE_PARAGRAPH = 'UPDATE paragraphs SET number = ?, kind = ?, text = ?, sequence = ? WHERE id = ?';

/** An article as the store holds it before an update. */
interface Held {
  readonly row: number;
  readonly article: StoredArticle;
  readonly full: FullArticle;
}

interface Place {
  readonly collection: string;
  readonly position: number;
}

/** One update, within a transaction that the caller opened. */
export class Writer {
  readonly #db: Connection;
  readonly #now: string;
  readonly #before: number;
  #sequence: number;
  readonly #counts = { added: 0, changed: 0, removed: 0 };

  constructor(db: Connection, now: Date) {
    this.#db = db;
    this.#now = now.toISOString();
    this.#before = Number(db.get('SELECT sequence FROM counter')?.['sequence']);
    this.#sequence = this.#before;
  }

  apply({ replace, remove }: Update): UpdateCounts {
    const staying = new Set(replace.flatMap(({ articles }) => articles.map(({ id }) => id)));
    if (staying.size < replace.reduce((sum, { articles }) => sum + articles.length, 0)) throw new Error('An update names one article twice.');
    for (const { collection } of replace) this.#saveCollection(collection);
    for (const id of [...replace.map(({ collection }) => collection.id), ...remove]) this.#removeArticles(id, staying);
    for (const { collection, articles } of replace) {
      for (const [position, article] of articles.entries()) this.#save(article, { collection: collection.id, position });
    }
    for (const id of remove) this.#db.run('DELETE FROM collections WHERE id = ?', id);
    if (this.#sequence > this.#before) this.#db.run('UPDATE counter SET sequence = ?', this.#sequence);
    return this.#counts;
  }

  #next(): number {
    return ++this.#sequence;
  }

  #saveCollection({ id, fingerprint }: Collection): void {
    this.#db.run(
      'INSERT INTO collections VALUES (?, ?) ON CONFLICT DO UPDATE SET fingerprint = excluded.fingerprint WHERE fingerprint <> excluded.fingerprint',
      id, fingerprint,
    );
  }

  #removeArticles(collection: string, staying: ReadonlySet<string>): void {
    for (const { row, id } of this.#db.all('SELECT row, id FROM articles WHERE collection = ?', collection)) {
      if (staying.has(text(id))) continue;
      for (const paragraph of this.#db.all('SELECT id FROM paragraphs WHERE article = ?', Number(row))) this.#markRemoved(text(paragraph['id']));
      this.#db.run('DELETE FROM articles WHERE row = ?', Number(row));
      this.#next();
      this.#counts.removed++;
    }
  }

  #markRemoved(paragraph: string): void {
    this.#db.run('INSERT INTO removals VALUES (?, ?) ON CONFLICT DO UPDATE SET sequence = excluded.sequence', paragraph, this.#next());
  }

  #save(article: IdentifiedArticle, place: Place): void {
    const held = this.#held(article.id);
    if (held === null) {
      this.#insert(article, place);
      return;
    }
    const wanted = fullArticle(article, article.paragraphs);
    if (JSON.stringify(content(held.full)) !== JSON.stringify(content(wanted))) this.#change(held, article);
    this.#move(held, article, place);
  }

  #held(id: string): Held | null {
    const row = this.#db.get(`${SELECT_ARTICLE} WHERE a.id = ?`, id);
    if (row === undefined) return null;
    const article = toArticle(row);
    const paragraphs = this.#db.all(`${SELECT_PARAGRAPH} WHERE p.article = ? ORDER BY p.number`, Number(row['row'])).map(toParagraph);
    return { row: Number(row['row']), article, full: fullArticle(article, paragraphs) };
  }

  #insert(article: IdentifiedArticle, { collection, position }: Place): void {
    const inserted = this.#db.get(INSERT_ARTICLE, article.id, collection, position, article.revisionOf, this.#now, ...knownValues(article));
    const row = Number(inserted?.['row']);
    this.#saveOrigins(row, article);
    for (const paragraph of article.paragraphs) this.#insertParagraph(row, paragraph);
    this.#next();
    this.#counts.added++;
  }

  #insertParagraph(row: number, { id, number, kind, text: words }: Paragraph): void {
    this.#db.run('INSERT INTO paragraphs (id, article, number, kind, text, sequence) VALUES (?, ?, ?, ?, ?, ?)', id, row, number, kind, words, this.#next());
    this.#db.run('DELETE FROM removals WHERE paragraph = ?', id);
  }

  #saveOrigins(row: number, { origin, alsoAt }: IdentifiedArticle): void {
    this.#db.run('DELETE FROM origins WHERE article = ?', row);
    for (const [place, values] of places({ origin, alsoAt }).entries()) this.#db.run('INSERT INTO origins VALUES (?, ?, ?, ?, ?)', row, place, ...values);
  }

  #change({ row, full, article: was }: Held, article: IdentifiedArticle): void {
    this.#db.run('INSERT INTO revisions VALUES (?, ?, ?, ?)', row, this.#next(), this.#now, JSON.stringify(full));
    this.#db.run(UPDATE_KNOWN, ...knownValues(article), row);
    // An index keeps a paragraph together with its headline, both by the rules of its language.
    const allChanged = full.title !== article.title || full.publisher !== article.publisher || was.language !== article.language;
    const former = new Map(full.paragraphs.map((paragraph) => [paragraph.id, paragraph]));
    const staying = new Set(article.paragraphs.map(({ id }) => id));
    for (const id of former.keys()) {
      if (staying.has(id)) continue;
      this.#db.run('DELETE FROM paragraphs WHERE id = ?', id);
      this.#markRemoved(id);
    }
    for (const paragraph of article.paragraphs) {
      const { id, number, kind, text: words } = paragraph;
      const old = former.get(id);
      if (old === undefined) this.#insertParagraph(row, paragraph);
      else if (allChanged || old.number !== number || old.kind !== kind || old.text !== words) this.#db.run(UPDATE_PARAGRAPH, number, kind, words, this.#next(), id);
    }
    this.#counts.changed++;
  }

  /** Where it stands and what it is related to: no revision is kept of that. */
  #move({ row, article: was }: Held, article: IdentifiedArticle, { collection, position }: Place): void {
    const originsStay = JSON.stringify(places(was)) === JSON.stringify(places(article));
    if (originsStay && was.collection === collection && was.position === position && was.revisionOf === article.revisionOf) return;
    this.#db.run('UPDATE articles SET collection = ?, position = ?, revision_of = ? WHERE row = ?', collection, position, article.revisionOf, row);
    if (!originsStay) this.#saveOrigins(row, article);
    this.#next();
  }
}

function places({ origin, alsoAt }: Pick<IdentifiedArticle, 'origin' | 'alsoAt'>): (string | number | null)[][] {
  return [origin, ...alsoAt].map(placeValues);
}

/** What a revision is kept of: all but the place, which moves when something else on the page does. */
function content(article: FullArticle): object {
  return { ...article, origin: null };
}
