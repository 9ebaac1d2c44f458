/** Keeps the best `size` of many scored items: a binary heap whose root is the worst one kept. Equal scores go by `before`. */
export class Top {
  readonly #size: number;
  readonly #before: (item: number, other: number) => boolean;
  readonly #items: number[] = [];
  readonly #scores: number[] = [];

  constructor(size: number, before: (item: number, other: number) => boolean) {
    this.#size = size;
    this.#before = before;
  }

  get length(): number {
    return this.#items.length;
  }

  add(item: number, score: number): void {
    if (this.#items.length < this.#size) {
      this.#items.push(item);
      this.#scores.push(score);
      this.#rise(this.#items.length - 1);
    } else if (this.#size > 0 && this.#isWorse(this.#scores[0] ?? 0, this.#items[0] ?? 0, score, item)) {
      this.#items[0] = item;
      this.#scores[0] = score;
      this.#sink(0);
    }
  }

  /** The kept items, best first. */
  items(): number[] {
    const places = this.#items.map((_, place) => place);
    places.sort((a, b) => (this.#worseAt(a, b) ? 1 : -1));
    return places.map((place) => this.#items[place] ?? 0);
  }

  #isWorse(score: number, item: number, otherScore: number, otherItem: number): boolean {
    return score < otherScore || (score === otherScore && this.#before(otherItem, item));
  }

  #worseAt(a: number, b: number): boolean {
    return this.#isWorse(this.#scores[a] ?? 0, this.#items[a] ?? 0, this.#scores[b] ?? 0, this.#items[b] ?? 0);
  }

  #swap(a: number, b: number): void {
    const [item, score] = [this.#items[a] ?? 0, this.#scores[a] ?? 0];
    this.#items[a] = this.#items[b] ?? 0;
    this.#scores[a] = this.#scores[b] ?? 0;
    this.#items[b] = item;
    this.#scores[b] = score;
  }

  #rise(place: number): void {
    for (let at = place, up = (at - 1) >> 1; at > 0 && this.#worseAt(at, up); at = up, up = (at - 1) >> 1) this.#swap(at, up);
  }

  #sink(place: number): void {
    for (let at = place; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      let worst = at;
      if (left < this.#items.length && this.#worseAt(left, worst)) worst = left;
      if (right < this.#items.length && this.#worseAt(right, worst)) worst = right;
      if (worst === at) return;
      this.#swap(at, worst);
      at = worst;
    }
  }
}
