import { Fault } from '../errors.ts';
import type { Connection, Row } from '../store/connection.ts';
import { pack } from './packed.ts';
import { sketch } from './quantize.ts';
import type { Basis, Batch, KeptLevel, KeptVectors, Made } from './vector-records.ts';

/** More rows that went are not remembered one by one. */
const MOST_GONE = 10_000;
const KEPT = 'SELECT row, paragraph, article, passages FROM vectors';

/** The vectors of a store's paragraphs, in a SQLite file. Several processes may read while one writes. */
export class Vectors {
  readonly #db: Connection;
  readonly #basis: Basis;

  constructor(db: Connection, basis: Basis) {
    this.#db = db;
    this.#basis = basis;
  }

  get dimensions(): number {
    return this.#basis.dimensions;
  }

  /** Throws a `Fault` where another process has begun the file anew for another model: what is in it cannot be compared with what is here. */
  mustBelong(): void {
    if (this.belongs()) return;
    throw new Fault('config', 'Another process compares this archive\'s meanings by another model, in the same file.', 'Give both the same SEMANTIC, and start this one again.');
  }

  belongs(): boolean {
    const { storeId, embedderId, dimensions } = this.#basis;
    return this.#db.get('SELECT 1 FROM basis WHERE store = ? AND embedder = ? AND dimensions = ?', storeId, embedderId, dimensions) !== undefined;
  }

  /** Of the store, up to where all paragraphs have vectors. */
  sequence(): number {
    return Number(this.#db.get('SELECT sequence FROM basis')?.['sequence'] ?? 0);
  }

  /** Grows with every change here. */
  changes(): number {
    return Number(this.#db.get('SELECT changes FROM basis')?.['changes'] ?? 0);
  }

  /** How often something was erased: what was read of the store before may hold it. */
  erasures(): number {
    return Number(this.#db.get('SELECT erasures FROM basis')?.['erasures'] ?? 0);
  }

  /** Paragraphs that were read, also those that the model could not. */
  count(): number {
    return Number(this.#db.get('SELECT (SELECT count(*) FROM sketches) + (SELECT count(*) FROM passed_over) AS n')?.['n'] ?? 0);
  }

  level(): KeptLevel | null {
    const { level = null, level_of: of = 0 } = this.#db.get('SELECT level, level_of FROM basis') ?? {};
    return Number(of) === 0 ? null : { value: level === null ? null : Number(level), of: Number(of) };
  }

  keepLevel({ value, of }: KeptLevel): void {
    this.#db.run('UPDATE basis SET level = ?, level_of = ?', value, of);
  }

  /** To be called before a paragraph is read: how often that was begun by now and not {@link ended}, since the process died of it, for example. */
  begun(paragraph: string): number {
    return Number(this.#db.get('INSERT INTO tries VALUES (?, 1) ON CONFLICT (paragraph) DO UPDATE SET count = count + 1 RETURNING count', paragraph)?.['count'] ?? 1);
  }

  ended(paragraph: string): void {
    this.#db.run('DELETE FROM tries WHERE paragraph = ?', paragraph);
  }

  /** What was read of these paragraphs, those that are known. */
  hashes(paragraphs: readonly string[]): ReadonlyMap<string, Uint8Array> {
    const rows = this.#db.all('SELECT paragraph, hash FROM vectors WHERE paragraph IN (SELECT value FROM json_each(?))', JSON.stringify(paragraphs));
    return new Map(rows.map(({ paragraph, hash }) => [String(paragraph), hash as Uint8Array]));
  }

  /** All of a batch or nothing. False: something was erased since the store was read, and nothing is done. */
  apply({ made, removals, sequence, erasures }: Batch): boolean {
    return this.#db.write(() => {
      this.mustBelong();
      if (this.erasures() !== erasures) return false;
      const changes = this.changes() + 1;
      for (const paragraph of [...removals, ...made.map((one) => one.paragraph)]) this.#remove(paragraph, changes);
      for (const one of made) this.#add(one);
      this.#db.run('UPDATE basis SET sequence = ?, changes = ?', sequence, changes);
      this.#forget(changes);
      return true;
    });
  }

  /** Leaves no vectors of an article; what is being made of it is not kept either. */
  erase(article: string): void {
    this.#db.write(() => {
      const changes = this.changes() + 1;
      for (const { paragraph } of this.byArticles([article])) this.#remove(paragraph, changes);
      this.#db.run('UPDATE basis SET erasures = erasures + 1, changes = ?', changes);
    });
  }

  #remove(paragraph: string, changes: number): void {
    const row = this.#db.get('DELETE FROM vectors WHERE paragraph = ? RETURNING row', paragraph)?.['row'];
    if (row === undefined) return;
    for (const table of ['sketches', 'passed_over']) this.#db.run(`DELETE FROM ${table} WHERE row = ?`, Number(row));
    this.#db.run('INSERT INTO gone VALUES (?, ?)', Number(row), changes);
  }

