import type { IncomingMessage, OutgoingHttpHeaders, ServerResponse } from 'node:http';
import { performance } from 'node:perf_hooks';
import type { Recorded } from './control.ts';

export type Pieces = Iterable<Buffer> | AsyncIterable<Buffer>;

/** One request and its answer, with what the log says of them. */
export class Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly path: string;
  #status = 0;
  #bytes = 0;
  #endedAt: number | null = null;
  readonly #startedAt = performance.now();

  constructor(request: IncomingMessage, response: ServerResponse) {
    this.request = request;
    this.response = response;
    this.path = request.url ?? '/';
    response.once('close', () => { this.#ended(); });
    // A client that hangs up in the middle is nothing to end the site for.
    response.on('error', () => { this.#ended(); });
  }

  get open(): boolean { return !this.response.destroyed && !this.response.writableEnded; }

  head(status: number, headers: OutgoingHttpHeaders): void {
    this.#status = status;
    this.response.writeHead(status, headers);
    this.response.flushHeaders();
  }

  /** Sends the pieces no faster than they are taken, until the client hangs up. */
  async send(pieces: Pieces): Promise<void> {
    if (this.request.method === 'HEAD') return;
    for await (const piece of pieces) {
      if (!this.open) return;
      this.#bytes += piece.length;
      if (!this.response.write(piece)) await this.#drained();
    }
  }

  /** Ends at once for the log: the client may ask for it as soon as it has the last byte. */
  end(): void {
    this.#ended();
    this.response.end();
  }

  recorded(): Recorded {
    const { 'if-none-match': tag, 'if-modified-since': since } = this.request.headers;
    return {
      method: this.request.method ?? 'GET',
      path: this.path,
      conditional: tag !== undefined || since !== undefined,
      status: this.#status,
      bytes: this.#bytes,
      startedAt: this.#startedAt,
      endedAt: this.#endedAt,
    };
  }

  async #drained(): Promise<void> {
    if (!this.open) return;
    await new Promise<void>((resolve) => {
      const done = (): void => {
        this.response.off('drain', done).off('close', done);
        resolve();
      };
      this.response.on('drain', done).on('close', done);
    });
  }

  #ended(): void {
    this.#endedAt ??= performance.now();
  }
}
