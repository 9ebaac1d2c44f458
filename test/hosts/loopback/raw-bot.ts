import { WebSocket, type RawData } from 'ws';
import type { Loopback } from '../../../src/hosts/loopback/loopback.ts';

export interface Frame {
  op: number;
  t: string | null;
  s: number | null;
  d: Record<string, unknown> & { id: string; token: string };
}

export interface Refusal {
  code: number;
  message: string;
  errors?: unknown;
}

/** A bot without any library: what it sends is exactly what the test says. */
export class RawBot {
  readonly #socket: WebSocket;
  readonly #frames: Frame[] = [];
  readonly #waiting: ((frame: Frame) => void)[] = [];
  readonly closed: Promise<number>;

  private constructor(url: string) {
    this.#socket = new WebSocket(url);
    this.closed = new Promise((resolve) => this.#socket.once('close', resolve));
    this.#socket.on('message', (raw: RawData) => {
      const frame = JSON.parse((raw as Buffer).toString('utf8')) as Frame;
      const next = this.#waiting.shift();
      if (next) next(frame);
      else this.#frames.push(frame);
    });
  }

  /** Connects and reads the hello, if it is not turned away before. */
  static async connect(loopback: Loopback, query = '?v=10&encoding=json'): Promise<RawBot> {
    const bot = new RawBot(`${loopback.apiUrl.replace('http', 'ws').replace('/api', '/')}${query}`);
    await Promise.race([bot.next(), bot.closed]);
    return bot;
  }

  /** Connects, identifies and reads READY. */
  static async online(loopback: Loopback): Promise<RawBot> {
    const bot = await RawBot.connect(loopback);
    bot.send(2, { token: loopback.token, intents: 0, properties: {} });
    await bot.next();
    return bot;
  }

  next(): Promise<Frame> {
    const frame = this.#frames.shift();
    return frame ? Promise.resolve(frame) : new Promise((resolve) => this.#waiting.push(resolve));
  }

  send(op: number, d: unknown): void {
    this.sendText(JSON.stringify({ op, d }));
  }

  sendText(text: string): void {
    this.#socket.send(text);
  }

  close(code = 4200): void {
    this.#socket.close(code);
  }
}

/** One REST request as it stands; a string is sent as it is, anything else as JSON. */
export async function request(
  loopback: Loopback,
  method: string,
  path: string,
  body?: unknown,
  token = loopback.token,
): Promise<{ status: number; body: Refusal & Record<string, unknown>; type: string | null }> {
  const response = await fetch(`${loopback.apiUrl}/v10${path}`, {
    method,
    headers: { authorization: `Bot ${token}`, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const parsed = (text === '' ? {} : JSON.parse(text)) as Refusal & Record<string, unknown>;
  return { status: response.status, body: parsed, type: response.headers.get('content-type') };
}

/** The codes at one place of a refusal, as `data.embeds.0.title`. */
export function codesAt(refusal: Refusal, place: string): string[] {
  let node: unknown = refusal.errors;
  for (const key of place.split('.')) node = (node as Record<string, unknown> | undefined)?.[key];
  const { _errors: errors = [] } = (node ?? {}) as { _errors?: { code: string }[] };
  return errors.map(({ code }) => code);
}

export const callbackPath = ({ d }: Frame): string => `/interactions/${d.id}/${d.token}/callback`;
