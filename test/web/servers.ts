import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type RequestListener, type ServerResponse } from 'node:http';
import type { AddressInfo, Server, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Fetcher } from '../../src/web/fetcher.ts';
import { openFetcher, type PoliteOptions } from '../../src/web/polite.ts';

/** One request, with the times of `performance.now()` at which it came and was answered. */
export interface Seen {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly start: number;
  end: number;
}

export interface Served {
  readonly port: number;
  /** Without a slash at the end. */
  readonly origin: string;
  readonly connections: readonly Socket[];
  /** All but those for robots.txt. */
  readonly seen: readonly Seen[];
  readonly robotsAsked: () => number;
  readonly server: Server;
}

/** Listens on 127.0.0.1 until the test is over. */
export async function listen(server: Server, host = '127.0.0.1'): Promise<{ port: number; connections: readonly Socket[]; server: Server }> {
  const connections: Socket[] = [];
  server.on('connection', (socket) => {
    connections.push(socket);
    socket.on('error', () => undefined);
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  onTestFinished(async () => {
    for (const socket of connections) socket.destroy();
    await new Promise((resolve) => server.close(resolve));
  });
  return { port: (server.address() as AddressInfo).port, connections, server };
}

type Handle = (request: IncomingMessage, response: ServerResponse, path: string) => void;

/** A web server of some pages, by path; anything else is 404. What is given for `robots` is its robots.txt. */
export async function serve(pages: Readonly<Record<string, Handle>> | Handle, robots?: string | Handle): Promise<Served> {
  const seen: Seen[] = [];
  let robotsAsked = 0;
  const answer: RequestListener = (request, response) => {
    const path = request.url ?? '';
    if (path === '/robots.txt') {
      robotsAsked++;
      if (typeof robots === 'function') robots(request, response, path);
      else response.writeHead(robots === undefined ? 404 : 200).end(robots);
      return;
    }
    const one: Seen = { method: request.method ?? '', path, headers: request.headers, start: performance.now(), end: NaN };
    seen.push(one);
    response.on('close', () => { one.end = performance.now(); });
    const handle = typeof pages === 'function' ? pages : pages[path];
    if (handle === undefined) response.writeHead(404).end('nothing');
    else handle(request, response, path);
  };
  const { port, connections, server } = await listen(createServer(answer));
  return { port, origin: `http://127.0.0.1:${port}`, connections, seen, robotsAsked: () => robotsAsked, server };
}

export function says(body: string | Buffer, headers: Readonly<Record<string, string>> = {}, status = 200): Handle {
  return (_request, response) => { response.writeHead(status, headers).end(body); };
}

export function leadsTo(address: string, status = 302): Handle {
  return (_request, response) => { response.writeHead(status, { location: address }).end(); };
}

/** Asks from this machine alone, unless told otherwise, and without a pause. Closed when the test is over. */
export function fetcherFor({ limits, ...options }: PoliteOptions): Fetcher {
  const fetcher = openFetcher({ ...options, limits: { pauseMs: 0, connectMs: 2_000, silenceMs: 5_000, totalMs: 10_000, ...limits } });
  onTestFinished(async () => fetcher.close());
  return fetcher;
}

/** A path for a file in a folder of its own, gone when the test is over. */
export async function freshFile(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'backfile-web-'));
  onTestFinished(async () => rm(folder, { recursive: true, force: true }));
  return join(folder, 'body');
}
