import type { FullArticle, Paragraph } from '../archive/article.ts';
import type { Connection } from './connection.ts';
import { Relations } from './relations.ts';
import { fullArticle, KNOWN_COLUMNS, knownFields, knownValues, SELECT_ARTICLE, SELECT_PARAGRAPH, text, toArticle, toParagraph } from './rows.ts';
import type { Collection, IdentifiedArticle, Place, Saved, StoredArticle, Update, UpdateCounts } from './store.ts';

const INSERT_ARTICLE = `
INSERT INTO articles (id, collection, position, revision_of, added_at, source_key, origin, as_parsed, ${KNOWN_COLUMNS.join(', ')})
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ${KNOWN_COLUMNS.map(() => '?').join(', ')}) RETURNING row`;
const UPDATE_KNOWN = `UPDATE articles SET ${KNOWN_COLUMNS.map((column) => `${column} = ?`).join(', ')} WHERE row = ?`;
const UPDATE_PARAGRAPH = 'UPDATE paragraphs SET number = ?, kind = ?, text = ?, sequence = ? WHERE id = ?';

/** An article as the store holds it before an update. */
interface Held {
  readonly row: number;
  readonly article: StoredArticle;
  readonly full: FullArticle;
}

/** Writes within a transaction that the caller opened; {@link end} it. */
export class Writer {
  readonly #db: Connection;
  readonly #now: string;
  readonly #before: number;
  readonly #relations: Relations;
  #sequence: number;

  constructor(db: Connection, now: Date) {
    this.#db = db;
    this.#now = now.toISOString();
    this.#before = Number(db.get('SELECT sequence FROM counter')?.['sequence']);
    this.#sequence = this.#before;
    this.#relations = new Relations(db);
  }

  /** Replaces whole collections. */
  apply({ replace, remove }: Update): UpdateCounts {
    const staying = new Set(replace.flatMap(({ articles }) => articles.map(({ id }) => id)));
    if (staying.size < replace.reduce((sum, { articles }) => sum + articles.length, 0)) throw new Error('An update names one article twice.');
    const counts = { added: 0, changed: 0, removed: 0 };
    for (const { collection } of replace) this.saveCollection(collection);
    for (const collection of [...replace.map(({ collection: { id } }) => id), ...remove]) {
      const gone = this.#db.all('SELECT id FROM articles WHERE collection = ?', collection).map(({ id }) => text(id)).filter((id) => !staying.has(id));
      for (const id of gone) if (this.remove(id)) counts.removed++;
    }
    for (const { collection, articles } of replace) {
      for (const [position, article] of articles.entries()) {
        const saved = this.save(article, { collection: collection.id, position });
        if (saved === 'added' || saved === 'changed') counts[saved]++;
      }
    }
    for (const id of remove) this.#db.run('DELETE FROM collections WHERE id = ?', id);
    this.followTitles();
    return counts;
  }

  /** To be called once, at the end. */
  end(): void {
    if (this.#sequence > this.#before) this.#db.run('UPDATE counter SET sequence = ?', this.#sequence);
  }

  saveCollection({ id, fingerprint }: Collection): void {
    this.#db.run(
      'INSERT INTO collections VALUES (?, ?) ON CONFLICT DO UPDATE SET fingerprint = excluded.fingerprint WHERE fingerprint <> excluded.fingerprint',
      id, fingerprint,
    );
  }

