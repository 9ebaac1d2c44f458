import type { TransformOptions } from 'node:stream';
import { createGunzip, type Gunzip, type ZlibOptions } from 'node:zlib';
import { headOf, type ByteSource } from './bytes.ts';
import { checkUnpacked, CutShort, Unfit, UNPACK_LIMITS, type UnpackLimits } from './damage.ts';

/** So much is unpacked at once: at most 1,032 times as much comes of it. In bytes. */
const SLICE = 16 * 1024;
const ROOMY: ZlibOptions & TransformOptions = { readableHighWaterMark: SLICE * 1_100 };

export function isGzip(head: Uint8Array): boolean {
  return head[0] === 0x1f && head[1] === 0x8b && head[2] === 8;
}

/** What a gzip file is called once it is unpacked. */
export function unpackedName(name: string): string {
  return name.replace(/(?<=[^/])\.gz(?:ip)?$/iu, '');
}

/**
 * The unpacked bytes of a gzip file, in bounded memory. `open` throws {@link CutShort} behind the last byte of a
 * truncated one, and {@link Unfit} for one that is damaged or a bomb.
 */
export class GunzippedBytes implements ByteSource {
  readonly #packed: ByteSource;
  readonly #limits: UnpackLimits;

  constructor(packed: ByteSource, limits: UnpackLimits = UNPACK_LIMITS) {
    this.#packed = packed;
    this.#limits = limits;
  }

  async head(count: number): Promise<Buffer> {
    return headOf(this.open(), count);
  }

  async *open(): AsyncGenerator<Buffer> {
    const unpacker = new Unpacker();
    let [packed, unpacked] = [0, 0];
    try {
      for await (const piece of this.#packed.open()) {
        for (let at = 0; at < piece.length; at += SLICE) {
          packed += Math.min(SLICE, piece.length - at);
          for (const part of await unpacker.write(piece.subarray(at, at + SLICE))) {
            unpacked += part.length;
            checkUnpacked(packed, unpacked, this.#limits);
            yield part;
          }
          unpacker.check();
        }
      }
      yield* await unpacker.end();
      unpacker.check();
    } finally {
      unpacker.close();
    }
  }
}

/**
 * zlib, asked slice by slice. A stream that is iterated over loses what it had unpacked before an error; asked like this,
 * everything comes out first.
 */
class Unpacker {
  readonly #stream: Gunzip = createGunzip(ROOMY);
  readonly #closed: Promise<void>;
  #error: (Error & { readonly code?: string }) | null = null;

  constructor() {
    this.#closed = new Promise((resolve) => this.#stream.once('close', resolve));
    this.#stream.on('error', (error) => { this.#error = error; });
  }

  async write(slice: Buffer): Promise<Buffer[]> {
    await Promise.race([this.#closed, new Promise<void>((resolve) => { this.#stream.write(slice, () => { resolve(); }); })]);
    return this.#drain();
  }

  async end(): Promise<Buffer[]> {
    const parts: Buffer[] = [];
    this.#stream.on('readable', () => { parts.push(...this.#drain()); });
    this.#stream.end();
    await this.#closed;
    return parts;
  }

  /** Throws what has gone wrong, once all that came before it was taken. */
  check(): void {
    if (this.#error === null) return;
    const { code, message } = this.#error;
    if (code === 'Z_BUF_ERROR') throw new CutShort('its end is missing');
    // Where the damage begins is not known: wrong bytes mostly unpack to wrong letters long before zlib finds fault.
    throw new Unfit(`it is damaged (${message}), so any of its text may be wrong`);
  }

  close(): void {
    this.#stream.destroy();
  }

  #drain(): Buffer[] {
    const parts: Buffer[] = [];
    for (let part = this.#stream.read() as Buffer | null; part !== null; part = this.#stream.read() as Buffer | null) parts.push(part);
    return parts;
  }
}
