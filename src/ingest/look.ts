import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { ByteSource } from './bytes.ts';

/** What one reading of all bytes tells. */
export interface Look {
  readonly sha256: string;
  /** All of it is well-formed UTF-8. */
  readonly wellFormed: boolean;
}

/** Reads all bytes once, far faster than any format does. `salt` is hashed before them. */
export async function look(source: ByteSource, salt: string): Promise<Look> {
  const hash = createHash('sha256').update(salt);
  let wellFormed = true;
  let carried = Buffer.alloc(0);
  for await (const piece of source.open()) {
    hash.update(piece);
    if (!wellFormed) continue;
    const bytes = carried.length === 0 ? piece : Buffer.concat([carried, piece]);
    const whole = bytes.length - cutLetter(bytes);
    wellFormed = isUtf8(bytes.subarray(0, whole));
    carried = Buffer.from(bytes.subarray(whole));
  }
  return { sha256: hash.digest('hex'), wellFormed: wellFormed && isUtf8(carried) };
}

/** How many bytes at the end begin a letter that goes on in the next piece. */
function cutLetter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < (byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2) ? back : 0;
  }
  return 0;
}
