import type { Store } from '../store/store.ts';
import type { Index } from './port.ts';

const BATCH = 500;

/** Brings the index up to the store's newest change; the number of changed paragraphs. Yields between batches. */
export async function follow(index: Index, store: Store): Promise<number> {
  let [changed, more] = [0, true];
  while (more) {
    const changes = await store.changes(await index.appliedSequence(), BATCH);
    if (changes.upserts.length + changes.removals.length > 0) await index.apply(changes);
    changed += changes.upserts.length + changes.removals.length;
    ({ more } = changes);
    // A gateway's heartbeat must get its turn between slices.
    if (more) await new Promise((resolve) => setImmediate(resolve));
  }
  return changed;
}
