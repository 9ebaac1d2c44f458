import { crc32 } from 'node:zlib';

const CHUNK = 64 * 1024;
/** Longest varint of a number below 2^53. */
const LONGEST = 8;

/** Writes numbers (LEB128) and strings into chunks, which `flush` is given with their running checksum kept. */
export class ByteWriter {
  readonly #flush: (chunk: Uint8Array) => Promise<void>;
  #chunk = Buffer.allocUnsafe(CHUNK);
  #used = 0;
  /** Bytes written, and their CRC-32. */
  bytes = 0;
  checksum = 0;

  constructor(flush: (chunk: Uint8Array) => Promise<void>) {
    this.#flush = flush;
  }

  /** True when the chunk should be flushed before much more is written. */
  get isFull(): boolean {
    return this.#used > CHUNK / 2;
  }

  number(value: number): void {
    if (this.#used + LONGEST > this.#chunk.length) this.#grow(LONGEST);
    let rest = value;
    for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) this.#chunk[this.#used++] = (rest % 0x80) | 0x80;
    this.#chunk[this.#used++] = rest;
  }

  text(value: string): void {
    const length = Buffer.byteLength(value);
    this.number(length);
    if (this.#used + length > this.#chunk.length) this.#grow(length);
    this.#used += this.#chunk.write(value, this.#used);
  }

  async flush(): Promise<void> {
    const full = this.#chunk.subarray(0, this.#used);
    this.bytes += full.length;
    this.checksum = crc32(full, this.checksum);
    this.#chunk = Buffer.allocUnsafe(CHUNK);
    this.#used = 0;
    await this.#flush(full);
  }

  #grow(by: number): void {
    const grown = Buffer.allocUnsafe(this.#chunk.length * 2 + by);
    this.#chunk.copy(grown, 0, 0, this.#used);
    this.#chunk = grown;
  }
}

/** Reads what {@link ByteWriter} wrote; throws a RangeError behind the end. */
export class ByteReader {
  readonly #bytes: Buffer;
  #at = 0;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length;
  }

  number(): number {
    let [value, factor] = [0, 1];
    for (;;) {
      const byte = this.#bytes[this.#at++];
      if (byte === undefined) throw new RangeError('The snapshot ends too early.');
      value += (byte & 0x7f) * factor;
      if (byte < 0x80) return value;
      factor *= 0x80;
    }
  }

  text(): string {
    const length = this.number();
    const end = this.#at + length;
    if (end > this.#bytes.length) throw new RangeError('The snapshot ends too early.');
    const text = this.#bytes.toString('utf8', this.#at, end);
    this.#at = end;
    return text;
  }
}
