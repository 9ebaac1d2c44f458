import { cosine, quantize } from './quantize.ts';

/** A passage's place in its paragraph, and its vector, of length 1. */
export interface PassageVector {
  readonly start: number;
  readonly end: number;
  readonly vector: Float32Array;
}

/** Start, end and scale in four bytes each, then a byte a number. */
const HEAD = 12;

/** A paragraph's passages in bytes, the whole first. */
export function pack(passages: readonly PassageVector[]): Uint8Array {
  const size = HEAD + (passages[0]?.vector.length ?? 0);
  const bytes = new Uint8Array(size * passages.length);
  const view = new DataView(bytes.buffer);
  for (const [place, { start, end, vector }] of passages.entries()) {
    const { numbers, scale } = quantize(vector);
    view.setUint32(place * size, start);
    view.setUint32(place * size + 4, end);
    view.setFloat32(place * size + 8, scale);
    bytes.set(new Uint8Array(numbers.buffer), place * size + HEAD);
  }
  return bytes;
}

/** How near a question is to each passage: its place and the cosine, the whole first. */
export function compare(question: Float32Array, bytes: Uint8Array): { readonly start: number; readonly end: number; readonly cosine: number }[] {
  const size = HEAD + question.length;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return Array.from({ length: Math.floor(bytes.length / size) }, (_, place) => {
    const at = place * size;
    const numbers = new Int8Array(bytes.buffer, bytes.byteOffset + at + HEAD, question.length);
    return { start: view.getUint32(at), end: view.getUint32(at + 4), cosine: cosine(question, { numbers, scale: view.getFloat32(at + 8) }) };
  });
}

/** Adds the whole's vector to a sum. */
export function addWhole(sum: Float64Array, bytes: Uint8Array): void {
  const numbers = new Int8Array(bytes.buffer, bytes.byteOffset + HEAD, sum.length);
  const scale = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength).getFloat32(8);
  for (let place = 0; place < sum.length; place++) sum[place] = (sum[place] ?? 0) + (numbers[place] ?? 0) * scale;
}
