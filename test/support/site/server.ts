/** The process that plays the site: `node server.ts POSTS`, controlled by its parent's messages. */
import { createHash } from 'node:crypto';
import { createServer, type OutgoingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Blog } from './blog.ts';
import type { Call, Control, Reply } from './control.ts';
import { Exchange } from './exchange.ts';
import { Faults, misbehave } from './faults.ts';
import { route, type Answer } from './routes.ts';

const blog = new Blog(Number(process.argv[2] ?? '0'));
const faults = new Faults();
let exchanges: Exchange[] = [];
let base = '';

const control: Control = {
  add: (count) => blog.add(count),
  edit: (id, index, text) => blog.edit(id, index, text),
  vanish: (id, status) => blog.vanish(id, status),
  bringBack: (id) => blog.bringBack(id),
  reorderFeed: (seed) => { blog.reorderFeed(seed); },
  rewriteGuids: (prefix) => { blog.rewriteGuids(prefix); },
  setRobots: (text) => { blog.setRobots(text); },
  hideValidators: (hidden) => { blog.hideValidators(hidden); },
  fault: (path, fault, times) => { faults.add(path, fault, times); },
  clearFaults: () => { faults.clear(); },
  log: () => {
    const recorded = exchanges.map((exchange) => exchange.recorded());
    exchanges = [];
    return recorded;
  },
  posts: () => blog.posts(),
};

interface Validators {
  readonly etag: string;
  readonly 'last-modified': string;
}

function validatorsOf(answer: Answer): Validators | null {
  if (answer.modified === null || blog.validatorsHidden) return null;
  const etag = `"${createHash('sha256').update(answer.body).digest('hex').slice(0, 32)}"`;
  return { etag, 'last-modified': new Date(answer.modified).toUTCString() };
}

/** If-None-Match goes before If-Modified-Since (RFC 9110, 13.2.2). */
function unchanged(exchange: Exchange, validators: Validators): boolean {
  const { 'if-none-match': tags, 'if-modified-since': since } = exchange.request.headers;
  if (tags !== undefined) return tags.split(',').some((tag) => ['*', validators.etag].includes(tag.trim().replace(/^W\//, '')));
  return since !== undefined && Date.parse(validators['last-modified']) <= Date.parse(since);
}

async function answer(exchange: Exchange, regular: Answer): Promise<void> {
  const validators = validatorsOf(regular);
  const headers: OutgoingHttpHeaders = { ...validators };
  if (validators !== null && unchanged(exchange, validators)) {
    exchange.head(304, headers);
  } else {
    const body = Buffer.from(regular.body);
    if (regular.location !== undefined) headers['location'] = regular.location;
    exchange.head(regular.status, { ...headers, 'content-type': regular.type, 'content-length': body.length });
    await exchange.send([body]);
  }
  exchange.end();
}

async function handle(exchange: Exchange): Promise<void> {
  exchange.request.resume();
  const fault = faults.take(exchange.path);
  const regular = route(blog, base, exchange.path);
  if (fault === null) await answer(exchange, regular);
  // A slow answer is of the time at which it is given.
  else await misbehave(fault, exchange, regular, () => answer(exchange, route(blog, base, exchange.path)));
}

function reply({ id, call, args }: Call): Reply {
  try {
    const run = control[call] as (...args: readonly unknown[]) => unknown;
    return { id, result: run(...args) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
}

const server = createServer((request, response) => {
  const exchange = new Exchange(request, response);
  exchanges.push(exchange);
  handle(exchange).catch((error: unknown) => {
    console.error(error);
    response.destroy();
  });
});

process.on('message', (call: Call) => { process.send?.(reply(call)); });
process.on('disconnect', () => { process.exit(); });

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  base = `http://127.0.0.1:${port}`;
  process.send?.({ port });
});
