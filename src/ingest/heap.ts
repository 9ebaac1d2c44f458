/** In MiB. Enough for what streams; V8 left to itself lets several times that pile up before it clears away. */
export const STREAMED_HEAP = 112;
/** What a page of the largest size takes while it is read whole. */
export const LARGEST_HEAP = 2_048;
/** What may be read whole with the heap for what streams. In bytes of text. */
export const LARGE = 4 * 1024 * 1024;

/** Thrown by an ingest that has written nothing yet: one of its files must be read whole and is too large for this process. */
export class HeapTooSmall extends Error {
  override readonly name = 'HeapTooSmall';
}
