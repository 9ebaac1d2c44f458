import type { IncomingMessage, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import { checkRequest, type Door } from './guard.ts';
import { Refusal } from './refusal.ts';
import type { Push } from './wire.ts';

/** The page says nothing over this connection. */
const MAX_PAYLOAD = 1_024;

/**
 * Tells every open page what happens. WebSockets, since a browser allows six other connections to one server, all its
 * tabs together.
 */
export class Pushes {
  readonly #sockets = new WebSocketServer({ noServer: true, maxPayload: MAX_PAYLOAD });
  readonly #boot: string;
  readonly #door: () => Door;

  constructor(boot: string, door: () => Door) {
    this.#boot = boot;
    this.#door = door;
  }

  /** Takes the connections at `/live` of those whom the door lets in. */
  serve(server: Server): void {
    server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
      socket.on('error', () => { socket.destroy(); });
      try {
        checkRequest(request, this.#door(), null);
        if (request.url !== '/live') throw new Refusal(404, 'There is nothing here.', 'The page is at /.');
      } catch (error) {
        const { status, message } = error instanceof Refusal ? error : new Refusal(400, String(error), '');
        socket.end(`HTTP/1.1 ${status} Refused\r\nConnection: close\r\nContent-Type: text/plain\r\n\r\n${message}\n`);
        return;
      }
      this.#sockets.handleUpgrade(request, socket, head, (client) => {
        client.on('error', () => { client.terminate(); });
        client.send(JSON.stringify({ type: 'hello', boot: this.#boot } satisfies Push));
      });
    });
  }

  push(news: Push): void {
    for (const client of this.#sockets.clients) client.send(JSON.stringify(news));
  }

  close(): void {
    for (const client of this.#sockets.clients) client.terminate();
    this.#sockets.close();
  }
}
