import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Logger } from 'pino';
import type { PageFile } from './bundle.ts';
import { Download } from './download.ts';
import { checkRequest, cookieName, type Door } from './guard.ts';
import { DiscordError } from '../loopback/discord-error.ts';
import { isObject } from '../loopback/json.ts';
import { ClientRefusal } from '../loopback/refusal.ts';
import { SERVER_NAME } from '../server-name.ts';
import { Refusal } from './refusal.ts';
import type { Json } from './wire.ts';

/** What the page may ask for, by `METHOD /path`. */
export type Calls = Readonly<Record<string, (given: Json) => unknown>>;

/** Several times what Discord takes in one command. */
const MAX_BODY = 256 * 1024;

const HEADERS = {
  server: SERVER_NAME,
  // Trusted types: not even the page's own script may turn text into markup; lit's are its fixed templates.
  'content-security-policy':
    "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types lit-html",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'cache-control': 'no-store',
};

/** Serves the page's files and calls to whoever passes the door; every other request is refused in words. */
export function createPageServer(files: ReadonlyMap<string, PageFile>, calls: Calls, door: () => Door, log: Logger): Server {
  return createServer((request, response) => {
    for (const [name, value] of Object.entries(HEADERS)) response.setHeader(name, value);
    serve(request, response, { files, calls, door: door() }).catch((error: unknown) => {
      refuse(request, response, error, log);
    });
  });
}

interface Room {
  readonly files: ReadonlyMap<string, PageFile>;
  readonly calls: Calls;
  readonly door: Door;
}

async function serve(request: IncomingMessage, response: ServerResponse, { files, calls, door }: Room): Promise<void> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://page');
  const key = pathname === '/' ? searchParams.get('key') : null;
  checkRequest(request, door, key);
  const file = files.get(pathname);
  const isGet = request.method === 'GET' || request.method === 'HEAD';
  if (isGet && file !== undefined) {
    if (key !== null) response.setHeader('set-cookie', `${cookieName(door)}=${key}; Path=/; HttpOnly; SameSite=Strict`);
    response.writeHead(200, { 'content-type': file.type }).end(file.body);
    return;
  }
  const call = calls[`${request.method ?? ''} ${pathname}`];
  if (call === undefined) throw new Refusal(404, `There is nothing at ${pathname.slice(0, 80)}.`, 'The page is at /.');
  const answer = await call(isGet ? Object.fromEntries(searchParams) : await readBody(request));
  if (answer instanceof Download) {
    answer.send(response);
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
}

async function readBody(request: IncomingMessage): Promise<Json> {
  if (request.headers['content-type'] !== 'application/json') throw new Refusal(415, 'Only JSON is taken here.', 'Use the page.');
  const chunks: Buffer[] = [];
  let size = 0;
  // What is too large is read to its end, so that the browser hears the refusal, but not kept.
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size <= MAX_BODY) chunks.push(chunk as Buffer);
  }
  if (size > MAX_BODY) throw new Refusal(413, `That is ${size.toLocaleString('en')} bytes, more than Discord takes.`, 'Send a shorter text.');
  try {
    const body: unknown = JSON.parse(Buffer.concat(chunks).toString('utf8'));
    if (isObject(body)) return body;
  } catch {
    // Told below: it is no JSON object either way.
  }
  throw new Refusal(400, 'The request is no JSON object.', 'Use the page.');
}

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown, log: Logger): void {
  const { status, message, remedy } = refusalOf(error, log);
  if (response.headersSent) {
    response.destroy();
    return;
  }
  request.resume();
  if (request.headers.accept?.includes('text/html') === true) {
    response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(`${message}\n${remedy}\n`);
  } else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error: { message, remedy } }));
}

/** What Discord's own client would not send is the user's to mend; the rest is a defect, and told without its details. */
function refusalOf(error: unknown, log: Logger): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof ClientRefusal || error instanceof DiscordError) {
    return new Refusal(422, `Discord would not send this: ${error.message}.`, 'Change it and send it again.');
  }
  log.error({ err: error }, 'the preview page failed');
  return new Refusal(500, 'Something went wrong in the preview, not with what you typed.', 'Try again; the log in the terminal knows more.');
}
