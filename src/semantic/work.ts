import type { Meanings, MeaningQuery } from '../search/meaning.ts';
import type { ReadableModel } from './onnx.ts';

/** What the process that compares by meaning is told to open. */
export interface OpenOrder {
  readonly storeFile: string;
  readonly model: ReadableModel;
  /** Where the runtime is. */
  readonly home: string;
  /** Threads to make vectors with. */
  readonly threads: number;
}

/** How many paragraphs have vectors, and of how many. */
export interface Reach {
  readonly done: number;
  readonly total: number;
}

/** What came of following the store. */
export interface FollowReport extends Reach {
  /** Another process makes the vectors, and has not ended. */
  readonly elsewhere: boolean;
  /** Of the store, up to where all has vectors now. */
  readonly sequence: number;
}

/** What it answers to: by name, from input to output. A call that fails rejects with its reason. */
export interface SemanticCalls {
  readonly open: (order: OpenOrder) => Promise<Reach>;
  readonly follow: (input: null) => Promise<FollowReport>;
  readonly near: (query: MeaningQuery) => Promise<Meanings | null>;
  /** Ends what is being made, and closes all files. */
  readonly close: (input: null) => Promise<void>;
}
