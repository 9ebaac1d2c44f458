import { createHash } from 'node:crypto';
import type { ByteSource } from './bytes.ts';
import { CutShort } from './damage.ts';
import { Letters, type LetterCount } from './letters.ts';

/** What one reading of all bytes tells. */
export interface Look {
  readonly sha256: string;
  /** How many there are; of a source that is cut, up to the cut. */
  readonly bytes: number;
  readonly letters: LetterCount;
  /** Why the bytes end too early; null when they do not. */
  readonly cut: CutShort | null;
}

/** Reads all bytes once, far faster than any format does; no further than just beyond `most`. `salt` is hashed before them. */
export async function look(source: ByteSource, salt: string, most = Infinity): Promise<Look> {
  const hash = createHash('sha256').update(salt);
  const letters = new Letters();
  let bytes = 0;
  let cut: CutShort | null = null;
  try {
    for await (const piece of source.open()) {
      bytes += piece.length;
      if (bytes > most) break;
      hash.update(piece);
      letters.add(piece);
    }
  } catch (error) {
    if (!(error instanceof CutShort)) throw error;
    cut = error;
  }
  return { sha256: hash.digest('hex'), bytes, letters: letters.end(cut !== null), cut };
}
