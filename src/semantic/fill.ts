import { createHash } from 'node:crypto';
import { headline } from '../search/headline.ts';
import { tryLock } from '../store/lock.ts';
import type { IndexableParagraph, Store } from '../store/store.ts';
import type { Embedder } from './embedder.ts';
import { passagesOf } from './passages.ts';
import { MODEL_WORKS_ON } from './runtime-types.ts';
import type { Made } from './vector-records.ts';
import type { Vectors } from './vectors.ts';

/** So many changed paragraphs at a time: some seconds' work, which is all that is lost when it is killed. */
const BATCH = 32;
/** A paragraph is passed over when its reading is begun for so many times: what it did before, the process or the model died of. */
const LAST_TRY = 3;

export interface FillOptions {
  readonly progress?: (reach: { readonly done: number; readonly total: number }) => void;
  readonly signal?: AbortSignal;
}

export interface Filled {
  /** Paragraphs that were read. */
  readonly read: number;
  /** Another process is at it: nothing was done here. */
  readonly elsewhere: boolean;
}

/**
 * Makes vectors of all that the store holds and the file does not: what is the same as before is not read again. Goes on where it was
 * broken off. One process at a time: while another is at it, this gives up at once. `file` is that of the vectors.
 */
export async function fill(store: Store, vectors: Vectors, file: string, embedder: Embedder, { progress, signal }: FillOptions = {}): Promise<Filled> {
  if (await isInLine(store, vectors)) return { read: 0, elsewhere: false };
  const lock = tryLock(`${file}.lock`);
  if (lock === null) return { read: 0, elsewhere: true };
  try {
    vectors.mustBelong();
    // A store that was put back from a copy may hold other texts under the same numbers.
    if (vectors.sequence() > (await store.sequence())) vectors.clear();
    let read = 0;
    let isWhole = vectors.sequence() === 0;
    // What is stored meanwhile is read, too.
    while (!(await isInLine(store, vectors))) {
      const erasures = vectors.erasures();
      const { upserts, removals, sequence, more } = await store.changes(vectors.sequence(), BATCH);
      const made = await makeVectors(upserts, vectors, embedder, signal);
      if (made === null) return { read, elsewhere: false };
      if (!vectors.apply({ made, removals, sequence, erasures })) continue;
      read += made.length;
      const { paragraphs: total } = await store.counts();
      progress?.({ done: vectors.count(), total });
      // As many as there are must have come out of it, else the store was put back from a copy and has grown since.
      if (!more && !isWhole && vectors.count() !== total && (await isInLine(store, vectors))) {
        vectors.clear();
        isWhole = true;
      }
      await new Promise((resolve) => setImmediate(resolve));
    }
    return { read, elsewhere: false };
  } finally {
    lock.release();
  }
}

async function isInLine(store: Store, vectors: Vectors): Promise<boolean> {
  return vectors.sequence() === (await store.sequence());
}

/** Null when it was broken off. */
async function makeVectors(paragraphs: readonly IndexableParagraph[], vectors: Vectors, embedder: Embedder, signal: AbortSignal | undefined): Promise<Made[] | null> {
  const known = vectors.hashes(paragraphs.map(({ id }) => id));
  const made: Made[] = [];
  for (const { id, articleId, ...paragraph } of paragraphs) {
    if (signal?.aborted === true) return null;
    const passages = passagesOf({ headline: headline(paragraph), text: paragraph.text });
    const hash = hashOf([articleId, ...passages.map(({ text }) => text)]);
    const before = known.get(id);
    if (before !== undefined && Buffer.compare(before, hash) === 0) continue;
    const isLeftOut = vectors.begun(id) >= LAST_TRY;
    const found = isLeftOut ? [] : await embed(passages, embedder).catch(async (error: unknown) => {
      // A model that can read nothing says nothing of this paragraph.
      await embed([{ text: MODEL_WORKS_ON }], embedder).catch(() => { vectors.ended(id); });
      throw error;
    });
    vectors.ended(id);
    made.push({ paragraph: id, article: articleId, hash, passages: found.flatMap((vector, place) => ({ start: passages[place]?.start ?? 0, end: passages[place]?.end ?? 0, vector })) });
  }
  return made;
}

async function embed(passages: readonly { readonly text: string }[], embedder: Embedder): Promise<readonly Float32Array[]> {
  return embedder.embed(passages.map(({ text }) => text), 'passage');
}

function hashOf(texts: readonly string[]): Uint8Array {
  return createHash('sha256').update(JSON.stringify(texts)).digest().subarray(0, 16);
}
