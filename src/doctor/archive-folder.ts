import { readdir, stat } from 'node:fs/promises';
import { plural } from '../command/describe.ts';
import { FileBytes } from '../ingest/bytes.ts';
import { listFiles, type ListedFile } from '../ingest/files.ts';
import { loadFormats } from '../ingest/formats.ts';
import { isGzip } from '../ingest/gzip.ts';
import { formatOf } from '../ingest/reading.ts';
import { isZip } from '../ingest/zip-members.ts';
import { check, fine, problem, warning, type Opinion } from './check.ts';

/** Of a large folder so many files are looked into, evenly over it. */
const MOST_LOOKED_INTO = 200;
const SET_IT = 'Set ARCHIVE_DIR to the folder that holds the archive\'s files; without it, that is data.';

/** The folder is there, can be read, and holds something that is read as articles. */
export const archiveFolder = check('archive', async ({ config: { archiveDir } }) => {
  const found = await stat(archiveDir).catch(() => null);
  if (found === null) return problem(`The folder ARCHIVE_DIR does not exist: ${archiveDir}.`, SET_IT);
  if (!found.isDirectory()) return problem(`ARCHIVE_DIR is not a folder: ${archiveDir}.`, SET_IT);
  const why = await readdir(archiveDir).then(() => null, (error: unknown) => String(error));
  if (why !== null) return problem(`The folder ARCHIVE_DIR cannot be read: ${archiveDir} (${why}).`, 'Let this user read it and the files in it.');
  const { files, warnings } = await listFiles(archiveDir);
  const [passedOver] = warnings;
  if (passedOver !== undefined) return warning(`${plural(warnings.length, 'file or folder is', 'files or folders are')} passed over in ${archiveDir}: ${passedOver.what}.`, 'Let this user read all of them, or move them out of ARCHIVE_DIR.');
  return lookInto(archiveDir, files);
});

async function lookInto(archiveDir: string, files: readonly ListedFile[]): Promise<Opinion> {
  if (files.length === 0) return warning(`ARCHIVE_DIR holds no files that could be articles: ${archiveDir}.`, 'Put pages, feeds or exports there, or take them in from elsewhere: npm run -s backfile -- ingest PATH.');
  const step = Math.max(1, files.length / MOST_LOOKED_INTO);
  const looked = files.filter((_file, place) => Math.floor(place / step) !== Math.floor((place - 1) / step));
  const kinds = new Map<string, number>();
  for (const file of looked) {
    const kind = await kindOf(file);
    kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  }
  const told = [...kinds].filter(([kind]) => kind !== UNKNOWN).map(([kind, count]) => `${kind} ${count}`).join(', ');
  const of = looked.length < files.length ? ` (${looked.length} of ${files.length} looked into)` : '';
  if (told === '') return problem(`No file in ${archiveDir} is of a format that is known${of}.`, 'README lists the formats; convert the files, or set ARCHIVE_DIR to another folder.');
  const unknown = kinds.get(UNKNOWN) ?? 0;
  if (unknown > 0) return warning(`${plural(unknown, 'file is', 'files are')} of no known format in ${archiveDir}${of}; by format: ${told}.`, 'They are passed over. The warnings of `backfile ingest --dry-run` on that folder name them.');
  return fine(`${plural(files.length, 'file')} in ${archiveDir}${of}; by format: ${told}.`);
}

const UNKNOWN = 'unknown';

async function kindOf({ name, path }: ListedFile): Promise<string> {
  try {
    const file = new FileBytes(path);
    const magic = await file.head(4);
    if (isZip(magic)) return 'zip';
    if (isGzip(magic)) return 'gzip';
    return (await formatOf(file, name, await loadFormats()))?.name ?? UNKNOWN;
  } catch {
    return UNKNOWN;
  }
}
