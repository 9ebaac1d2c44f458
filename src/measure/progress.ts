/** Tells how far a long measurement is: one line on a terminal's standard error, drawn over; nothing anywhere else. */
export class Progress {
  readonly #stream = process.stderr;
  #drawn = 0;

  step(what: string, done: number, total: number): void {
    if (!this.#stream.isTTY || (performance.now() - this.#drawn < 100 && done < total)) return;
    this.#drawn = performance.now();
    this.#stream.write(`\r\u001b[K${what}: ${done} of ${total}`);
  }

  say(what: string): void {
    if (this.#stream.isTTY) this.#stream.write(`\r\u001b[K${what}`);
  }

  end(): void {
    if (this.#stream.isTTY) this.#stream.write('\r\u001b[K');
  }
}
