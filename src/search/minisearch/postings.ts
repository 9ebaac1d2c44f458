/** In which documents (short ids) a term stands, and how often. */
export type Postings = ReadonlyMap<number, number>;

/** The fields of a paragraph, by their place in MiniSearch's `fields`. */
export const TEXT = 0;
export const HEADLINE = 1;
export const FIELDS = [TEXT, HEADLINE] as const;
export type Field = (typeof FIELDS)[number];

/** What gathering candidates needs of an inverted index. */
export interface PostingsView {
  postings(term: string, field: Field): Postings | undefined;
  /** In how many documents a term stands; those that are gone do not count. */
  df(term: string, field: Field): number;
  /** Length of a document's field in terms. */
  length(document: number, field: Field): number;
  averageLength(field: Field): number;
  /** False for a document that is gone but whose postings are still there. */
  isLive(document: number): boolean;
  /** The paragraph's id: equal scores go by it, so that the order does not depend on how the index was built. */
  idOf(document: number): string;
  readonly paragraphs: number;
  /** Above every short id in use. */
  readonly end: number;
}
