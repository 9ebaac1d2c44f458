/** Numbers by place in a typed array that grows: a tenth of the memory that a Map of them takes. */
export class GrowingUint32 {
  #values: Uint32Array;

  constructor(size = 1_024) {
    this.#values = new Uint32Array(size);
  }

  get(place: number): number {
    return this.#values[place] ?? 0;
  }

  /** A copy of the first ones. */
  slice(length: number): Uint32Array {
    return this.#values.slice(0, length);
  }

  set(place: number, value: number): void {
    if (place >= this.#values.length) {
      const grown = new Uint32Array(Math.max(place + 1, Math.ceil(this.#values.length * 1.5)));
      grown.set(this.#values);
      this.#values = grown;
    }
    this.#values[place] = value;
  }
}