  #add({ paragraph, article, hash, passages }: Made): void {
    const [whole] = passages;
    const row = Number(this.#db.get('INSERT INTO vectors (paragraph, article, hash, passages) VALUES (?, ?, ?, ?) RETURNING row', paragraph, article, hash, pack(passages))?.['row']);
    if (whole === undefined) this.#db.run('INSERT INTO passed_over VALUES (?)', row);
    else this.#db.run('INSERT INTO sketches VALUES (?, ?)', row, new Uint8Array(sketch(whole.vector).buffer));
  }

  /** Who has not read of them by now reads all anew. */
  #forget(changes: number): void {
    if (Number(this.#db.get('SELECT count(*) AS n FROM gone')?.['n']) <= MOST_GONE) return;
    this.#db.run('DELETE FROM gone');
    this.#db.run('UPDATE basis SET forgotten = ?', changes);
  }

  /** Forgets all, to be made anew, for what this is opened for. */
  clear(): void {
    const { storeId, embedderId, dimensions } = this.#basis;
    this.#db.write(() => {
      for (const table of ['vectors', 'sketches', 'passed_over', 'tries', 'gone']) this.#db.run(`DELETE FROM ${table}`);
      this.#db.run(
        'UPDATE basis SET store = ?, embedder = ?, dimensions = ?, sequence = 0, changes = changes + 1, forgotten = changes + 1, level = NULL, level_of = 0',
        storeId, embedderId, dimensions,
      );
    });
  }

  /** Of paragraphs whose row is above `row`, in the order of rows. */
  *sketchesAfter(row: number): Generator<{ readonly row: number; readonly sketch: Uint8Array }> {
    for (const each of this.#db.each('SELECT row, sketch FROM sketches WHERE row > ? ORDER BY row', row)) yield { row: Number(each['row']), sketch: each['sketch'] as Uint8Array };
  }

  /** Rows that went since so many {@link changes}; null where that is not known any more. */
  goneSince(changes: number): readonly number[] | null {
    if (changes < Number(this.#db.get('SELECT forgotten FROM basis')?.['forgotten'] ?? 0)) return null;
    return this.#db.all('SELECT row FROM gone WHERE changes > ?', changes).map(({ row }) => Number(row));
  }

  /** Of the paragraphs of these articles. */
  rowsOf(articles: readonly string[]): readonly number[] {
    return this.#db.all('SELECT row FROM vectors WHERE article IN (SELECT value FROM json_each(?))', JSON.stringify(articles)).map(({ row }) => Number(row));
  }

  byRows(rows: readonly number[]): readonly KeptVectors[] {
    return this.#db.all(`${KEPT} WHERE row IN (SELECT value FROM json_each(?))`, JSON.stringify(rows)).map(toKept);
  }

  byParagraphs(ids: readonly string[]): readonly KeptVectors[] {
    return this.#db.all(`${KEPT} WHERE paragraph IN (SELECT value FROM json_each(?))`, JSON.stringify(ids)).map(toKept);
  }

  byArticles(ids: readonly string[]): readonly KeptVectors[] {
    return this.#db.all(`${KEPT} WHERE article IN (SELECT value FROM json_each(?))`, JSON.stringify(ids)).map(toKept);
  }

  /** What is read in `work` is all of one moment. */
  atOnce<T>(work: () => T): T {
    return this.#db.read(work);
  }

  close(): void {
    this.#db.close();
  }
}

function toKept({ row, paragraph, article, passages }: Row): KeptVectors {
  return { row: Number(row), paragraph: String(paragraph), article: String(article), passages: passages as Uint8Array };
}
