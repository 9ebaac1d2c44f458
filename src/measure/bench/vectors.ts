import { Fault } from '../../errors.ts';
import { readConfig } from '../../config.ts';
import type { Embedder } from '../../semantic/embedder.ts';
import { fill } from '../../semantic/fill.ts';
import { findModel } from '../../semantic/model-folder.ts';
import { vectorFile } from '../../semantic/places.ts';
import { openVectors } from '../../semantic/vectors-file.ts';
import { openSqliteStore } from '../../store/sqlite.ts';
import { storeFileOf } from '../engines/backfile.ts';
import type { Place } from '../engine.ts';
import { Random } from '../random.ts';

/** A vector is a stretch of so many numbers by chance. */
const POOL = 1_000_003;

/**
 * Vectors by chance, under a model's id: how long comparing takes does not depend on what they are, and a model would read words that
 * do not exist for hours.
 */
class ByChance implements Embedder {
  readonly id: string;
  readonly dimensions: number;
  readonly #random = new Random(8);
  readonly #pool: Float32Array;

  constructor(id: string, dimensions: number) {
    this.id = id;
    this.dimensions = dimensions;
    this.#pool = Float32Array.from({ length: POOL }, () => this.#random.next() - 0.5);
  }

  async embed(texts: readonly string[]): Promise<readonly Float32Array[]> {
    return texts.map(() => {
      const from = this.#random.below(POOL - this.dimensions);
      const vector = this.#pool.slice(from, from + this.dimensions);
      const length = Math.hypot(...vector);
      return vector.map((value) => value / length);
    });
  }

  knows(): boolean {
    return true;
  }

  async close(): Promise<void> {
    // Nothing is open.
  }
}

/** Gives each paragraph of a store its vectors. `semantic` as the setting of that name. */
export async function putVectors({ place, semantic }: { readonly place: Place; readonly semantic: string }): Promise<void> {
  const { semantic: choice } = readConfig({ SEMANTIC: semantic });
  const model = choice === null ? null : await findModel(choice);
  if (model?.dimensions == null) throw new Fault('config', `Nothing says how many numbers a vector of "${semantic}" has.`, 'Measure with a model by its name.');
  const storeFile = await storeFileOf(place);
  const [store, file] = [await openSqliteStore(storeFile), vectorFile(storeFile)];
  const vectors = await openVectors(file, { storeId: await store.identity(), embedderId: model.id, dimensions: model.dimensions });
  await fill(store, vectors, file, new ByChance(model.id, model.dimensions));
  vectors.close();
  await store.close();
}
