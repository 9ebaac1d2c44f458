import { bareArticle, type Origin } from '../archive/article.ts';
import type { Store, StoredArticle } from '../store/store.ts';
import type { ParsedArticle } from './format.ts';
import { titleKey } from './repeats.ts';

const PAGE = 1_000;

/** True for a collection that is a file of the archive's folder; those of other kinds are named by an address. */
export function isFile(collectionId: string): boolean {
  return !collectionId.includes('://');
}

interface Shelved {
  readonly id: string;
  readonly key: string;
  readonly places: readonly Origin[];
}

/** Which article the store holds from which files, duplicates included: what one file's change can touch in others. */
export class Shelf {
  readonly #store: Store;
  readonly #ids = new Set<string>();
  readonly #byFile = new Map<string, Shelved[]>();
  readonly #filesOfKey = new Map<string, Set<string>>();

  private constructor(store: Store) {
    this.#store = store;
  }

  static async read(store: Store): Promise<Shelf> {
    const shelf = new Shelf(store);
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<Store['list']>> = await store.list({}, { cursor, limit: PAGE });
      for (const article of page.articles) shelf.#add(article);
      cursor = page.cursor;
    } while (cursor !== null);
    return shelf;
  }

  holds(id: string): boolean {
    return this.#ids.has(id);
  }

  /** Keys of the articles that stand in a file. */
  keysOf(file: string): string[] {
    return (this.#byFile.get(file) ?? []).map(({ key }) => key);
  }

  /** Files with an article of that title and publisher. */
  filesOf(key: string): Iterable<string> {
    return this.#filesOfKey.get(key) ?? [];
  }

  /** The articles of a file that cannot be read now, as they are stored, in the order of their lines. */
  async recall(file: string): Promise<ParsedArticle[]> {
    const recalled: ParsedArticle[] = [];
    for (const { id, places } of this.#byFile.get(file) ?? []) {
      const article = await this.#store.article(id);
      const paragraphs = await this.#store.paragraphsOf(id);
      for (const origin of places.filter((place) => fileOf(place) === file)) {
        if (article !== null) recalled.push({ ...bareArticle(article), origin, paragraphs: paragraphs.map(({ kind, text }) => ({ kind, text })) });
      }
    }
    return recalled.sort((a, b) => (a.origin.line ?? 0) - (b.origin.line ?? 0));
  }

  #add(article: StoredArticle): void {
    this.#ids.add(article.id);
    if (!isFile(article.collection)) return;
    const shelved = { id: article.id, key: titleKey(article), places: [article.origin, ...article.alsoAt] };
    const files = this.#filesOfKey.get(shelved.key) ?? new Set();
    this.#filesOfKey.set(shelved.key, files);
    for (const file of new Set(shelved.places.map(fileOf))) {
      files.add(file);
      const articles = this.#byFile.get(file);
      if (articles === undefined) this.#byFile.set(file, [shelved]);
      else articles.push(shelved);
    }
  }
}

function fileOf(origin: Origin): string {
  return 'url' in origin ? origin.url : origin.file;
}
