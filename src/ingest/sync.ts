import type { Store } from '../store/store.ts';
import { correctStored } from './correct-stored.ts';
import { readCorrections } from './corrections.ts';
import { listFiles } from './files.ts';
import type { Format } from './format.ts';
import { ingest, type IngestCounts, type IngestTask } from './ingest.ts';

/** True for a collection that is a file of the archive's folder; those of other kinds are named by an address. */
export function isFile(collectionId: string): boolean {
  return !collectionId.includes('://');
}

/**
 * Brings the store in line with the archive's folder; nothing is written when nothing changed. Each file is a collection.
 * A file that vanished goes with its articles; one that cannot be read any more is kept as it was, with a warning.
 * Articles of other kinds of collections stay. The folder's corrections hold for all articles of the store.
 */
export async function syncFolder(store: Store, folder: string, formats: readonly Format[], { progress, mostWhole }: Pick<IngestTask, 'progress' | 'mostWhole'> = {}): Promise<IngestCounts> {
  const { files, unreadable, warnings } = await listFiles(folder);
  const there = new Set(files.map(({ name }) => name));
  const held = (await store.collections()).map(({ id }) => id).filter(isFile);
  const vanished = held.filter((id) => !there.has(id) && !unreadable.some((name) => id === name || id.startsWith(`${name}/`)));
  const sources = files.map((file) => ({ collection: file.name, file }));
  const counts = await ingestCorrected(store, folder, { sources, vanished, formats, progress, mostWhole });
  return { ...counts, warnings: [...warnings, ...counts.warnings] };
}

/** Ingests with the corrections of the archive's folder, which then hold for all that is stored. */
export async function ingestCorrected(store: Store, folder: string, task: Omit<IngestTask, 'correct'>): Promise<IngestCounts> {
  const corrections = await readCorrections(folder);
  const counts = await ingest(store, { ...task, correct: corrections.correct });
  const corrected = await correctStored(store, corrections);
  return { ...counts, changed: counts.changed + corrected.changed, warnings: [...counts.warnings, ...corrected.warnings] };
}
