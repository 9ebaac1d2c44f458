import { bareKnown } from '../archive/article.ts';
import type { Copy, HeldArticle } from '../store/store.ts';
import type { ParsedArticle } from './format.ts';
import type { Standing } from './groups.ts';

/**
 * Which places of the store hold during an ingest. Of a collection that is replaced, what was stored before says nothing
 * any more; what this ingest has stored does.
 */
export class Standings {
  readonly #replaced: ReadonlySet<string>;
  readonly #claimed = new Set<string>();
  /** By collection, the positions of copies that this ingest has stored. */
  readonly #copies = new Map<string, Set<number>>();

  constructor(replaced: ReadonlySet<string>) {
    this.#replaced = replaced;
  }

  /** To be called for every article that was stored. */
  claim(id: string, copies: readonly Copy[]): void {
    this.#claimed.add(id);
    for (const { place: { collection, position } } of copies) {
      const positions = this.#copies.get(collection);
      if (positions === undefined) this.#copies.set(collection, new Set([position]));
      else positions.add(position);
    }
  }

  isClaimed(id: string): boolean {
    return this.#claimed.has(id);
  }

  copiesIn(collection: string): ReadonlySet<number> {
    return this.#copies.get(collection) ?? new Set();
  }

  standsItself({ id, collection }: HeldArticle): boolean {
    return !this.#replaced.has(collection) || this.#claimed.has(id);
  }

  /** The places at which a stored article stands. */
  of(held: HeldArticle): Standing[] {
    const paragraphs = held.paragraphs.map(({ kind, text }) => ({ kind, text }));
    const { language, addedAt } = held;
    const own: Standing[] = this.standsItself(held)
      ? [{ place: { collection: held.collection, position: held.position }, article: parsedOf({ ...held, ...held.asParsed }, paragraphs), language, addedAt }]
      : [];
    const copies = held.alsoAt.filter(({ place: { collection, position } }) => !this.#replaced.has(collection) || this.copiesIn(collection).has(position));
    return [...own, ...copies.map((copy) => ({ place: copy.place, article: parsedOf(copy, copy.paragraphs ?? paragraphs), language, addedAt }))];
  }
}

function parsedOf(known: Omit<ParsedArticle, 'paragraphs' | 'exported'>, paragraphs: ParsedArticle['paragraphs']): ParsedArticle {
  return { ...bareKnown(known), ...(known.key !== undefined && { key: known.key }), paragraphs };
}
