import { listFiles } from './files.ts';
import type { Format } from './format.ts';
import { claimOf } from './read.ts';

/** In MiB. Enough for what streams; V8 left to itself lets several times that pile up before it clears away. */
const STREAMED = 128;
/** What a page of the largest size takes while it is read whole. */
const WHOLE = 2_048;
/** In bytes. Smaller pages do not count. */
const LARGE = 4 * 1024 * 1024;

/** How large a heap an ingest of these files and folders needs, in MiB: large only for a large page that must be read whole. */
export async function heapFor(paths: readonly string[], formats: readonly Format[]): Promise<number> {
  for (const path of paths) {
    for (const file of (await listFiles(path)).files) {
      const { bytes, format } = await claimOf(file, formats);
      if (bytes > LARGE && (format === null || 'parse' in format)) return WHOLE;
    }
  }
  return STREAMED;
}
