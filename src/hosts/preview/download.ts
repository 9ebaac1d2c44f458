import type { ServerResponse } from 'node:http';

/** An answer that the browser saves as a file, whatever is in it. */
export class Download {
  readonly #filename: string;
  readonly #bytes: Buffer;

  constructor(filename: string, bytes: Buffer) {
    this.#filename = filename;
    this.#bytes = bytes;
  }

  send(response: ServerResponse): void {
    // Of no type that a browser shows, and in a sandbox should one show it.
    response.setHeader('content-security-policy', "default-src 'none'; sandbox");
    response.writeHead(200, {
      'content-type': 'application/octet-stream',
      'content-length': this.#bytes.length,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(this.#filename)}`,
    });
    response.end(this.#bytes);
  }
}
