import { follow } from './search/follow.ts';
import { keepLevel } from './search/level-file.ts';
import type { Index, IndexPlace } from './search/port.ts';
import type { Searcher } from './search/searcher.ts';
import type { SemanticStage } from './semantic/stage.ts';
import type { Store } from './store/store.ts';

export interface Followed {
  readonly store: Store;
  readonly index: Index;
  /** Whether the index lives in the store's file: then whoever writes the store fills it, too. */
  readonly onDisk: boolean;
  readonly searcher: Searcher;
  readonly place: IndexPlace;
  /** What compares by meaning; null where nothing does. */
  readonly semantic: Pick<SemanticStage, 'follow'> | null;
}

/** After so many steps without a change, an index on disk that nobody filled is filled here: its writer has ended early. */
const ABANDONED = 10;

/** Brings an open archive in line with what other processes do to its store, step by step. */
export class Follower {
  readonly #archive: Followed;
  #sequence: number;
  #applied: number;
  #quiet = 0;
  #isSettled = true;
  /** Of the store, up to where all has vectors. */
  #read = -1;
  #isReading = false;

  /** Of an archive whose index was in line with this sequence of the store. */
  constructor(archive: Followed, sequence: number) {
    this.#archive = archive;
    this.#sequence = sequence;
    this.#applied = sequence;
  }

  /** Cheap when nothing happened. What fails is tried again at the next step. */
  async step(): Promise<void> {
    const { store, index, onDisk } = this.#archive;
    const sequence = await store.sequence();
    if (sequence !== this.#read) this.#readOn();
    this.#quiet = sequence === this.#sequence ? this.#quiet + 1 : 0;
    const isFilledHere = !onDisk || this.#quiet >= ABANDONED;
    if (isFilledHere && sequence !== (await index.appliedSequence())) await follow(index, store);
    const applied = await index.appliedSequence();
    if (sequence !== this.#sequence || applied !== this.#applied) {
      this.#archive.searcher.forget();
      [this.#sequence, this.#applied, this.#isSettled] = [sequence, applied, false];
    } else if (!this.#isSettled) await this.#settle(sequence);
  }

  /** Vectors take longer than anything else here and are not waited for. Where another process makes them, or it failed, the next step tries again. */
  #readOn(): void {
    if (this.#archive.semantic === null || this.#isReading) return;
    this.#isReading = true;
    void this.#archive.semantic.follow().then((report) => {
      this.#isReading = false;
      if (report?.elsewhere === false) this.#read = report.sequence;
    });
  }

  /** When the changes have come to an end: learning and keeping what is worth it only then. */
  async #settle(sequence: number): Promise<void> {
    const { index, searcher, place } = this.#archive;
    const level = await searcher.relearn();
    await index.save();
    await keepLevel(place, sequence, index.name, level);
    this.#isSettled = true;
  }
}
