/** So many wait for the feed's title, should it stand behind them. */
const MOST = 500;

/** Holds entries back until it is known what the feed says of itself. */
export class Waiting<T> {
  private held: T[] = [];
  private open = false;

  /** Those to go on with: none while the feed's title is awaited. */
  add(entry: T, titled: boolean): readonly T[] {
    this.held.push(entry);
    this.open ||= titled || this.held.length >= MOST;
    return this.open ? this.rest() : [];
  }

  rest(): readonly T[] {
    const { held } = this;
    this.held = [];
    return held;
  }
}
