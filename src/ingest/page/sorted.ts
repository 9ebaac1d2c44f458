/** Index of the first item whose place is behind `limit`; the items' places ascend. */
export function firstAfter<T>(items: readonly T[], limit: number, placeOf: (item: T) => number): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && placeOf(item) > limit) high = middle;
    else low = middle + 1;
  }
  return low;
}
