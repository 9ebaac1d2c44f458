import { randomUUID } from 'node:crypto';
import type { IncomingMessage, Server } from 'node:http';
import { WebSocketServer, type RawData, type WebSocket } from 'ws';
import { closeCode, knownIntents, op, passed, privilegedIntents } from './gateway-codes.ts';
import { Session, type Identity } from './gateway-session.ts';
import { isObject, text, type JsonObject } from './json.ts';
import { changeSignal } from './signal.ts';
import { shardOf } from './snowflake.ts';

const heartbeatMs = 41_250;

export interface GatewayOptions {
  readonly token: string;
  /** The events that open a session: READY, then whatever the intents ask for. */
  readonly greeting: (session: Session) => readonly (readonly [event: string, data: JsonObject])[];
}

/** The gateway: sessions, heartbeats, dispatch, and the ways it fails. */
export class Gateway {
  readonly #options: GatewayOptions;
  readonly #sockets = new WebSocketServer({ noServer: true });
  readonly #sessions = new Map<string, Session>();
  readonly #opened = changeSignal();
  /** Every identify that was accepted or refused for its intents, oldest first. */
  readonly identities: Identity[] = [];
  /** How many sessions were resumed. */
  resumes = 0;

  constructor(server: Server, options: GatewayOptions) {
    this.#options = options;
    server.on('upgrade', (request: IncomingMessage, socket, head) => {
      this.#sockets.handleUpgrade(request, socket, head, (client) => {
        this.#greet(client, request.url ?? '');
      });
    });
  }

  get connected(): boolean {
    return [...this.#sessions.values()].some(({ socket }) => socket !== null);
  }

  /** Resolves when a session is open (at once if one is). */
  async ready(timeoutMs = 10_000): Promise<void> {
    if (!this.connected) await this.#opened.next(timeoutMs, 'no client connected');
  }

  /** Resolves at the next READY or RESUMED. */
  nextSession(timeoutMs = 10_000): Promise<void> {
    return this.#opened.next(timeoutMs, 'no client came back');
  }

  /** To the sessions of the guild's shard that asked for this intent (0: it needs none). */
  dispatch(event: string, data: JsonObject, guildId: string | null, intent = 0): void {
    const json = JSON.stringify(data);
    for (const session of this.#sessions.values()) {
      const { intents, shard: [id, count] } = session.identity;
      if ((intents & intent) === intent && shardOf(guildId, count) === id) session.dispatch(event, json);
    }
  }

  /** Breaks every connection without a word; the sessions can be resumed. */
  drop(): void {
    for (const { socket } of this.#sessions.values()) socket?.terminate();
  }

  /** Ends every session for good, as when the token is replaced (4004): a client must not come back with it. */
  revoke(): void {
    for (const { socket } of this.#sessions.values()) socket?.close(closeCode.authenticationFailed, 'Authentication failed.');
    this.#sessions.clear();
  }

  /** Tells every client to connect again and resume (operation 7). */
  requestReconnect(): void {
    for (const { socket } of this.#sessions.values()) if (socket) send(socket, op.reconnect, null);
  }

  /** Ends every session; a client that is connected is told so (operation 9), one that comes back cannot resume. */
  invalidateSessions(): void {
    const sockets = [...this.#sessions.values()].map(({ socket }) => socket);
    this.#sessions.clear();
    for (const socket of sockets) if (socket) send(socket, op.invalidSession, false);
  }

  close(): void {
    this.#sessions.clear();
    for (const client of this.#sockets.clients) client.terminate();
    this.#sockets.close();
  }

  #greet(socket: WebSocket, url: string): void {
    const query = new URL(url, 'ws://loopback').searchParams;
    if (query.get('v') !== '10') socket.close(closeCode.invalidVersion);
    else if (query.get('encoding') !== 'json') socket.close(closeCode.decode);
    let session: Session | null = null;
    socket.on('message', (raw: RawData) => {
      // A session that was ended leaves its connection free to identify anew.
      const open = session !== null && this.#sessions.has(session.id) ? session : null;
      session = this.#receive(socket, parse(raw), open);
    });
    socket.on('close', (code: number) => {
      if (session?.socket !== socket) return;
      session.detach();
      // A client that says goodbye with these has no wish to resume.
      if (code === 1000 || code === 1001) this.#sessions.delete(session.id);
    });
    send(socket, op.hello, { heartbeat_interval: heartbeatMs, _trace: [] });
  }

  #receive(socket: WebSocket, message: JsonObject | null, session: Session | null): Session | null {
    if (message === null) socket.close(closeCode.decode);
    else if (message['op'] === op.heartbeat) send(socket, op.ack, null);
    else if (message['op'] === op.identify || message['op'] === op.resume) {
      if (session !== null) socket.close(closeCode.alreadyAuthenticated);
      else return this.#open(socket, message['op'], isObject(message['d']) ? message['d'] : {});
    } else if (session === null) socket.close(closeCode.notAuthenticated);
    else if (!passed.has(message['op'])) socket.close(closeCode.unknownOperation);
    return session;
  }

  #open(socket: WebSocket, operation: number, data: JsonObject): Session | null {
    if (data['token'] !== this.#options.token) {
      socket.close(closeCode.authenticationFailed, 'Authentication failed.');
      return null;
    }
    const session = operation === op.resume ? this.#resume(socket, data) : this.#identify(socket, data);
    if (session !== null) this.#opened.fire();
    return session;
  }

  #identify(socket: WebSocket, data: JsonObject): Session | null {
    const { intents } = data;
    const shard = Array.isArray(data['shard']) ? (data['shard'] as [number, number]) : ([0, 1] as const);
    const identity = { intents: intents as number, shard, properties: data['properties'] as JsonObject };
    if (typeof intents !== 'number' || (intents & ~knownIntents) !== 0) socket.close(closeCode.invalidIntents, 'Invalid intent(s).');
    else if (shard[0] < 0 || shard[0] >= shard[1]) socket.close(closeCode.invalidShard, 'Invalid shard.');
    else {
      this.identities.push(identity);
      if ((intents & privilegedIntents) === 0) {
        const session = new Session(randomUUID().replaceAll('-', ''), identity, socket);
        this.#sessions.set(session.id, session);
        for (const [event, json] of this.#options.greeting(session)) session.dispatch(event, JSON.stringify(json));
        return session;
      }
      socket.close(closeCode.disallowedIntents, 'Disallowed intent(s).');
    }
    return null;
  }

  #resume(socket: WebSocket, data: JsonObject): Session | null {
    const session = this.#sessions.get(text(data['session_id']));
    const since = data['seq'];
    if (session === undefined) {
      send(socket, op.invalidSession, false);
      return null;
    }
    if (typeof since !== 'number' || since > session.sequence) {
      socket.close(closeCode.invalidSequence, 'Invalid seq.');
      return null;
    }
    session.resume(socket, since);
    this.resumes += 1;
    return session;
  }
}

function send(socket: WebSocket, operation: number, data: unknown): void {
  socket.send(JSON.stringify({ op: operation, d: data, s: null, t: null }));
}

function parse(raw: RawData): JsonObject | null {
  try {
    const message: unknown = JSON.parse((raw as Buffer).toString('utf8'));
    return isObject(message) ? message : null;
  } catch {
    return null;
  }
}
