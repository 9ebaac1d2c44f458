/** The gateway's heartbeat and other answers get their turn after so many milliseconds of work. */
const SLICE_MS = 8;

/** Cuts long work into slices: call {@link pause} often; it yields to the event loop when the slice is used up. */
export class Pacer {
  #since = performance.now();

  get isDue(): boolean {
    return performance.now() - this.#since >= SLICE_MS;
  }

  async pause(): Promise<void> {
    if (!this.isDue) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#since = performance.now();
  }
}
