import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import { SERVER_NAME } from '../server-name.ts';

export interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

/** What may be asked for, by path. */
export type Pages = Readonly<Record<string, () => Promise<Page>>>;

export const plainText = (status: number, body: string): Page => ({ status, type: 'text/plain; charset=utf-8', body: `${body}\n` });

/** Answers GET and HEAD of these pages to this machine; everything else is refused in words. */
export function createHealthServer(pages: Pages, log: Logger): Server {
  const server = createServer((request, response) => {
    // Nobody is to send anything here.
    request.resume();
    pageFor(request, pages)
      .catch((error: unknown) => {
        log.error({ err: error }, 'a page of the health port failed');
        return plainText(500, 'This could not be told; the log knows more.');
      })
      .then((page) => { send(request, response, page); }, () => { response.destroy(); });
  });
  server.on('clientError', (_error, socket) => { socket.destroy(); });
  return server;
}

async function pageFor(request: IncomingMessage, pages: Pages): Promise<Page> {
  // A web page elsewhere can point a name of its own to this machine; it cannot send another name than that.
  if (!isLoopback(request.headers.host ?? '')) return plainText(421, 'Only asked for by a name of this machine: http://127.0.0.1 or http://localhost.');
  const [path = ''] = (request.url ?? '').split('?', 1);
  if (!Object.hasOwn(pages, path)) return plainText(404, `There is nothing here. Try ${Object.keys(pages).join(', ')}.`);
  if (request.method !== 'GET' && request.method !== 'HEAD') return plainText(405, 'Only GET and HEAD.');
  return (pages[path] as () => Promise<Page>)();
}

function send(request: IncomingMessage, response: ServerResponse, { status, type, body }: Page): void {
  response.writeHead(status, {
    server: SERVER_NAME,
    'content-type': type,
    'content-length': Buffer.byteLength(body),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    ...(status === 405 && { allow: 'GET, HEAD' }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** With or without a port. */
function isLoopback(host: string): boolean {
  return /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/iu.test(host);
}
