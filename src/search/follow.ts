import type { Store } from '../store/store.ts';
import type { Index } from './port.ts';

const BATCH = 500;

interface Followed {
  /** Number of changed paragraphs. */
  readonly changed: number;
  /** Of the store, that the index now is in line with. */
  readonly sequence: number;
}

/**
 * Brings the index up to the store's newest change; the number of changed paragraphs. Yields between batches. An index that
 * has seen what this store never held, because the store was put back from a copy, follows from the start.
 */
export async function follow(index: Index, store: Store): Promise<number> {
  if ((await index.appliedSequence()) > (await store.sequence())) await index.clear();
  const { changed, sequence } = await applyChanges(index, store);
  if (await mayBeInLine(index, store, sequence)) return changed;
  await index.clear();
  return (await applyChanges(index, store)).changed;
}

/** Nothing can be told where the store has moved on meanwhile. */
async function mayBeInLine(index: Index, store: Store, sequence: number): Promise<boolean> {
  const { paragraphs } = await store.counts();
  return (await store.sequence()) !== sequence || paragraphs === (await index.statistics([])).paragraphs;
}

async function applyChanges(index: Index, store: Store): Promise<Followed> {
  let changed = 0;
  for (;;) {
    const changes = await store.changes(await index.appliedSequence(), BATCH);
    if (changes.upserts.length + changes.removals.length > 0) await index.apply(changes);
    changed += changes.upserts.length + changes.removals.length;
    if (!changes.more) return { changed, sequence: changes.sequence };
    // A gateway's heartbeat must get its turn between slices.
    await new Promise((resolve) => setImmediate(resolve));
  }
}
