import type { Changes } from '../store/store.ts';

/** A paragraph that may answer: its id and the index's own score, comparable within one answer only. */
export interface Candidate {
  readonly id: string;
  readonly score: number;
}

/** A term to look for. Weight 1 for a word of the question, less for a spelling near to it. */
export interface WeightedTerm {
  readonly term: string;
  readonly weight: number;
}

export interface CandidateQuery {
  readonly terms: readonly WeightedTerm[];
  /** At most so many candidates, best first. */
  readonly limit: number;
  /** Only paragraphs of these articles; null for all. */
  readonly articles: ReadonlySet<string> | null;
}

/** A field's statistics over the whole archive: mean length in terms, and in how many paragraphs each asked term stands. */
export interface FieldStatistics {
  readonly averageLength: number;
  /** In the order of the terms asked for. */
  readonly df: readonly number[];
}

export interface Statistics {
  /** Number of paragraphs. */
  readonly paragraphs: number;
  readonly text: FieldStatistics;
  readonly headline: FieldStatistics;
}

export interface SimilarTerm {
  readonly term: string;
  /** Edits between the two; 0 when the asked term is the beginning of this one. */
  readonly distance: number;
  readonly kind: 'fuzzy' | 'prefix';
}

/**
 * Finds paragraphs. Follows the store's change sequence and can always be rebuilt from it. Ranking, answering and the
 * three outcomes stand above this port and use nothing else, so that they are the same whatever the index.
 */
export interface Index {
  readonly name: string;
  /** The store's sequence up to which this index holds every change; 0 when empty. */
  appliedSequence(): Promise<number>;
  /** Applies a batch of {@link Changes}; an upsert replaces the paragraph of that id. */
  apply(changes: Changes): Promise<void>;
  statistics(terms: readonly string[]): Promise<Statistics>;
  /** Terms of the archive that are near to one it does not hold: within `maxDistance` edits, or beginning with it. */
  similar(term: string, maxDistance: number, limit: number): Promise<readonly SimilarTerm[]>;
  candidates(query: CandidateQuery): Promise<readonly Candidate[]>;
  close(): Promise<void>;
}

/** How an index is made: the default export of one file in `indexes/`. */
export interface IndexModule {
  /** Unique, lower case. */
  readonly name: string;
  open(): Promise<Index>;
}

export function defineIndex(module: IndexModule): IndexModule {
  return module;
}
