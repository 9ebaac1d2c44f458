import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { CutShort, Unfit } from '../../src/ingest/damage.ts';
import { GunzippedBytes, isGzip, unpackedName } from '../../src/ingest/gzip.ts';
import { inPieces } from './bytes.ts';

/** Compresses to about half. */
const text = Buffer.from(Array.from({ length: 40_000 }, (_, line) => `line ${(line * 2_654_435_761 % 4_294_967_296).toString(36)}`).join('\n'));
const packed = gzipSync(text);

/** All that comes out, and what it ends with. */
async function unpack(bytes: Uint8Array, size = 10_000, limits?: ConstructorParameters<typeof GunzippedBytes>[1]): Promise<{ got: Buffer; error: unknown }> {
  const parts: Buffer[] = [];
  let error: unknown = null;
  try {
    for await (const part of new GunzippedBytes(inPieces(bytes, size), limits).open()) parts.push(Buffer.from(part));
  } catch (thrown) {
    error = thrown;
  }
  return { got: Buffer.concat(parts), error };
}

describe('The bytes of a gzip file', () => {
  it.each([1_000, 10_000, 1_000_000])('come out as they went in, in pieces of %d', async (size) => {
    expect(await unpack(packed, size)).toEqual({ got: text, error: null });
  });

  it('may be several files in one, as log rotation and parallel packers write them', async () => {
    expect((await unpack(Buffer.concat([packed, gzipSync('and more')]))).got.equals(Buffer.concat([text, Buffer.from('and more')]))).toBe(true);
  });

  it('begin the same when only the beginning is asked for', async () => {
    const source = new GunzippedBytes(inPieces(packed, 5_000));
    expect((await source.head(1_000)).equals(text.subarray(0, 1_000))).toBe(true);
    expect((await source.head(10_000_000)).equals(text)).toBe(true);
  });

  it.each([2 / 3, 1 / 2, 1 / 10])('that are cut at %d come out to the cut', async (share) => {
    const { got, error } = await unpack(packed.subarray(0, Math.floor(packed.length * share)));
    expect(error).toBeInstanceOf(CutShort);
    expect(got.length).toBeGreaterThan(text.length * share * 0.8);
    expect(got.equals(text.subarray(0, got.length))).toBe(true);
  });

  it('that lack just their checksum are all there, and said to be cut', async () => {
    const { got, error } = await unpack(packed.subarray(0, -3));
    expect(got.equals(text)).toBe(true);
    expect(error).toBeInstanceOf(CutShort);
  });

  it('that are cut before the first of them are none', async () => {
    expect(await unpack(packed.subarray(0, 7))).toMatchObject({ got: Buffer.alloc(0), error: expect.any(CutShort) as unknown });
    expect(await new GunzippedBytes(inPieces(packed.subarray(0, 7), 100)).head(10)).toHaveLength(0);
  });

  it.each<[string, (bytes: Buffer) => unknown]>([
    ['its checksum', (bytes) => bytes.writeUInt8(bytes.readUInt8(bytes.length - 6) ^ 1, bytes.length - 6)],
    ['one bit in its middle', (bytes) => bytes.writeUInt8(bytes.readUInt8(bytes.length >> 1) ^ 1, bytes.length >> 1)],
    ['a stretch of it', (bytes) => bytes.fill(0xff, bytes.length >> 1, (bytes.length >> 1) + 500)],
  ])('are not to be used when damage struck %s', async (_, damage) => {
    const damaged = Buffer.from(packed);
    damage(damaged);
    expect((await unpack(damaged)).error).toBeInstanceOf(Unfit);
  });

  it('stop where they are a bomb, without holding it', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 2 ** 20));
    const before = process.memoryUsage().arrayBuffers;
    let most = 0;
    let total = 0;
    await expect((async () => {
      for await (const part of new GunzippedBytes(inPieces(bomb, 256 * 1024)).open()) {
        total += part.length;
        most = Math.max(most, process.memoryUsage().arrayBuffers - before);
      }
    })()).rejects.toThrow('200 times');
    expect(total).toBeLessThan(100 * 2 ** 20);
    expect(most).toBeLessThan(150 * 2 ** 20);
  });

  it('stop at the most that may be unpacked, however little they were packed', async () => {
    const { got, error } = await unpack(packed, 1_000, { total: 100_000, ratio: 200, free: 2 ** 26 });
    expect(error).toBeInstanceOf(Unfit);
    expect(got.length).toBeLessThanOrEqual(100_000);
  });
});

describe('What a gzip file is', () => {
  it('is told by its first bytes, and its name is that of what it holds', () => {
    expect([isGzip(packed), isGzip(gunzipSync(packed)), isGzip(Buffer.from([0x1f]))]).toEqual([true, false, false]);
    expect(['a/x.xml.gz', 'X.JSONL.GZ', 'x.gzip', '.gz', 'in/.gz', 'gz'].map(unpackedName)).toEqual(['a/x.xml', 'X.JSONL', 'x', '.gz', 'in/.gz', 'gz']);
  });
});
