import type { Warning } from './ingest/format.ts';
import { loadFormats } from './ingest/formats.ts';
import { syncFolder } from './ingest/sync.ts';
import { chooseIndex } from './search/choose.ts';
import { follow } from './search/follow.ts';
import { openSqliteStore } from './store/sqlite.ts';

/** What to bring in line with what. Plain data: it is sent to a worker. */
export interface UpdateTask {
  readonly storeFile: string;
  readonly archiveDir: string;
  /** The index that is wanted; null: by the archive's size. */
  readonly index: string | null;
}

export interface UpdateReport {
  /** What was odd about the files read just now; files that did not change are not read again. */
  readonly warnings: readonly Warning[];
}

/**
 * Brings the store in line with the archive's folder, and an index that lives on disk in line with the store. Everything
 * that writes much is done here, so that a worker can do it while the main thread answers. Rejects with a `Fault`.
 */
export async function updateArchive({ storeFile, archiveDir, index: wanted }: UpdateTask): Promise<UpdateReport> {
  const store = await openSqliteStore(storeFile);
  try {
    const { warnings } = await syncFolder(store, archiveDir, await loadFormats());
    const { paragraphs } = await store.counts();
    const chosen = await chooseIndex(wanted, paragraphs);
    if (chosen.onDisk === true) {
      const index = await chosen.open({ storeFile, storeId: await store.identity() });
      await follow(index, store);
      await index.close();
    }
    return { warnings };
  } finally {
    await store.close();
  }
}
