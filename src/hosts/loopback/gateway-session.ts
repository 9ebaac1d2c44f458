import type { WebSocket } from 'ws';
import type { JsonObject } from './json.ts';

/** What the client said of itself when it identified. */
export interface Identity {
  readonly intents: number;
  readonly shard: readonly [id: number, count: number];
  readonly properties: JsonObject;
}

/** Dispatches kept for a client that comes back; Discord keeps them for some minutes. */
const kept = 2000;

/** One session of the gateway. It outlives its connection, so that a client can resume it. */
export class Session {
  readonly id: string;
  readonly identity: Identity;
  #socket: WebSocket | null;
  #sequence = 0;
  readonly #sent: { readonly sequence: number; readonly frame: string }[] = [];

  constructor(id: string, identity: Identity, socket: WebSocket) {
    this.id = id;
    this.identity = identity;
    this.#socket = socket;
  }

  get socket(): WebSocket | null {
    return this.#socket;
  }

  get sequence(): number {
    return this.#sequence;
  }

  /** `json` is the event's data, already in JSON: many sessions may get the same. */
  dispatch(event: string, json: string): void {
    this.#sequence += 1;
    const frame = `{"op":0,"t":"${event}","s":${this.#sequence},"d":${json}}`;
    this.#sent.push({ sequence: this.#sequence, frame });
    if (this.#sent.length > kept * 2) this.#sent.splice(0, kept);
    this.#socket?.send(frame);
  }

  detach(): void {
    this.#socket = null;
  }

  /** Sends what was missed since the sequence number, then RESUMED. */
  resume(socket: WebSocket, since: number): void {
    const missed = this.#sent.filter(({ sequence }) => sequence > since);
    this.#socket = socket;
    for (const { frame } of missed) socket.send(frame);
    this.dispatch('RESUMED', '{"_trace":[]}');
  }
}
