import type { Store } from '../store/store.ts';
import type { Format } from './format.ts';
import type { IngestCounts, IngestTask } from './ingest.ts';
import { ingestPaths } from './ingest-paths.ts';

/**
 * Brings the store in line with the archive's folder; nothing is written when nothing changed. Each file is a collection.
 * A file that vanished goes with its articles; one that cannot be read any more is kept as it was, with a warning.
 * Articles of other kinds of collections stay. The folder's corrections hold for all articles of the store.
 */
export async function syncFolder(store: Store, folder: string, formats: readonly Format[], limits: Pick<IngestTask, 'progress' | 'mostWhole'> = {}): Promise<IngestCounts> {
  return ingestPaths(store, { inputs: [folder], archiveDir: folder, formats, ...limits });
}
