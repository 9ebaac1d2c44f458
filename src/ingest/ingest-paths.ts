import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Store } from '../store/store.ts';
import { correctStored } from './correct-stored.ts';
import { readCorrections } from './corrections.ts';
import { isWithin, listFiles, shownName, type Input } from './files.ts';
import type { Format, Warning } from './format.ts';
import { ingest, type IngestCounts, type IngestTask, type Source } from './ingest.ts';

export interface PathsTask {
  /** Paths of files and folders are absolute. */
  readonly inputs: readonly Input[];
  /** Collections to give up, with what only they hold. */
  readonly forget?: readonly string[] | undefined;
  /** Files in it are the collections that they are at every start. */
  readonly archiveDir: string;
  readonly formats: readonly Format[];
  readonly progress?: IngestTask['progress'];
  readonly mostWhole?: IngestTask['mostWhole'];
}

/** What was taken in, and which collections that are. */
export interface PathsReport extends IngestCounts {
  readonly collections: readonly string[];
}

/**
 * Takes files in from anywhere, each as a collection named by its place. A folder that is given again gives up the
 * articles of files that vanished from it. Throws a user error for a path that is not there.
 */
export async function ingestPaths(store: Store, { inputs, forget = [], archiveDir, formats, progress, mostWhole }: PathsTask): Promise<PathsReport> {
  const sources = new Map<string, Source>();
  const vanished = new Set<string>(forget);
  const warnings: Warning[] = [];
  for (const input of inputs) {
    const { files, unreadable, warnings: listed, single } = await listFiles(input);
    warnings.push(...listed);
    for (const file of files) {
      const collection = typeof input === 'string' ? collectionOf(file.path, archiveDir) : input.collection;
      const older = typeof input === 'string' ? undefined : input.older;
      sources.set(collection, { collection, file: isFile(collection) ? { ...file, name: collection } : file, older });
    }
    if (single || typeof input !== 'string') continue;
    const kept = unreadable.map((name) => collectionOf(join(input, name), archiveDir));
    for (const { id } of await store.collections()) if (isInside(id, input, archiveDir) && !sources.has(id) && !kept.some((name) => id === name || id.startsWith(`${name}/`))) vanished.add(id);
  }
  const counts = await ingestCorrected(store, archiveDir, { sources: [...sources.values()], vanished: [...vanished], formats, progress, mostWhole });
  return { ...counts, warnings: [...warnings, ...counts.warnings], collections: [...sources.keys()].sort() };
}

/** Several reports of one ingest, as one. */
export function sumReports(reports: readonly PathsReport[]): PathsReport {
  const total = (count: (report: PathsReport) => number): number => reports.reduce((all, report) => all + count(report), 0);
  return {
    added: total(({ added }) => added), changed: total(({ changed }) => changed), removed: total(({ removed }) => removed),
    files: { read: total(({ files }) => files.read), unchanged: total(({ files }) => files.unchanged), unusable: total(({ files }) => files.unusable) },
    warnings: reports.flatMap(({ warnings }) => warnings),
    places: Object.assign({}, ...reports.map(({ places }) => places)) as PathsReport['places'],
    collections: [...new Set(reports.flatMap(({ collections }) => collections))].sort(),
  };
}

/** Ingests with the corrections of the archive's folder, which then hold for all that is stored. */
async function ingestCorrected(store: Store, folder: string, task: Omit<IngestTask, 'correct'>): Promise<IngestCounts> {
  const corrections = await readCorrections(folder);
  const counts = await ingest(store, { ...task, correct: corrections.correct });
  const corrected = await correctStored(store, corrections);
  return { ...counts, changed: counts.changed + corrected.changed, warnings: [...counts.warnings, ...corrected.warnings] };
}

/** True for a collection that is a file of the archive's folder; those of other kinds are named by an address. */
function isFile(collectionId: string): boolean {
  return !collectionId.includes('://');
}

/** Within the archive's folder its path there, elsewhere its address. */
function collectionOf(path: string, archiveDir: string): string {
  const inside = relative(archiveDir, resolve(path));
  return inside !== '' && !isAbsolute(inside) && inside.split(sep)[0] !== '..' ? shownName(inside.split(sep).join('/')) : pathToFileURL(path).href;
}

function isInside(collection: string, folder: string, archiveDir: string): boolean {
  if (!isFile(collection)) return collection.startsWith(`${pathToFileURL(folder).href}/`);
  return isWithin(resolve(archiveDir, collection), resolve(folder));
}
