import { countBits, sketch, sketchWords } from './quantize.ts';
import type { Vectors } from './vectors.ts';

const FIRST_ROOM = 1_024;
const GROWTH = 1.25;
/** More than any sketch differs. */
const TOO_FAR = 0xff_ff;
/** As the row of one that is gone. */
const GONE = 0;

/** The sketches of all paragraphs, in memory: 48 bytes each at 384 numbers, and 4 for its row. */
export class Sketches {
  readonly #vectors: Vectors;
  readonly #words: number;
  #bits: Uint32Array;
  /** Ascending, but for those that are gone. */
  #rows = new Uint32Array(FIRST_ROOM);
  #length = 0;
  #gone = 0;
  #lastRow = 0;
  #changes = 0;

  constructor(vectors: Vectors) {
    this.#vectors = vectors;
    this.#words = sketchWords(vectors.dimensions);
    this.#bits = new Uint32Array(FIRST_ROOM * this.#words);
  }

  get count(): number {
    return this.#length - this.#gone;
  }

  /** Comes in line with the file, whoever changed it. Throws a `Fault` where that is another model's now. */
  follow(): void {
    if (this.#vectors.changes() === this.#changes) return;
    this.#vectors.atOnce(() => {
      this.#vectors.mustBelong();
      const gone = this.#changes === 0 ? [] : this.#vectors.goneSince(this.#changes);
      if (gone === null || 2 * (this.#gone + gone.length) > this.#length) this.#empty();
      else this.#remove(new Set(gone));
      for (const { row, sketch: bytes } of this.#vectors.sketchesAfter(this.#lastRow)) this.#add(row, bytes);
      this.#changes = this.#vectors.changes();
    });
  }

  /** Reading all anew is simpler than filling gaps, and seldom done. */
  #empty(): void {
    this.#rows = new Uint32Array(FIRST_ROOM);
    this.#bits = new Uint32Array(FIRST_ROOM * this.#words);
    [this.#length, this.#gone, this.#lastRow] = [0, 0, 0];
  }

  #remove(gone: ReadonlySet<number>): void {
    for (let place = 0; gone.size > 0 && place < this.#length; place++) {
      if (!gone.has(this.#rows[place] ?? GONE)) continue;
      this.#rows[place] = GONE;
      this.#gone++;
    }
  }

  #add(row: number, bytes: Uint8Array): void {
    if (this.#length === this.#rows.length) this.#grow();
    this.#rows[this.#length] = row;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let word = 0; word < this.#words; word++) this.#bits[this.#length * this.#words + word] = view.getUint32(word * 4, true);
    this.#length++;
    this.#lastRow = row;
  }

  #grow(): void {
    const room = Math.ceil(GROWTH * this.#rows.length);
    const [rows, bits] = [new Uint32Array(room), new Uint32Array(room * this.#words)];
    rows.set(this.#rows);
    bits.set(this.#bits);
    [this.#rows, this.#bits] = [rows, bits];
  }

  /**
   * Rows of the `count` whose sketches differ least from the question's; of those that differ alike, the ones that came first. Only
   * of `wanted`, if given.
   */
  nearest(question: Float32Array, count: number, wanted: ReadonlySet<number> | null = null): number[] {
    const asked = sketch(question);
    const distances = new Uint16Array(this.#length);
    const counts = new Uint32Array(this.#words * 32 + 1);
    for (let place = 0, at = 0; place < this.#length; place++, at += this.#words) {
      if (wanted?.has(this.#rows[place] ?? GONE) === false) {
        distances[place] = TOO_FAR;
        continue;
      }
      let distance = 0;
      for (let word = 0; word < this.#words; word++) distance += countBits((this.#bits[at + word] ?? 0) ^ (asked[word] ?? 0));
      distances[place] = distance;
      if (this.#rows[place] !== GONE) counts[distance] = (counts[distance] ?? 0) + 1;
    }
    return this.#within(distances, ...cut(counts, count));
  }

  /** Rows of all nearer than `most`, and of `atMost` that are just so far. */
  #within(distances: Uint16Array, most: number, atMost: number): number[] {
    const rows: number[] = [];
    let left = atMost;
    for (let place = 0; place < this.#length; place++) {
      const [distance = 0, row = GONE] = [distances[place], this.#rows[place]];
      if (row === GONE || distance > most || (distance === most && left-- <= 0)) continue;
      rows.push(row);
    }
    return rows;
  }

  /** About `count` rows, evenly over all. */
  spread(count: number): number[] {
    const step = Math.max(1, Math.floor(this.#length / count));
    const rows: number[] = [];
    for (let place = 0; place < this.#length; place += step) if (this.#rows[place] !== GONE) rows.push(this.#rows[place] ?? GONE);
    return rows;
  }
}

/** Up to which distance there are `count`, and how many of those that are just so far. */
function cut(counts: Uint32Array, count: number): [most: number, atMost: number] {
  let left = count;
  for (const [distance, there] of counts.entries()) {
    if (there >= left) return [distance, left];
    left -= there;
  }
  return [counts.length, 0];
}
