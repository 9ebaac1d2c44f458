import type { Input } from './ingest/files.ts';
import type { Warning } from './ingest/format.ts';
import type { Progress } from './ingest/ingest.ts';
import { ingestPaths, type PathsReport } from './ingest/ingest-paths.ts';
import { loadFormats } from './ingest/formats.ts';
import { syncFolder } from './ingest/sync.ts';
import { chooseIndex } from './search/choose.ts';
import { follow } from './search/follow.ts';
import { lockForIngest } from './store/lock.ts';
import { openSqliteStore } from './store/sqlite.ts';
import type { Store } from './store/store.ts';

/** What to bring in line with what. Plain data: it is sent to a worker. */
export interface UpdateTask {
  readonly storeFile: string;
  readonly archiveDir: string;
  /** The index that is wanted; null: by the archive's size. */
  readonly index: string | null;
  /** So many bytes of text fit into memory at once: see `IngestTask`. */
  readonly mostWhole?: number;
}

export interface UpdateReport {
  /** What was odd about the files read just now; files that did not change are not read again. */
  readonly warnings: readonly Warning[];
}

/** Whoever waits for it. */
export interface Listener {
  readonly progress?: ((progress: Progress) => void) | undefined;
  /** Another ingest is at work on the store. */
  readonly waiting?: (() => void) | undefined;
}

/**
 * Brings the store in line with the archive's folder, and an index that lives on disk in line with the store. Everything
 * that writes much is done here, so that a worker can do it while the main thread answers. Rejects with a `Fault`.
 */
export async function updateArchive({ storeFile, archiveDir, index, mostWhole }: UpdateTask, { progress, waiting }: Listener = {}): Promise<UpdateReport> {
  return writing(storeFile, index, async (store) => syncFolder(store, archiveDir, await loadFormats(), { progress, mostWhole }), waiting);
}

/** Files and folders to take in from anywhere. Plain data: it is sent to a worker. */
export interface TakeInTask extends UpdateTask {
  /** Paths are absolute. */
  readonly inputs: readonly Input[];
  /** Collections to give up, with what only they hold. */
  readonly forget?: readonly string[] | undefined;
}

/** Takes in what files and folders hold. Rejects with a `Fault`. `waiting` is called while another ingest is at work. */
export async function takeIn({ storeFile, archiveDir, index, inputs, forget, mostWhole }: TakeInTask, { progress, waiting }: Listener = {}): Promise<PathsReport> {
  return writing(storeFile, index, async (store) => ingestPaths(store, { inputs, forget, archiveDir, formats: await loadFormats(), progress, mostWhole }), waiting);
}

/** Does what writes articles, alone among all processes, and brings an index on disk in line. */
async function writing<T>(storeFile: string, index: string | null, work: (store: Store) => Promise<T>, waiting?: () => void): Promise<T> {
  const store = await openSqliteStore(storeFile);
  try {
    const lock = await lockForIngest(storeFile, waiting);
    try {
      const result = await work(store);
      await followOnDisk(store, storeFile, index);
      return result;
    } finally {
      lock.release();
    }
  } finally {
    await store.close();
  }
}

async function followOnDisk(store: Store, storeFile: string, wanted: string | null): Promise<void> {
  const { paragraphs } = await store.counts();
  const chosen = await chooseIndex(wanted, paragraphs);
  if (chosen.onDisk !== true) return;
  const index = await chosen.open({ storeFile, storeId: await store.identity() });
  await follow(index, store);
  await index.close();
}
