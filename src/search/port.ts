import type { Changes } from '../store/store.ts';

/** A paragraph that may answer: its id and the index's own score, comparable within one answer only. */
export interface Candidate {
  readonly id: string;
  readonly score: number;
}

/** A term to look for, and what its first occurrence is worth there: its weight times its idf in that field. */
export interface CandidateTerm {
  readonly term: string;
  readonly text: number;
  readonly headline: number;
}

export interface CandidateQuery {
  readonly terms: readonly CandidateTerm[];
  /** Only paragraphs whose text or headline holds each of these. */
  readonly required: readonly string[];
  /** None whose text or headline holds one of these. */
  readonly excluded: readonly string[];
  /** Only paragraphs of these articles; null for all. */
  readonly articles: ReadonlySet<string> | null;
  /** None of this article. */
  readonly except?: string | undefined;
  /** So many are enough: with fewer, commoner words are looked for too. */
  readonly limit: number;
  /** At most so many candidates are given, best first; `limit` unless told otherwise. */
  readonly most?: number;
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

/** How many paragraphs the archive has in a language (ISO 639-1). */
export interface LanguageCount {
  readonly language: string;
  readonly paragraphs: number;
}

/**
 * Finds paragraphs. Follows the store's change sequence and can always be rebuilt from it. Ranking, answering and the
 * three outcomes stand above this port and use nothing else, so that they are the same whatever the index. The statistics
 * are exact at any time, however the index came to hold what it holds: built at once, by additions, or read back.
 */
export interface Index {
  readonly name: string;
  /** The store's sequence up to which this index holds every change; 0 when empty. */
  appliedSequence(): Promise<number>;
  /** Applies a batch of {@link Changes}; an upsert replaces the paragraph of that id. */
  apply(changes: Changes): Promise<void>;
  /** Forgets all that it holds, to follow from the start: sequence 0. */
  clear(): Promise<void>;
  /** Keeps on disk what makes the next start fast, where the index has any such thing. */
  save(): Promise<void>;
  /** Leaves nothing of removed paragraphs in what it keeps on disk, drafts of other processes included. Not needed where it keeps nothing. */
  erase?(): Promise<void>;
  statistics(terms: readonly string[]): Promise<Statistics>;
  /** Languages of the paragraphs, most paragraphs first. */
  languages(): Promise<readonly LanguageCount[]>;
  /** Terms of the archive that are near to one it does not hold: within `maxDistance` edits, or beginning with it. */
  similar(term: string, maxDistance: number, limit: number): Promise<readonly SimilarTerm[]>;
  candidates(query: CandidateQuery): Promise<readonly Candidate[]>;
  close(): Promise<void>;
}

/** Where an index may keep something: beside or in the store's file. */
export interface IndexPlace {
  readonly storeFile: string;
  /** The store's own: an index that was kept for another store is not read. */
  readonly storeId: string;
}

/** How an index is made: the default export of one file in `indexes/`. */
export interface IndexModule {
  /** Unique, lower case. */
  readonly name: string;
  /** Lives in the store's file: whoever writes the store fills it. Else each process fills its own. */
  readonly onDisk?: boolean;
  /** Whether there is anything that such an index has kept, whichever is used now. Not needed where it keeps nothing. */
  isKept?(place: IndexPlace): Promise<boolean>;
  /** The sequence of the store that what is kept is in line with; null where nothing sound is kept. Changes nothing. */
  keptSequence?(place: IndexPlace): Promise<number | null>;
  /** `null`: in memory only, for tests and measurements. */
  open(place: IndexPlace | null): Promise<Index>;
}

export function defineIndex(module: IndexModule): IndexModule {
  return module;
}
