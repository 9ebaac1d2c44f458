import type { Reply } from '../command.ts';
import type { Completion } from './questions/completions.ts';

/** Where a bench keeps its archive. */
export interface Place {
  /** The archive's folder, as ARCHIVE_DIR; without files for an archive that was put into the store directly. */
  readonly archiveDir: string;
  /** Holds the store's file, as STATE_DIR, and whatever an engine keeps. No two engines share one. */
  readonly stateDir: string;
}

/** An engine over all paragraphs of a store: what `bench` compares. */
export interface Engine {
  /** From the question to the finished reply, as the command `search` makes it. */
  answer(question: string): Promise<Answered>;
  /** What is offered for a partly typed text; null where nothing completes such texts. */
  suggest(completion: Completion): Promise<readonly string[] | null>;
  close(): Promise<void>;
}

export interface Answered {
  /** Null when the question was refused, for lack of any word to look for. */
  readonly reply: Reply | null;
  /** Ids of the first ten paragraphs, with those folded into them. */
  readonly topTen: () => Promise<readonly string[]>;
}

/** So many paragraphs a reply quotes, and so many are looked at for hit@10. */
export const QUOTED = 5;
export const LOOKED_AT = 10;
