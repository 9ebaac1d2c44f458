import type { PassageVector } from './packed.ts';

/** What vectors belong to: those of another store or model are of no use. */
export interface Basis {
  readonly storeId: string;
  readonly embedderId: string;
  readonly dimensions: number;
}

/** A paragraph's vectors, ready to be kept; none of one that the model could not read. `hash` is of all that was read of it. */
export interface Made {
  readonly paragraph: string;
  readonly article: string;
  readonly hash: Uint8Array;
  readonly passages: readonly PassageVector[];
}

/** What is kept of a paragraph; `passages` as `packed.ts` tells, empty of one that the model could not read. */
export interface KeptVectors {
  readonly row: number;
  readonly paragraph: string;
  readonly article: string;
  readonly passages: Uint8Array;
}

export interface Batch {
  readonly made: readonly Made[];
  /** Ids of paragraphs that are gone. */
  readonly removals: readonly string[];
  /** Of the store, up to where all is in line then. */
  readonly sequence: number;
  /** `Vectors.erasures` before the store was read. */
  readonly erasures: number;
}

/** What the likest paragraph has to questions that the archive does not answer, learnt when there were so many paragraphs. */
export interface KeptLevel {
  readonly value: number | null;
  readonly of: number;
}
