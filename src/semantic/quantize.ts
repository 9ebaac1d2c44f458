/** A vector in a byte a number: a number is its byte times `scale`. */
export interface Quantized {
  readonly numbers: Int8Array;
  readonly scale: number;
}

const MOST = 127;

/** The largest number becomes 127. What is no number becomes 0. */
export function quantize(vector: Float32Array): Quantized {
  let largest = 0;
  for (const value of vector) if (Math.abs(value) > largest) largest = Math.abs(value);
  const scale = Number.isFinite(largest) ? largest / MOST : 0;
  return { numbers: Int8Array.from(vector, (value) => (scale === 0 ? 0 : Math.round(value / scale))), scale };
}

/** Of two unit vectors: their cosine, within a hundredth. */
export function cosine(one: Float32Array, { numbers, scale }: Quantized): number {
  let sum = 0;
  for (let place = 0; place < numbers.length; place++) sum += (one[place] ?? 0) * (numbers[place] ?? 0);
  return sum * scale;
}

/** How many 32-bit words a sketch of so many numbers has. */
export function sketchWords(dimensions: number): number {
  return Math.ceil(dimensions / 32);
}

/**
 * One bit a number: whether it is above zero. Vectors that point the same way have most bits in common, so that comparing bits finds
 * the few whose cosines are worth computing (Charikar 2002, "Similarity estimation techniques from rounding algorithms").
 */
export function sketch(vector: Float32Array): Uint32Array {
  const words = new Uint32Array(sketchWords(vector.length));
  for (let place = 0; place < vector.length; place++) {
    if ((vector[place] ?? 0) > 0) words[place >>> 5] = (words[place >>> 5] ?? 0) | (1 << (place & 31));
  }
  return words;
}

/** How many bits are set: Warren, "Hacker's Delight", 5-1. */
export function countBits(word: number): number {
  let bits = word - ((word >>> 1) & 0x55555555);
  bits = (bits & 0x33333333) + ((bits >>> 2) & 0x33333333);
  return Math.imul((bits + (bits >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}