  save(article: IdentifiedArticle, place: Place): Saved {
    const held = this.#held(article.id);
    if (held === null) {
      // Another process may have purged it after this one looked.
      if (this.#db.get('SELECT 1 FROM purged WHERE article = ?', article.id) !== undefined) return 'same';
      this.#insert(article, place);
      return 'added';
    }
    const wanted = fullArticle(article, article.paragraphs);
    const changed = JSON.stringify(content(held.full)) !== JSON.stringify(content(wanted));
    if (changed) this.#change(held, article);
    const moved = this.#move(held, article, place);
    return changed ? 'changed' : moved ? 'moved' : 'same';
  }

  /** Brings the search for titles in line with the articles. */
  followTitles(): void {
    this.#db.run('DELETE FROM title_parts WHERE rowid IN (SELECT row FROM title_changes)');
    this.#db.run('INSERT INTO title_parts (rowid, title_folded) SELECT row, title_folded FROM articles JOIN title_changes USING (row)');
    this.#db.run('DELETE FROM title_changes');
  }

  finish(collection: Collection, copiesAt: ReadonlySet<number>): void {
    this.saveCollection(collection);
    for (const { position } of this.#db.all('SELECT position FROM copies WHERE collection = ?', collection.id)) {
      if (!copiesAt.has(Number(position))) this.#db.run('DELETE FROM copies WHERE collection = ? AND position = ?', collection.id, Number(position));
    }
  }

  placeFrom(first: number, ids: readonly string[]): void {
    for (const [offset, id] of ids.entries()) this.#db.run('UPDATE articles SET position = ? WHERE id = ?', first + offset, id);
  }

  /** False when there is none. */
  remove(id: string): boolean {
    const row = this.#db.get('SELECT row FROM articles WHERE id = ?', id)?.['row'];
    if (row === undefined) return false;
    for (const paragraph of this.#db.all('SELECT id FROM paragraphs WHERE article = ?', Number(row))) this.#markRemoved(text(paragraph['id']));
    this.#db.run('DELETE FROM articles WHERE row = ?', Number(row));
    this.#next();
    return true;
  }

  #next(): number {
    return ++this.#sequence;
  }

  #markRemoved(paragraph: string): void {
    this.#db.run('INSERT INTO removals VALUES (?, ?) ON CONFLICT DO UPDATE SET sequence = excluded.sequence', paragraph, this.#next());
  }

  #held(id: string): Held | null {
    const row = this.#db.get(`${SELECT_ARTICLE} WHERE a.id = ?`, id);
    if (row === undefined) return null;
    const article = toArticle(row);
    const paragraphs = this.#db.all(`${SELECT_PARAGRAPH} WHERE p.article = ? ORDER BY p.number`, Number(row['row'])).map(toParagraph);
    return { row: Number(row['row']), article, full: fullArticle(article, paragraphs) };
  }

  #insert(article: IdentifiedArticle, { collection, position }: Place): void {
    const { key = null, origin, revisionOf, addedAt = this.#now } = article;
    const inserted = this.#db.get(INSERT_ARTICLE, article.id, collection, position, revisionOf, addedAt, key, JSON.stringify(origin), parsedAs(article), ...knownValues(article));
    const row = Number(inserted?.['row']);
    for (const paragraph of article.paragraphs) this.#insertParagraph(row, paragraph);
    this.#relations.save(row, article);
    this.#next();
  }

  #insertParagraph(row: number, { id, number, kind, text: words }: Paragraph): void {
    this.#db.run('INSERT INTO paragraphs (id, article, number, kind, text, sequence) VALUES (?, ?, ?, ?, ?, ?)', id, row, number, kind, words, this.#next());
    this.#db.run('DELETE FROM removals WHERE paragraph = ?', id);
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
      else if (allChanged || old.number !== number || old.kind !== kind || old.text !== words) {
        this.#db.run(UPDATE_PARAGRAPH, number, kind, words, this.#next(), id);
      }
    }
  }

  /** Where it stands and what it is related to: no revision is kept of that. True when any of it is another. */
  #move({ row, article: was, full }: Held, article: IdentifiedArticle, { collection, position }: Place): boolean {
    const { key = null, origin, revisionOf } = article;
    const [placed, parsed] = [JSON.stringify(origin), parsedAs(article)];
    const stays = was.collection === collection && was.position === position && was.revisionOf === revisionOf &&
      JSON.stringify(was.origin) === placed && (was.key ?? null) === key && parsedAs(was) === parsed;
    if (!stays) {
      this.#db.run(
        'UPDATE articles SET collection = ?, position = ?, revision_of = ?, source_key = ?, origin = ?, as_parsed = ? WHERE row = ?',
        collection, position, revisionOf, key, placed, parsed, row,
      );
    }
    const related = this.#relations.saveChanged(row, { ...was, paragraphs: full.paragraphs }, article);
    if (!stays || related) this.#next();
    return !stays || related;
  }
}

function parsedAs({ asParsed }: Pick<IdentifiedArticle, 'asParsed'>): string | null {
  return asParsed === undefined ? null : JSON.stringify(knownFields(asParsed));
}

/** What a revision is kept of: all but the place, which moves when something else on the page does. */
function content(article: FullArticle): object {
  return { ...article, origin: null };
}
