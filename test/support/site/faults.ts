import { once } from 'node:events';
import type { OutgoingHttpHeaders } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { createGzip } from 'node:zlib';
import type { Exchange } from './exchange.ts';
import { plainPage } from './render.ts';
import type { Answer } from './routes.ts';

export type Fault =
  | { readonly status: number; readonly headers?: Readonly<Record<string, string>>; readonly body?: string }
  | { readonly redirect: string; readonly status: number }
  /** Redirects to itself, with a counter. */
  | { readonly loop: true }
  /** A body that never ends, in pieces of 1 KB; with `every`, one in so many milliseconds. */
  | { readonly endless: true; readonly every?: number }
  /** A body of one line of so many bytes. */
  | { readonly line: number }
  /** No answer at all. */
  | { readonly hang: true }
  /** Hangs up before the length that it told is sent. */
  | { readonly cut: true }
  /** About 1 MB of gzip that unpacks to 1 GB. */
  | { readonly bomb: true }
  | { readonly login: true }
  /** A web page without an article, with status 200. */
  | { readonly html: true }
  /** Waits, then answers as ever. */
  | { readonly slow: number }
  /** Says gzip and is plain. */
  | { readonly notGzip: true };

const PIECE = 65_536;
const GIGABYTE = 2 ** 30;

async function* endless(every: number): AsyncGenerator<Buffer> {
  const piece = Buffer.from(`<p>${'never '.repeat(169)}</p>\n`);
  for (;;) {
    // The site has others to serve, and control calls to answer.
    await (every > 0 ? wait(every) : turn());
    yield piece;
  }
}

function* ofBytes(bytes: number, piece: Buffer): Generator<Buffer> {
  for (let left = bytes; left > 0; left -= piece.length) yield left < piece.length ? piece.subarray(0, left) : piece;
}

/** Made while it is sent, so that nothing is made for a client that hung up. */
function bomb(): AsyncIterable<Buffer> {
  const gzip = createGzip();
  // The client's hanging up ends the stream early: no failure.
  pipeline(Readable.from(ofBytes(GIGABYTE, Buffer.alloc(PIECE))), gzip, () => undefined);
  return gzip;
}

async function whole(exchange: Exchange, status: number, headers: OutgoingHttpHeaders, pieces: Iterable<Buffer> | AsyncIterable<Buffer>): Promise<void> {
  exchange.head(status, headers);
  await exchange.send(pieces);
  exchange.end();
}

const redirected = (exchange: Exchange, status: number, location: string): Promise<void> => whole(exchange, status, { location, 'content-length': 0 }, []);

/** Answers with the regular body's start, then hangs up: the rest of what was told never comes. */
async function cut(exchange: Exchange, answer: Answer): Promise<void> {
  const body = Buffer.from(answer.body);
  exchange.head(200, { 'content-type': answer.type, 'content-length': body.length + PIECE });
  await exchange.send([body]);
  // What is still on its way to the client would be lost with the socket.
  if (exchange.open && exchange.response.writableLength > 0) await Promise.race([once(exchange.response, 'drain'), wait(100)]);
  exchange.response.destroy();
}

/** The path after one more turn of a redirect to itself. */
function nextTurn(path: string): string {
  const url = new URL(`http://site${path}`);
  url.searchParams.set('loop', String(Number(url.searchParams.get('loop') ?? '0') + 1));
  return url.pathname + url.search;
}

/** Answers with a fault; `regular` is what would have been answered, `answer` sends it. */
export async function misbehave(fault: Fault, exchange: Exchange, regular: Answer, answer: () => Promise<void>): Promise<void> {
  const type = { 'content-type': regular.type };
  if ('hang' in fault) return;
  if ('redirect' in fault) return redirected(exchange, fault.status, fault.redirect);
  if ('status' in fault) return whole(exchange, fault.status, { 'content-type': 'text/html; charset=UTF-8', ...fault.headers }, [Buffer.from(fault.body ?? '')]);
  if ('loop' in fault) return redirected(exchange, 302, nextTurn(exchange.path));
  if ('login' in fault) return redirected(exchange, 302, `/wp-login.php?redirect_to=${encodeURIComponent(exchange.path)}`);
  if ('endless' in fault) return whole(exchange, 200, type, endless(fault.every ?? 0));
  if ('line' in fault) return whole(exchange, 200, type, ofBytes(fault.line, Buffer.alloc(PIECE, 'a')));
  if ('bomb' in fault) return whole(exchange, 200, { ...type, 'content-encoding': 'gzip' }, bomb());
  if ('notGzip' in fault) return whole(exchange, 200, { ...type, 'content-encoding': 'gzip' }, [Buffer.from(regular.body)]);
  if ('html' in fault) return whole(exchange, 200, { 'content-type': 'text/html; charset=UTF-8' }, [Buffer.from(plainPage('This domain is parked'))]);
  if ('cut' in fault) return cut(exchange, regular);
  await wait(fault.slow);
  return answer();
}

interface SetFault {
  readonly path: RegExp;
  readonly fault: Fault;
  left: number;
}

/** The faults that are set, the latest first. */
export class Faults {
  #set: SetFault[] = [];

  add(pathRegexSource: string, fault: Fault, times: number | null): void {
    this.#set.unshift({ path: new RegExp(pathRegexSource), fault, left: times ?? Infinity });
  }

  clear(): void { this.#set = []; }

  /** The fault for a request; it counts as acted. A loop's own counter is no part of the path. */
  take(path: string): Fault | null {
    const bare = path.replace(/[?&]loop=\d+$/, '');
    const found = this.#set.find((one) => one.left > 0 && one.path.test(bare));
    if (found === undefined) return null;
    found.left -= 1;
    return found.fault;
  }
}
