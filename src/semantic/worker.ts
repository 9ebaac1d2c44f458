import { serveCalls, tell } from '../process/serve-calls.ts';
import { respell } from '../search/did-you-mean.ts';
import type { Meanings, MeaningQuery } from '../search/meaning.ts';
import { SAMPLES } from '../search/calibration.ts';
import { storeReader } from '../search/reader.ts';
import { openSqliteStore } from '../store/sqlite.ts';
import type { Store } from '../store/store.ts';
import type { Embedder } from './embedder.ts';
import { fill } from './fill.ts';
import { likenessLevel } from './level.ts';
import { NearPassages } from './near.ts';
import { openOnnx } from './onnx.ts';
import { vectorFile } from './places.ts';
import type { Basis, KeptLevel } from './vector-records.ts';
import { isUnreadable, openVectors, removeVectors } from './vectors-file.ts';
import type { Vectors } from './vectors.ts';
import type { FollowReport, OpenOrder, Reach, SemanticCalls } from './work.ts';

/** The level is learnt anew when so much of the archive is another. */
const GROWN = 0.05;

/** All that compares by meaning, in the process that does. */
class Work {
  readonly #store: Store;
  readonly #file: string;
  readonly #embedder: Embedder;
  readonly #ending = new AbortController();
  #vectors: Vectors;
  #near: NearPassages;
  #level: KeptLevel | null;
  #following: Promise<unknown> = Promise.resolve();
  #isMended = false;

  constructor(store: Store, file: string, vectors: Vectors, embedder: Embedder) {
    this.#store = store;
    this.#file = file;
    this.#embedder = embedder;
    this.#vectors = vectors;
    this.#near = new NearPassages(vectors);
    this.#level = vectors.level();
  }

  static async open({ storeFile, model, home, threads }: OpenOrder): Promise<Work> {
    const store = await openSqliteStore(storeFile);
    const embedder = await openOnnx(home, model, threads);
    const file = vectorFile(storeFile);
    return new Work(store, file, await openVectors(file, await basisOf(store, embedder)), embedder);
  }

  async reach(): Promise<Reach> {
    return this.#unlessDamaged(async () => ({ done: this.#vectors.count(), total: (await this.#store.counts()).paragraphs }));
  }

  async follow(): Promise<FollowReport> {
    const following = this.#unlessDamaged(async () => this.#follow());
    this.#following = following.catch(() => undefined);
    return following;
  }

  /** What was begun of a batch is lost. */
  async close(): Promise<void> {
    this.#ending.abort();
    // What is being read is ended first: a paragraph that is begun and not ended is held to be what a process died of.
    await this.#following;
    this.#vectors.close();
    await this.#store.close();
  }

  async near(query: MeaningQuery): Promise<Meanings> {
    const vector = await this.#read(query);
    return this.#unlessDamaged(async () => ({ ...this.#near.near(vector, query), level: this.#level?.value ?? null }));
  }

  async #follow(): Promise<FollowReport> {
    const { elsewhere } = await fill(this.#store, this.#vectors, this.#file, this.#embedder, { progress: tell, signal: this.#ending.signal });
    if (!this.#ending.signal.aborted) await this.#learn();
    return { ...(await this.reach()), elsewhere, sequence: this.#vectors.sequence() };
  }

  /** Questions are forgotten once they are answered. */
  async #read({ question, spellings }: MeaningQuery): Promise<Float32Array> {
    const unknown = spellings.filter(({ written }) => !this.#embedder.knows(written));
    const [vector] = await this.#embedder.embed([respell(question, unknown) ?? question], 'question');
    if (vector === undefined) throw new Error('the model gave no vector');
    return vector;
  }

  async #learn(): Promise<void> {
    const { done } = await this.reach();
    this.#level = this.#vectors.level();
    if (this.#level !== null && Math.abs(done - this.#level.of) <= GROWN * this.#level.of) return;
    const samples = await storeReader(this.#store).sample(SAMPLES);
    // What the model cannot read as a paragraph it cannot be asked either.
    const read = new Set(this.#vectors.byParagraphs(samples.map(({ id }) => id)).filter(({ passages }) => passages.length > 0).map(({ paragraph }) => paragraph));
    this.#level = { value: await likenessLevel(samples.filter(({ id }) => read.has(id)), async (query) => this.near(query)), of: done };
    this.#vectors.keepLevel(this.#level);
  }

  /** A big file is not looked through when it is opened: that it is damaged shows when it is read. Then it is made anew, once. */
  async #unlessDamaged<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (!isUnreadable(error) || this.#isMended) throw error;
      this.#isMended = true;
      this.#vectors.close();
      await removeVectors(this.#file);
      this.#vectors = await openVectors(this.#file, await basisOf(this.#store, this.#embedder));
      [this.#near, this.#level] = [new NearPassages(this.#vectors), null];
      // Whoever asked is answered out of what is there by then: nothing.
      void this.follow().catch(() => undefined);
      return work();
    }
  }
}

async function basisOf(store: Store, { id, dimensions }: Embedder): Promise<Basis> {
  return { storeId: await store.identity(), embedderId: id, dimensions };
}

// A terminal and a service's manager tell all processes of a group to end: the one that started this one says when, and this ends with it.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => undefined);

let work: Promise<Work> | null = null;

const calls: SemanticCalls = {
  open: async (order) => {
    work = Work.open(order);
    return (await work).reach();
  },
  follow: async () => (await opened()).follow(),
  near: async (query) => (await opened()).near(query),
  close: async () => (await opened()).close(),
};

async function opened(): Promise<Work> {
  if (work === null) throw new Error('It was not opened.');
  return work;
}

serveCalls(calls as never, ['near', 'close']);
