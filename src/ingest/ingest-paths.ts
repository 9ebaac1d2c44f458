import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Store } from '../store/store.ts';
import { listFiles, shownName, type Input } from './files.ts';
import type { Format, Warning } from './format.ts';
import type { IngestCounts, Progress, Source } from './ingest.ts';
import { ingestCorrected, isFile } from './sync.ts';

export interface PathsTask {
  /** Paths of files and folders are absolute. */
  readonly inputs: readonly Input[];
  /** Files in it are the collections that they are at every start. */
  readonly archiveDir: string;
  readonly formats: readonly Format[];
  readonly progress?: ((progress: Progress) => void) | undefined;
}

/** What was taken in, and which collections that are. */
export interface PathsReport extends IngestCounts {
  readonly collections: readonly string[];
}

/**
 * Takes files in from anywhere, each as a collection named by its place. A folder that is given again gives up the
 * articles of files that vanished from it. Throws a user error for a path that is not there.
 */
export async function ingestPaths(store: Store, { inputs, archiveDir, formats, progress }: PathsTask): Promise<PathsReport> {
  const sources = new Map<string, Source>();
  const vanished = new Set<string>();
  const warnings: Warning[] = [];
  const held = (await store.collections()).map(({ id }) => id);
  for (const input of inputs) {
    const { files, unreadable, warnings: listed, single } = await listFiles(input);
    warnings.push(...listed);
    for (const file of files) {
      const collection = typeof input === 'string' ? collectionOf(file.path, archiveDir) : input.collection;
      sources.set(collection, { collection, file: isFile(collection) ? { ...file, name: collection } : file });
    }
    if (single || typeof input !== 'string') continue;
    const kept = unreadable.map((name) => collectionOf(join(input, name), archiveDir));
    for (const id of held) if (isInside(id, input, archiveDir) && !sources.has(id) && !kept.some((name) => id === name || id.startsWith(`${name}/`))) vanished.add(id);
  }
  const counts = await ingestCorrected(store, archiveDir, { sources: [...sources.values()], vanished: [...vanished], formats, progress });
  return { ...counts, warnings: [...warnings, ...counts.warnings], collections: [...sources.keys()].sort() };
}

/** Within the archive's folder its path there, elsewhere its address. */
function collectionOf(path: string, archiveDir: string): string {
  const inside = relative(archiveDir, resolve(path));
  return inside !== '' && !isAbsolute(inside) && inside.split(sep)[0] !== '..' ? shownName(inside.split(sep).join('/')) : pathToFileURL(path).href;
}

function isInside(collection: string, folder: string, archiveDir: string): boolean {
  if (!isFile(collection)) return collection.startsWith(`${pathToFileURL(folder).href}/`);
  const place = resolve(archiveDir, collection);
  return place.startsWith(resolve(folder) + sep);
}
