import { expect, test } from 'vitest';
import { spread } from '../../src/measure/collection.ts';
import { auroc, mean, ndcgAt, quantile, recallAt, reciprocalRankAt } from '../../src/measure/metrics.ts';

const judged = new Map([['a', 2], ['b', 1], ['c', 0], ['d', 1]]);

test('nDCG has gain 2^grade - 1, discount log2(rank + 1), and the ideal of all judged documents', () => {
  // (3 / log2 3 + 1 / log2 4) / (3 / log2 2 + 1 / log2 3 + 1 / log2 4), by hand.
  expect(ndcgAt(10, ['x', 'a', 'b'], judged)).toBeCloseTo(2.39279 / 4.13093, 5);
  expect(ndcgAt(10, ['a', 'b', 'd'], judged)).toBe(1);
  expect(ndcgAt(10, ['a', 'd', 'c', 'b'], judged)).toBeLessThan(1);
  expect(ndcgAt(10, ['x', 'c'], judged)).toBe(0);
});

test('nDCG looks at the first ones only, in the ranking and in the ideal', () => {
  expect(ndcgAt(1, ['a'], judged)).toBe(1);
  expect(ndcgAt(1, ['x', 'a'], judged)).toBe(0);
  // One of two equal ones first: 1 / log2 2 of 1 / log2 2.
  expect(ndcgAt(1, ['p'], new Map([['p', 1], ['q', 1]]))).toBe(1);
});

test('a grade below 0 is worth nothing', () => {
  expect(ndcgAt(10, ['spam', 'good'], new Map([['spam', -2], ['good', 1]]))).toBeCloseTo(1 / Math.log2(3), 12);
});

test('recall and the reciprocal rank count every grade above 0', () => {
  const ranking = ['x', 'c', 'b', 'a', 'd'];
  expect(recallAt(4, ranking, judged)).toBeCloseTo(2 / 3, 12);
  expect(recallAt(10, ranking, judged)).toBe(1);
  expect(reciprocalRankAt(10, ranking, judged)).toBeCloseTo(1 / 3, 12);
  expect(reciprocalRankAt(2, ranking, judged)).toBe(0);
});

test('a quantile is the nearest rank', () => {
  const values = Array.from({ length: 100 }, (_, place) => 100 - place);
  expect([0.5, 0.95, 0.99, 1].map((q) => quantile(q, values))).toEqual([50, 95, 99, 100]);
  expect(quantile(0.5, [7])).toBe(7);
  expect(quantile(0.5, [])).toBeNaN();
  expect(mean([1, 2, 6])).toBe(3);
});

test('the area under the ROC curve is that of scikit-learn\'s example; ties count half', () => {
  expect(auroc([0.35, 0.8], [0.1, 0.4])).toBe(0.75);
  expect(auroc([1, 1], [1, 1, 1])).toBe(0.5);
  expect(auroc([2, 1], [1, 0])).toBe(0.875);
  expect(auroc([1], [2])).toBe(0);
});

test('a sample is spread evenly: number i is number floor(i * total / count)', () => {
  expect(spread(['a', 'b', 'c', 'd', 'e', 'f', 'g'], 3)).toEqual(['a', 'c', 'e']);
  expect(spread(['a', 'b'], 3)).toEqual(['a', 'b']);
});
