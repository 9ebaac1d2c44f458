import { stat } from 'node:fs/promises';
import { FileBytes } from './bytes.ts';
import { listFiles, type Input, type ListedFile } from './files.ts';
import { GLANCE, type Format } from './format.ts';
import { GunzippedBytes, isGzip, unpackedName } from './gzip.ts';
import { decodeText } from './text.ts';
import { isZip } from './zip-members.ts';

/** In MiB. Enough for what streams; V8 left to itself lets several times that pile up before it clears away. */
const STREAMED = 128;
/** What a page of the largest size takes while it is read whole. */
const WHOLE = 2_048;
/** In bytes. Smaller files do not count. */
const LARGE = 4 * 1024 * 1024;

/** How large a heap an ingest of these files and folders needs, in MiB: large only for a large page that must be read whole. */
export async function heapFor(inputs: readonly Input[], formats: readonly Format[]): Promise<number> {
  for (const input of inputs) {
    for (const file of (await listFiles(input)).files) if (await isReadWhole(file, formats).catch(() => false)) return WHOLE;
  }
  return STREAMED;
}

/** Told from a file's size and beginning. What a zip holds is not known yet. */
async function isReadWhole({ name, path }: ListedFile, formats: readonly Format[]): Promise<boolean> {
  if ((await stat(path)).size < LARGE) return false;
  const file = new FileBytes(path);
  const magic = await file.head(4);
  if (isZip(magic)) return true;
  const packed = isGzip(magic);
  const text = decodeText(await (packed ? new GunzippedBytes(file) : file).head(4 * GLANCE), true)?.text.slice(0, GLANCE);
  const format = text === undefined ? undefined : formats.find((each) => each.accepts({ name: packed ? unpackedName(name) : name, text }));
  return format !== undefined && 'parse' in format;
}
