import type { FullArticle } from '../archive/article.ts';
import { keyNumbers, type Keyed } from '../archive/keys.ts';
import type { Connection } from './connection.ts';
import { copyKnown, foldOrNull } from './rows.ts';
import type { Copy, IdentifiedArticle } from './store.ts';

type Related = Pick<IdentifiedArticle, 'alsoAt' | 'asParsed' | 'key'> & FullArticle;

/** What an article is found again by, and its copies. */
export class Relations {
  readonly #db: Connection;

  constructor(db: Connection) {
    this.#db = db;
  }

  save(row: number, article: Related): void {
    for (const number of numbersOf(article)) this.#db.run('INSERT INTO keys VALUES (?, ?)', number, row);
    for (const copy of article.alsoAt) this.#saveCopy(row, copy);
  }

  /** Saves what is not as it was; true when the copies are others. */
  saveChanged(row: number, was: Related, now: Related): boolean {
    const [before, after] = [numbersOf(was), numbersOf(now)];
    if (before.size !== after.size || [...after].some((number) => !before.has(number))) {
      this.#db.run('DELETE FROM keys WHERE article = ?', row);
      for (const number of after) this.#db.run('INSERT INTO keys VALUES (?, ?)', number, row);
    }
    if (copiesAsJson(was) === copiesAsJson(now)) return false;
    this.#db.run('DELETE FROM copies WHERE article = ?', row);
    for (const copy of now.alsoAt) this.#saveCopy(row, copy);
    return true;
  }

  #saveCopy(row: number, copy: Copy): void {
    const { place: { collection, position }, publisher, paragraphs } = copy;
    this.#db.run(
      'INSERT OR REPLACE INTO copies VALUES (?, ?, ?, ?, ?, ?, ?)',
      collection, position, row, publisher, foldOrNull(publisher), copyKnown(copy), paragraphs === null ? null : JSON.stringify(paragraphs),
    );
  }
}

/** The article as each of its places says it, not as its owner corrected it: a place is read again. Its own comes first. */
export function atItsPlaces(article: Related): Keyed[] {
  const { paragraphs } = article;
  const copies = article.alsoAt.map((copy) => ({ ...copy, paragraphs: copy.paragraphs ?? paragraphs }));
  return [{ ...article, ...article.asParsed, paragraphs }, ...copies];
}

export function numbersOf(article: Related): Set<number> {
  return new Set(atItsPlaces(article).flatMap(keyNumbers));
}

function copiesAsJson({ alsoAt }: Related): string {
  return JSON.stringify(alsoAt.map((copy) => [copy.place.collection, copy.place.position, copyKnown(copy), copy.paragraphs]));
}
