import type { ByteSource } from '../../src/ingest/bytes.ts';

/** Bytes in memory, given out in pieces of a size. */
export function inPieces(bytes: Uint8Array, size: number): ByteSource {
  const all = Buffer.from(bytes);
  return {
    head: async (count) => all.subarray(0, count),
    async *open() {
      for (let at = 0; at < all.length; at += size) yield all.subarray(at, at + size);
    },
  };
}
