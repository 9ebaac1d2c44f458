import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

interface How {
  /** Only the next so many. */
  readonly times?: number;
  /** Only where the path holds this: `/webhooks/` is what follows a first answer. */
  readonly at?: string;
  /** Discord's own code of the error. */
  readonly code?: number;
}

export interface FaultyApi {
  readonly apiUrl: string;
  /** From now on answers to interactions have this status; null: what the API behind says. */
  fail(status: number | null, how?: How): void;
  /** How many answers were such. */
  readonly refused: number;
  close(): Promise<void>;
}

/** Stands between a bot and a Discord API, and answers for it with faults on demand. */
export async function startFaultyApi(behind: string): Promise<FaultyApi> {
  let status: number | null = null;
  let refused = 0;
  let [left, where, code] = [Infinity, '', 0];
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const path = (request.url ?? '').replace(/^\/api/u, '');
      if (status !== null && left > 0 && /\/(?:interactions|webhooks)\//u.test(path) && path.includes(where)) {
        left--;
        refused++;
        const limited = status === 429 && { 'retry-after': '0.1', 'x-ratelimit-scope': 'shared' };
        response.writeHead(status, { 'content-type': 'application/json', ...limited }).end(JSON.stringify({ message: `${status}: no`, code, ...(limited !== false && { retry_after: 0.1, global: false }) }));
        return;
      }
      const { authorization = '', 'content-type': type = 'application/json' } = request.headers;
      const answer = await fetch(`${behind}${path}`, { method: request.method ?? 'GET', headers: { authorization, 'content-type': type }, ...(chunks.length > 0 && { body: Buffer.concat(chunks) }) });
      const body = await answer.text();
      response.writeHead(answer.status, body === '' ? {} : { 'content-type': answer.headers.get('content-type') ?? '' }).end(body);
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    apiUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api`,
    get refused() { return refused; },
    fail: (wanted, { times = Infinity, at = '', code: told = 0 } = {}) => { [status, left, where, code] = [wanted, times, at, told]; },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
