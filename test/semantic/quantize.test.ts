import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compare, pack } from '../../src/semantic/packed.ts';
import { cosine, countBits, quantize, sketch } from '../../src/semantic/quantize.ts';

const numbers = (length: number): fc.Arbitrary<Float32Array> => fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { minLength: length, maxLength: length }).map((all) => Float32Array.from(all));
const unit = numbers(48).filter((vector) => Math.hypot(...vector) > 1e-3).map((vector) => vector.map((value) => value / Math.hypot(...vector)));
const dot = (one: Float32Array, other: Float32Array): number => one.reduce((sum, value, place) => sum + value * (other[place] ?? 0), 0);

describe('vectors in a byte a number', () => {
  it('keep cosines to within a hundredth', () => {
    fc.assert(fc.property(unit, unit, (one, other) => {
      expect(Math.abs(cosine(one, quantize(other)) - dot(one, other))).toBeLessThan(0.01 * Math.sqrt(48));
      expect(cosine(one, quantize(one))).toBeCloseTo(1, 1);
    }));
  });

  it('are harmless where a model gave nothing, or no numbers', () => {
    for (const odd of [new Float32Array(48), new Float32Array(48).fill(Number.NaN), new Float32Array(48).fill(Number.POSITIVE_INFINITY)]) {
      expect(Number.isFinite(cosine(new Float32Array(48).fill(0.1), quantize(odd)))).toBe(true);
    }
  });

  it('come out of a file as they went in, each with its place', () => {
    fc.assert(fc.property(fc.array(fc.record({ start: fc.nat(100_000), end: fc.nat(100_000), vector: unit }), { minLength: 1, maxLength: 6 }), unit, fc.nat(7), (passages, question, offset) => {
      const packed = pack(passages);
      // SQLite gives bytes that begin anywhere.
      const moved = new Uint8Array(packed.length + offset);
      moved.set(packed, offset);
      const read = compare(question, moved.subarray(offset));
      expect(read.map(({ start, end }) => ({ start, end }))).toEqual(passages.map(({ start, end }) => ({ start, end })));
      for (const [place, one] of read.entries()) expect(Math.abs(one.cosine - dot(question, passages[place]?.vector ?? question))).toBeLessThan(0.07);
    }), { numRuns: 40 });
  });
});

describe('sketches', () => {
  it('count the bits of any word', () => {
    fc.assert(fc.property(fc.integer({ min: -(2 ** 31), max: 2 ** 32 - 1 }), (word) => {
      expect(countBits(word)).toBe((word >>> 0).toString(2).replaceAll('0', '').length);
    }));
  });

  it('have a bit for each number that is above zero', () => {
    fc.assert(fc.property(numbers(50), (vector) => {
      const words = sketch(vector);
      expect(words).toHaveLength(2);
      for (const [place, value] of vector.entries()) expect(((words[place >>> 5] ?? 0) >>> (place & 31)) & 1).toBe(value > 0 ? 1 : 0);
    }));
  });
});
