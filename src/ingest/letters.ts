import { isAscii, isUtf8 } from 'node:buffer';

/** How far bytes are UTF-8: all of them; all but a few broken ones; or not at all. */
export type Utf8 = 'all' | 'mostly' | 'no';

export interface LetterCount {
  readonly utf8: Utf8;
  /** The bytes from the first that is outside of ASCII, for statistics of letters; empty when all are ASCII. */
  readonly sample: Buffer;
}

const SAMPLE = 65_536;
/** For each byte that is broken so many letters outside of ASCII are sound: no other character set looks like that by chance. */
const SOUND = 20;
/** Counting more would tell no more. */
const MOST_SOUND = 10_000;

/** Tells bytes that come piece by piece; a letter may be cut by the border of two pieces. */
export class Letters {
  #carried = Buffer.alloc(0);
  #sound = 0;
  #broken = 0;
  #sample = Buffer.alloc(0);

  add(piece: Buffer): void {
    const bytes = this.#carried.length === 0 ? piece : Buffer.concat([this.#carried, piece]);
    const whole = bytes.length - cutLetter(bytes);
    this.#count(bytes.subarray(0, whole));
    this.#carried = Buffer.from(bytes.subarray(whole));
  }

  /** `cut`: the bytes ended too early, so that half a letter at their end says nothing. */
  end(cut: boolean): LetterCount {
    // What nobody knew to be cut, as by a broken download, has letters that are all sound before its last.
    if (!cut && this.#carried.length > 0 && this.#broken === 0 && this.#sound > 0) return { utf8: 'mostly', sample: this.#sample };
    if (!cut) this.#count(this.#carried);
    const mostly = this.#sound >= SOUND * this.#broken ? 'mostly' : 'no';
    return { utf8: this.#broken === 0 ? 'all' : mostly, sample: this.#sample };
  }

  #count(bytes: Buffer): void {
    if (this.#sample.length === 0 && isAscii(bytes)) return;
    const from = this.#sample.length === 0 ? bytes.findIndex((byte) => byte >= 0x80) : 0;
    if (this.#sample.length < SAMPLE) this.#sample = Buffer.concat([this.#sample, bytes.subarray(from, from + SAMPLE - this.#sample.length)]);
    // No number of sound letters makes up for more broken ones than that.
    if (this.#broken * SOUND > MOST_SOUND || isAscii(bytes)) return;
    if (!isUtf8(bytes)) this.#broken += new TextDecoder().decode(bytes).split('\uFFFD').length - 1;
    for (let place = 0; place < bytes.length && this.#sound < MOST_SOUND; place++) {
      const length = lengthOf(bytes[place] ?? 0);
      if (length < 2 || !isUtf8(bytes.subarray(place, place + length))) continue;
      this.#sound++;
      place += length - 1;
    }
  }
}

/** In bytes, of the letter that a byte begins; 0 when it begins none. */
function lengthOf(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc2 || byte > 0xf4) return 0;
  return byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
}

/** How many bytes at the end begin a letter that goes on in the next piece. */
function cutLetter(bytes: Buffer): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return back < lengthOf(byte) ? back : 0;
  }
  return 0;
}

/** Of bytes that are all there. */
export function countLetters(bytes: Uint8Array, cut = false): LetterCount {
  const letters = new Letters();
  letters.add(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  return letters.end(cut);
}
