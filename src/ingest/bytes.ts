import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { CutShort } from './damage.ts';

/** Bytes that can be read more than once, from the beginning each time. */
export interface ByteSource {
  /** The first bytes, at most `count`. */
  head(count: number): Promise<Buffer>;
  /** All bytes, in pieces. */
  open(): AsyncIterable<Buffer>;
}

/** The first of bytes that come in pieces, at most `count`; fewer where they are cut short before. */
export async function headOf(bytes: AsyncIterable<Buffer>, count: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of bytes) {
      pieces.push(piece);
      length += piece.length;
      if (length >= count) break;
    }
  } catch (error) {
    if (!(error instanceof CutShort)) throw error;
  }
  return Buffer.concat(pieces).subarray(0, count);
}

const PIECE = 256 * 1024;

/** A file's bytes; `consumed` tells how many of them were given out by the last `open`. */
export class FileBytes implements ByteSource {
  readonly #path: string;
  consumed = 0;

  constructor(path: string) {
    this.#path = path;
  }

  async head(count: number): Promise<Buffer> {
    const handle = await open(this.#path);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(count), 0, count, 0);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  }

  async *open(): AsyncGenerator<Buffer> {
    this.consumed = 0;
    for await (const piece of createReadStream(this.#path, { highWaterMark: PIECE }) as AsyncIterable<Buffer>) {
      this.consumed += piece.length;
      yield piece;
    }
  }
}
