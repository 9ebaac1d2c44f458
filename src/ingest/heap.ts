import { listFiles, type Input } from './files.ts';
import type { Format } from './format.ts';
import { claimOf } from './claim.ts';

/** In MiB. Enough for what streams; V8 left to itself lets several times that pile up before it clears away. */
export const STREAMED_HEAP = 112;
/** What a page of the largest size takes while it is read whole. */
export const LARGEST_HEAP = 2_048;
/** In bytes. Smaller pages do not count. */
const LARGE = 4 * 1024 * 1024;

/** How large a heap an ingest of these files and folders needs, in MiB: large only for a large page that must be read whole. */
export async function heapFor(inputs: readonly Input[], formats: readonly Format[]): Promise<number> {
  for (const input of inputs) {
    for (const file of (await listFiles(input)).files) {
      const { bytes, format } = await claimOf(file, formats, LARGE);
      if (bytes > LARGE && (format === null || 'parse' in format)) return LARGEST_HEAP;
    }
  }
  return STREAMED_HEAP;
}
