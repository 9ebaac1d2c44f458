import { Fault } from './errors.ts';
import { forgetInState } from './open-state.ts';
import { follow } from './search/follow.ts';
import { loadIndexes } from './search/indexes.ts';
import type { IndexPlace } from './search/port.ts';
import { eraseVectors } from './semantic/erase.ts';
import { lockForIngest } from './store/lock.ts';
import type { Purge, Store } from './store/store.ts';

/**
 * Removes an article for good, and all that it left in STATE_DIR; of one that was removed before, what it may have left.
 * Null when there never was one. In this order: the store first, then each index that was ever kept, since it follows the
 * store; vectors; what they all left in the files; last what replies left behind for their buttons. An ingest of another process is waited for.
 */
export async function erase(store: Store, storeFile: string, articleId: string, waiting: () => void): Promise<Purge | null> {
  const lock = await lockForIngest(storeFile, waiting);
  try {
    await store.purge(articleId);
    const purged = await store.purged(articleId);
    if (purged !== null) await eraseTraces(store, { storeFile, storeId: await store.identity() }, articleId).catch((error: unknown) => { throw unfinished(articleId, error); });
    return purged;
  } finally {
    lock.release();
  }
}

async function eraseTraces(store: Store, place: IndexPlace, articleId: string): Promise<void> {
  for (const module of await loadIndexes()) {
    if ((await module.isKept?.(place)) !== true) continue;
    const index = await module.open(place);
    try {
      await follow(index, store);
      await index.erase?.();
    } finally {
      await index.close();
    }
  }
  await eraseVectors(place.storeFile, articleId);
  await store.sweep();
  await forgetInState(place.storeFile, articleId);
}

function unfinished(articleId: string, error: unknown): Fault {
  const [message, remedy] = error instanceof Fault ? [error.message, error.remedy] : [String(error), 'Check the disk, its free space and its permissions.'];
  return new Fault(
    'store',
    `The article ${articleId} is removed and is found no more, but what it left on disk could not be overwritten: ${message}`,
    `${remedy} Then give the same command again: it overwrites what is left.`,
    { cause: error },
  );
}
