import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { DiscordError, entityTooLarge, invalidJson, notFound } from './discord-error.ts';
import { route, type RestRequest, type RouteTools } from './routes.ts';
import { shelfPath } from './shelf.ts';
import { readMultipart, type Upload } from './uploads.ts';

/** One request that carried a body, and how it was answered. */
export interface SentBody {
  readonly method: string;
  /** After /api/v10, without the query. */
  readonly path: string;
  readonly body: unknown;
  readonly status: number;
  /** Discord's code of the refusal, or null. */
  readonly code: number | null;
}

export interface RestOptions extends RouteTools {
  readonly token: string;
  /** Told of every request that carried a body. */
  readonly record: (sent: SentBody) => void;
  /** Told of every request of the bot, with a body or without, when it has been answered. */
  readonly observe: (sent: SentBody) => void;
}

const prefix = '/api/v10/';
/** Discord's limit of one request, uploads included. */
const maxRequest = 25 * 1024 * 1024;

export function createRestServer(options: RestOptions): Server {
  const server = createServer((request, response) => {
    serve(request, response, options).catch((error: unknown) => {
      // A defect of the loopback itself must show in the test that met it, not pass for a refusal by Discord.
      response.writeHead(500).end(String(error));
    });
  });
  // Longer than clients keep idle connections, so that none is closed under a request.
  server.keepAliveTimeout = 65_000;
  return server;
}

async function serve(request: IncomingMessage, response: ServerResponse, options: RestOptions): Promise<void> {
  const method = request.method ?? 'GET';
  let raw: Buffer = Buffer.alloc(0);
  const target = request.url ?? '/';
  const queryAt = target.indexOf('?');
  const path = queryAt < 0 ? target : target.slice(0, queryAt);
  const query = new URLSearchParams(queryAt < 0 ? '' : target.slice(queryAt + 1));
  const contentType = request.headers['content-type'] ?? '';
  let body: unknown;
  let status = 204;
  let code: number | null = null;
  let answerBody: unknown;
  try {
    raw = await readAll(request);
    // Files are had without the bot's token, as from Discord's own store of them.
    if (path.startsWith(shelfPath) && (method === 'GET' || method === 'HEAD')) {
      options.shelf.serve(target, response);
      return;
    }
    if (!path.startsWith(prefix)) throw notFound();
    const parsed = await parseBody(raw, contentType);
    body = parsed.body;
    const isBot = request.headers.authorization === `Bot ${options.token}`;
    const parts = path.slice(prefix.length).split('/').map(decodeURIComponent);
    const restRequest: RestRequest = { method, parts, query, body, uploads: parsed.uploads, isBot };
    answerBody = route(restRequest, options).body;
    if (answerBody !== undefined) status = 200;
  } catch (error) {
    if (!(error instanceof DiscordError)) throw error;
    ({ status, code } = error);
    answerBody = error.toJSON();
  }
  const sent = { method, path: path.slice(prefix.length - 1), body, status, code };
  if (raw.length > 0) options.record(sent);
  // discord.js reads whatever is labelled as JSON: an empty answer must not be.
  if (answerBody === undefined) response.writeHead(status).end();
  else response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answerBody));
  options.observe(sent);
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  // What is too large is read to its end, so that the client hears the refusal, but not kept.
  for await (const chunk of request) {
    size += (chunk as Buffer).length;
    if (size <= maxRequest) chunks.push(chunk as Buffer);
  }
  if (size > maxRequest) throw entityTooLarge();
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
}

async function parseBody(raw: Buffer, contentType: string): Promise<{ body: unknown; uploads: Upload[] }> {
  if (raw.length === 0) return { body: undefined, uploads: [] };
  if (!contentType.startsWith('multipart/form-data')) return { body: parseJson(raw.toString('utf8')), uploads: [] };
  const { json, uploads } = await readMultipart(raw, contentType);
  return { body: json === null ? {} : parseJson(json), uploads };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw invalidJson();
  }
}
