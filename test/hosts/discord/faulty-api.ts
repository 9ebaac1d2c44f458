import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface FaultyApi {
  readonly apiUrl: string;
  /** From now on so many answers to interactions have this status; null: what the API behind says. */
  fail(status: number | null): void;
  close(): Promise<void>;
}

/** Stands between a bot and a Discord API, and answers for it with faults on demand. */
export async function startFaultyApi(behind: string): Promise<FaultyApi> {
  let status: number | null = null;
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const path = (request.url ?? '').replace(/^\/api/u, '');
      if (status !== null && path.includes('/interactions/')) {
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ message: `${status}: no`, code: 0 }));
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
    fail: (wanted) => { status = wanted; },
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}
