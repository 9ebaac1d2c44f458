import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer as createSecure } from 'node:https';
import { createServer as createPlain, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Fetched, FetchOptions } from '../../src/web/fetcher.ts';
import type { PoliteOptions } from '../../src/web/polite.ts';
import type { Problem } from '../../src/web/problem.ts';
import { fetcherFor, freshFile, leadsTo, listen, says, serve, type Served } from './servers.ts';

const MIB = 2 ** 20;
const HERE: PoliteOptions = { allow: ['127.0.0.1'] };
const SOON: PoliteOptions = { ...HERE, limits: { silenceMs: 150, totalMs: 5_000 } };

interface Got {
  readonly fetched: Fetched;
  readonly file: string;
}

async function got(url: string, options: PoliteOptions = HERE, how: Partial<FetchOptions> = {}): Promise<Got> {
  const file = await freshFile();
  return { fetched: await fetcherFor(options).get(url, { file, ...how }), file };
}

/** The problem that came of it. Whatever it was, nothing may be left in the file. */
async function problemAt(url: string, options: PoliteOptions = HERE, how: Partial<FetchOptions> = {}): Promise<Problem> {
  const { fetched, file } = await got(url, options, how);
  expect(existsSync(file)).toBe(false);
  if (fetched.state !== 'failed') throw new Error(`came as ${fetched.state}`);
  expect(fetched.problem.message).toMatch(/^[^\p{Cc}]{10,500}$/u);
  expect(fetched.problem.remedy).toMatch(/^[^\p{Cc}]{10,300}$/u);
  return fetched.problem;
}

/** A server that writes what it wants to each connection, once something is asked; robots.txt is not there. */
async function serveRaw(answer: (socket: Socket, path: string) => void): Promise<string> {
  const server = createPlain((socket) => {
    socket.on('data', (asked) => {
      const path = /^\w+ (\S+)/u.exec(asked.toString())?.[1] ?? '';
      if (path === '/robots.txt') socket.write('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n');
      else answer(socket, path);
    });
  });
  return `http://127.0.0.1:${(await listen(server)).port}`;
}

describe('a document that is there', () => {
  it('is written to the file, with what is needed to ask again', async () => {
    const headers = { 'etag': '"abc"', 'last-modified': 'Sun, 01 Mar 2026 12:00:00 GMT', 'content-type': 'Text/HTML; charset=utf-8' };
    const { origin } = await serve({ '/': says('<p>gr\u00fcn', headers) });
    const { fetched, file } = await got(`${origin}/`);
    expect(fetched).toEqual({
      state: 'fetched', url: `${origin}/`, movedTo: null, bytes: 8, type: 'text/html', validators: { etag: '"abc"', lastModified: headers['last-modified'] },
      sha256: createHash('sha256').update('<p>gr\u00fcn').digest('hex'),
    });
    expect(await readFile(file, 'utf8')).toBe('<p>gr\u00fcn');
  });

  it('is not sent again when it is unchanged', async () => {
    const { origin, seen } = await serve((request, response) => {
      if (request.headers['if-none-match'] === '"abc"' || request.headers['if-modified-since'] === 'then') response.writeHead(304, { etag: '"abc"' }).end();
      else response.writeHead(200, { etag: '"abc"' }).end('new');
    });
    for (const validators of [{ etag: '"abc"', lastModified: null }, { etag: null, lastModified: 'then' }]) {
      const { fetched, file } = await got(`${origin}/`, HERE, { validators });
      expect([fetched, existsSync(file)]).toEqual([{ state: 'unchanged', url: `${origin}/` }, false]);
    }
    expect((await got(`${origin}/`, HERE, { validators: { etag: '"old"', lastModified: null } })).fetched.state).toBe('fetched');
    expect(seen.map(({ headers }) => [headers['if-none-match'], headers['if-modified-since']])).toEqual([['"abc"', undefined], [undefined, 'then'], ['"old"', undefined]]);
  });

  it('is asked for again by a mark of any bytes', async () => {
    const etag = Buffer.from('"gr\u00fcn"').toString('latin1');
    const { origin } = await serve((request, response) => { response.writeHead(request.headers['if-none-match'] === etag ? 304 : 200, { etag }).end(); });
    const { fetched } = await got(`${origin}/`);
    if (fetched.state !== 'fetched') throw new Error(fetched.state);
    expect((await got(`${origin}/`, HERE, { validators: fetched.validators })).fetched.state).toBe('unchanged');
  });

  it('cannot be unchanged when nothing is known of it', async () => {
    const { origin } = await serve({ '/': says('', {}, 304) });
    expect((await problemAt(`${origin}/`)).kind).toBe('status');
  });

  it('takes the place of what was in the file', async () => {
    const { origin } = await serve({ '/': says('short') });
    const file = await freshFile();
    await writeFile(file, 'something that is much longer');
    await fetcherFor(HERE).get(`${origin}/`, { file });
    expect(await readFile(file, 'utf8')).toBe('short');
  });

  it.each([['gzip', gzipSync('packed text')], ['br', brotliCompressSync('packed text')], ['GZIP', gzipSync('packed text')], ['identity', Buffer.from('packed text')], ['gzip, br', brotliCompressSync(gzipSync('packed text'))]])('is unpacked: %s', async (coding, body) => {
    const { origin } = await serve({ '/': says(body, { 'content-encoding': coding }) });
    const { fetched, file } = await got(`${origin}/`);
    expect([fetched.state, await readFile(file, 'utf8')]).toEqual(['fetched', 'packed text']);
  });

  it('may be empty', async () => {
    const { origin } = await serve({ '/': says('') });
    const { fetched, file } = await got(`${origin}/`);
    expect([fetched, await readFile(file, 'utf8')]).toEqual([expect.objectContaining({ state: 'fetched', bytes: 0 }), '']);
  });

  it('rejects when it cannot be written', async () => {
    const { origin } = await serve({ '/': says('x') });
    await expect(fetcherFor(HERE).get(`${origin}/`, { file: join(await freshFile(), 'nowhere', 'body') })).rejects.toThrow('ENOENT');
  });
});

describe('a status', () => {
  it.each([[404, 'not-found'], [410, 'gone'], [401, 'login'], [403, 'login'], [429, 'rate-limited'], [400, 'status'], [500, 'status'], [502, 'status'], [503, 'status'], [300, 'status'], [301, 'status'], [418, 'status'], [999, 'status']])('%i is a problem: %s', async (status, kind) => {
    const { origin } = await serve({ '/page': says('<p>Sorry', {}, status) });
    const problem = await problemAt(`${origin}/page`);
    expect(problem).toMatchObject({ kind, retryAt: null });
    expect(problem.message).toContain(`${origin}/page`);
  });

  it.each([429, 503])('%i with a time to wait ends all asking of that site until then', async (status) => {
    for (const wait of ['120', new Date(Date.now() + 120_000).toUTCString()]) {
      const { origin, seen } = await serve({ '/page': says('', { 'retry-after': wait }, status), '/other': says('there') });
      const other = await serve({ '/': says('there') });
      const fetcher = fetcherFor(HERE);
      const file = await freshFile();
      const first = await fetcher.get(`${origin}/page`, { file });
      expect(first).toMatchObject({ state: 'failed', problem: { kind: 'rate-limited' } });
      const until = first.state === 'failed' ? Date.parse(first.problem.retryAt ?? '') : NaN;
      expect(until).toBeGreaterThan(Date.now() + 60_000);
      expect(until).toBeLessThanOrEqual(Date.now() + 120_000);
      expect(await fetcher.get(`${origin}/other`, { file })).toMatchObject({ state: 'failed', problem: { kind: 'rate-limited', retryAt: expect.stringMatching(/^\d{4}-/u) as string } });
      expect(await fetcher.probe(`${origin}/other`)).toBe('unknown');
      expect(seen.length).toBe(1);
      expect((await fetcher.get(`${other.origin}/`, { file })).state).toBe('fetched');
    }
  });

  it.each(['0', new Date(Date.now() - 60_000).toUTCString(), 'soon', '', '-5'])('of too many requests until "%s" lets it be asked again at once', async (wait) => {
    const { origin, seen } = await serve({ '/page': says('', { 'retry-after': wait }, 429), '/other': says('there') });
    const fetcher = fetcherFor(HERE);
    const file = await freshFile();
    await fetcher.get(`${origin}/page`, { file });
    expect([(await fetcher.get(`${origin}/other`, { file })).state, seen.length]).toEqual(['fetched', 2]);
  });

  it('asks to wait no longer than a day, whatever it says', async () => {
    for (const wait of ['9'.repeat(400), 'Fri, 31 Dec 9999 23:59:59 GMT']) {
      const { origin } = await serve({ '/': says('', { 'retry-after': wait }, 503) });
      const { retryAt } = await problemAt(`${origin}/`);
      expect(Date.parse(retryAt ?? '')).toBeLessThanOrEqual(Date.now() + 86_400_000);
    }
  });

  it('of too many requests for the rules is one for all of the site', async () => {
    const { origin, seen } = await serve({ '/': says('there') }, says('', { 'retry-after': '120' }, 429));
    const problem = await problemAt(`${origin}/`);
    expect([problem.kind, problem.retryAt, seen.length]).toEqual(['rate-limited', expect.stringMatching(/^\d{4}-/u), 0]);
  });
});

describe('a redirect', () => {
  const chain = async (...statuses: readonly number[]): Promise<Served> => serve((request, response, path) => {
    const place = Number(path.slice(1));
    const status = statuses[place];
    (status === undefined ? says('there') : leadsTo(`/${place + 1}`, status))(request, response, path);
  });

  it.each([[[301], true], [[308], true], [[301, 308, 301], true], [[302], false], [[303], false], [[307], false], [[301, 302], false], [[302, 301], false]])('by %j moves it for good: %s', async (statuses, isForGood) => {
    const { origin } = await chain(...statuses);
    const last = `${origin}/${statuses.length}`;
    expect((await got(`${origin}/0`)).fetched).toMatchObject({ state: 'fetched', url: last, movedTo: isForGood ? last : null });
  });

  it('is followed as often as is allowed, and no more', async () => {
    const { origin, seen } = await chain(...Array.from({ length: 20 }, () => 302));
    expect((await problemAt(`${origin}/0`, { ...HERE, limits: { redirects: 3 } })).kind).toBe('redirects');
    expect(seen.length).toBe(4);
    expect((await got(`${origin}/17`, { ...HERE, limits: { redirects: 3 } })).fetched.state).toBe('fetched');
  });

  it('that leads back is a failure', async () => {
    const { origin } = await serve({ '/a': leadsTo('/b', 301), '/b': leadsTo('/a', 301), '/self': leadsTo('') });
    for (const path of ['/a', '/self']) expect((await problemAt(origin + path)).kind).toBe('redirects');
  });

  it.each(['/login', '/login?next=%2Fpage', '/wp-login.php?redirect_to=x', '/users/sign_in', '/en/signin/', '/accounts/login/', '/Log-In'])('to %s is a login page', async (address) => {
    const { origin, seen } = await serve({ '/page': leadsTo(address) });
    expect((await problemAt(`${origin}/page`)).kind).toBe('login');
    expect(seen.length).toBe(1);
  });

  it.each([['/gr\u00fcn', '/gr%C3%BCn'], ['/\u30cb\u30e5\u30fc\u30b9', '/%E3%83%8B%E3%83%A5%E3%83%BC%E3%82%B9']])('in raw UTF-8 leads where it says: %s', async (address, path) => {
    const { origin } = await serve({ '/': leadsTo(Buffer.from(address).toString('latin1')), [path]: says('there') });
    expect((await got(`${origin}/`)).fetched).toMatchObject({ state: 'fetched', url: origin + path });
  });

  it('to a place on a page is one to the page', async () => {
    const { origin } = await serve({ '/': leadsTo('/page#part', 301), '/page': says('there') });
    expect((await got(`${origin}/`)).fetched).toMatchObject({ url: `${origin}/page`, movedTo: `${origin}/page` });
  });

  it('that takes its time is held to the time for all of it', async () => {
    const { origin, seen } = await serve((request, response, path) => { setTimeout(() => { leadsTo(`${path}x`)(request, response, path); }, 80); });
    expect((await problemAt(`${origin}/`, { ...HERE, limits: { totalMs: 200, redirects: 20 } })).kind).toBe('timeout');
    expect(seen.length).toBeLessThan(5);
  });
});

describe('a server that is slow', () => {
  it('to send headers is given up', async () => {
    const { origin } = await serve({ '/': () => undefined });
    expect((await problemAt(`${origin}/`, SOON)).kind).toBe('timeout');
  });

  it('to go on with the body is given up', async () => {
    const { origin } = await serve({ '/': (_request, response) => { response.writeHead(200).write('begun'); } });
    expect((await problemAt(`${origin}/`, SOON)).kind).toBe('timeout');
  });

  const drip = async (path: string, headers: Readonly<Record<string, string>> = {}, start = Buffer.from('.')): Promise<string> => {
    const { origin } = await serve({
      [path]: (_request, response) => {
        response.writeHead(200, headers).write(start);
        const timer = setInterval(() => { response.write('.'); }, 20);
        response.on('close', () => { clearInterval(timer); });
      },
    });
    return origin + path;
  };

  it('and never ends is given up', async () => {
    for (const headers of [{}, { 'content-type': 'text/html; charset=iso-8859-1' }]) expect((await problemAt(await drip('/', headers), { ...HERE, limits: { totalMs: 200 } })).kind).toBe('timeout');
  });

  it('and dribbles its headers is given up', async () => {
    const origin = await serveRaw((socket) => {
      socket.write('HTTP/1.1 200 OK\r\nX: ');
      const timer = setInterval(() => { socket.write('x'); }, 20);
      socket.on('close', () => { clearInterval(timer); });
    });
    expect((await problemAt(`${origin}/`, { ...HERE, limits: { totalMs: 250 } })).kind).toBe('timeout');
  });

  it('to be found by its name is given up', async () => {
    const resolve = async (): Promise<never> => new Promise(() => undefined);
    expect((await problemAt('http://silent.test/', { resolve, limits: { totalMs: 150 } })).kind).toBe('timeout');
  });
});

describe('a body', () => {
  it('that is announced as too large is not begun', async () => {
    const { origin } = await serve({ '/': (_request, response) => { response.writeHead(200, { 'content-length': 50 * MIB }).write('x'); } });
    expect((await problemAt(`${origin}/`)).kind).toBe('too-large');
  });

  it('that turns out too large is broken off', async () => {
    let sent = 0;
    const { origin } = await serve({
      '/': (_request, response) => {
        const more = (): void => {
          while (!response.destroyed && sent < 100 * MIB) {
            sent += 65_536;
            if (!response.write(Buffer.alloc(65_536, 'x'))) return;
          }
        };
        response.on('drain', more);
        more();
      },
    });
    expect((await problemAt(`${origin}/`, HERE, { most: MIB })).kind).toBe('too-large');
    expect(sent).toBeLessThan(50 * MIB);
  });

  it('of just the most is taken', async () => {
    const { origin } = await serve({ '/': says(Buffer.alloc(1_000, 'x')), '/packed': says(gzipSync(Buffer.alloc(1_001, 'x')), { 'content-encoding': 'gzip' }) });
    expect((await got(`${origin}/`, HERE, { most: 1_000 })).fetched.state).toBe('fetched');
    expect((await problemAt(`${origin}/`, HERE, { most: 999 })).kind).toBe('too-large');
    expect((await problemAt(`${origin}/packed`, HERE, { most: 1_000 })).kind).toBe('too-large');
  });

  it.each([['gzip', gzipSync(Buffer.alloc(30 * MIB))], ['br', brotliCompressSync(Buffer.alloc(30 * MIB))], ['gzip, gzip', gzipSync(gzipSync(Buffer.alloc(30 * MIB)))]])('packed as %s to unpack without an end is a bomb', async (coding, body) => {
    const { origin } = await serve({ '/': says(body, { 'content-encoding': coding }) });
    expect((await problemAt(`${origin}/`)).kind).toBe('bomb');
  });

  it.each(['gzip', 'br', 'deflate', 'zstd', 'compress', 'gzip, gzip, gzip', 'b\u00e9\u0080\u009b'])('that is not packed as %s cannot be read', async (coding) => {
    const { origin } = await serve({ '/': says('This is plain text, whatever the header says of it.', { 'content-encoding': coding }) });
    for (let round = 0; round < 5; round++) expect((await problemAt(`${origin}/`)).kind).toBe('connection');
  });

  it.each(['gzip', 'br'])('packed as %s that is cut is not taken for whole', async (coding) => {
    const text = Array.from({ length: 5_000 }, (_, place) => String(place * 7_919)).join(' ');
    const packed = coding === 'gzip' ? gzipSync(text) : brotliCompressSync(text);
    const { origin } = await serve({ '/': says(packed.subarray(0, packed.length / 2), { 'content-encoding': coding }) });
    expect((await problemAt(`${origin}/`)).kind).toBe('connection');
  });

  it('that is cut before its announced end is not taken for whole', async () => {
    const origin = await serveRaw((socket) => { socket.end('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nbegun'); });
    expect((await problemAt(`${origin}/`)).kind).toBe('connection');
  });

  it('in pieces that is cut is not taken for whole', async () => {
    const origin = await serveRaw((socket) => { socket.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nbegun\r\n'); });
    expect((await problemAt(`${origin}/`)).kind).toBe('connection');
  });
});

describe('a connection', () => {
  it.each(['before', 'after'])('that is reset %s the headers is a failure', async (when) => {
    const origin = await serveRaw((socket) => {
      if (when === 'after') socket.write('HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\nbegun');
      setTimeout(() => { socket.resetAndDestroy(); }, 20);
    });
    expect((await problemAt(`${origin}/`)).kind).toBe('connection');
  });

  it('to nobody is a failure', async () => {
    const { origin, server } = await serve({});
    await new Promise((resolve) => server.close(resolve));
    expect((await problemAt(`${origin}/`)).kind).toBe('connection');
  });

  it.each(['SSH-2.0-OpenSSH_9.6\r\n', 'HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n', 'HTTP/1.1 200 OK\r\nX: a\u0001b\r\n\r\n', `HTTP/1.1 200 OK\r\nX: ${'x'.repeat(100_000)}\r\n\r\n`, '\u0000'.repeat(100)])('to what does not speak HTTP is a failure: %j', async (said) => {
    const origin = await serveRaw((socket) => { socket.end(said); });
    expect((await problemAt(`${origin}/`)).kind).toBe('connection');
  });
});

describe('a certificate', () => {
  let folder = '';
  let [key, cert] = ['', ''];
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'backfile-certificate-'));
    const [keyFile, certFile] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
    await promisify(execFile)('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-keyout', keyFile, '-out', certFile, '-days', '2', '-subj', '/CN=right.test', '-addext', 'subjectAltName=DNS:right.test']);
    [key, cert] = [await readFile(keyFile, 'utf8'), await readFile(certFile, 'utf8')];
  });
  afterAll(async () => rm(folder, { recursive: true, force: true }));

  const at = async (host: string): Promise<string> => {
    const { port } = await listen(createSecure({ key, cert }, (_request, response) => { response.end('there'); }));
    return `https://${host}:${port}/`;
  };
  const options: PoliteOptions = { allow: ['127.0.0.1', 'right.test', 'wrong.test'], resolve: async () => [{ address: '127.0.0.1' }] };

  it('that nobody vouches for is not accepted', async () => {
    for (const host of ['right.test', '127.0.0.1']) expect((await problemAt(await at(host), options)).kind).toBe('certificate');
  });

  it('of another host is not accepted', async () => {
    for (const host of ['wrong.test', '127.0.0.1']) expect((await problemAt(await at(host), { ...options, ca: cert })).kind).toBe('certificate');
  });

  it('that is trusted is accepted', async () => {
    for (const host of ['right.test', 'right.test.']) expect((await got(await at(host), { ...options, ca: cert })).fetched.state).toBe('fetched');
  });

  it('is wanted where the address says so', async () => {
    const { port } = await serve({ '/': says('there') });
    expect(['certificate', 'connection']).toContain((await problemAt(`https://127.0.0.1:${port}/`)).kind);
  });
});

describe('the character set of the header', () => {
  const MARK = '\uFEFF';
  const written = async (type: string, ...pieces: readonly Buffer[]): Promise<Buffer> => {
    const { origin } = await serve({
      '/': (_request, response) => {
        response.writeHead(200, { 'content-type': type });
        const next = (place: number): void => {
          const piece = pieces[place];
          if (piece === undefined) response.end();
          else response.write(piece, () => { setTimeout(next, 5, place + 1); });
        };
        next(0);
      },
    });
    const { fetched, file } = await got(`${origin}/`);
    expect(fetched.state).toBe('fetched');
    return readFile(file);
  };
  const bytewise = (body: Buffer): Buffer[] => [...body].map((byte) => Buffer.from([byte]));

  it.each([
    ['text/html; charset=iso-8859-1', Buffer.from('gr\u00fcn', 'latin1'), 'gr\u00fcn'], ['text/xml;charset="ISO-8859-1"', Buffer.from('gr\u00fcn', 'latin1'), 'gr\u00fcn'],
    ['text/html; charset=shift_jis', Buffer.from([0x83, 0x6a, 0x83, 0x85, 0x81, 0x5b, 0x83, 0x58]), '\u30cb\u30e5\u30fc\u30b9'], ['application/rss+xml; version=1; charset=windows-1251', Buffer.from([0xcd, 0xee]), '\u041d\u043e'],
    ['text/plain; charset=utf-16le', Buffer.from('gr\u00fcn', 'utf16le'), 'gr\u00fcn'],
  ])('%s is rewritten to UTF-8, which its mark says', async (type, body, text) => {
    expect((await written(type, body)).toString()).toBe(MARK + text);
    expect((await written(type, ...bytewise(body))).toString()).toBe(MARK + text);
  });

  it('yields to the mark of the text', async () => {
    const utf16 = Buffer.from(`${MARK}gr\u00fcn`, 'utf16le');
    expect(new TextDecoder('utf-16le').decode(await written('text/html; charset=utf-16', utf16))).toBe('gr\u00fcn');
    const utf8 = Buffer.from(`${MARK}gr\u00fcn`);
    expect((await written('text/html; charset=iso-8859-1', utf8)).toString()).toBe(`${MARK}gr\u00fcn`);
    expect((await written('text/html; charset=iso-8859-1', ...bytewise(utf8))).toString()).toBe(`${MARK}gr\u00fcn`);
  });

  it.each(['text/html; charset=utf-8', 'text/html', 'text/html; charset=nonsense', 'text/html; charset=', 'application/gzip; charset=iso-8859-1', 'image/png; charset=windows-1252'])('%s leaves the bytes as they are', async (type) => {
    const body = Buffer.from([0x1f, 0x8b, 0xff, 0x00, 0xfc]);
    expect(await written(type, body)).toEqual(body);
  });

  it('of text that ends within a character or at once does no harm', async () => {
    expect((await written('text/html; charset=shift_jis', Buffer.from([0x83]))).toString()).toBe(`${MARK}\uFFFD`);
    expect((await written('text/html; charset=iso-8859-1')).toString().replace(MARK, '')).toBe('');
    expect((await written('text/html; charset=iso-8859-1', Buffer.from([0xfc]))).toString()).toBe(`${MARK}\u00fc`);
  });
});

describe('what a message shows', () => {
  const HOSTILE = ['\u0080\u009b31m', '\t', ' \u00a0', '//', 'http://', 'http://[', 'http://user:hunter2@127.0.0.1/', 'http://user:hunter2@127.0.0.1:99999/', '//user:hunter2@', 'javascript:hunter2', 'user:hunter2@host'];

  it.each(HOSTILE)('is clean, whatever the server says: Location %j', async (location) => {
    const origin = await serveRaw((socket) => { socket.end(Buffer.from(`HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: ${location}\r\n\r\n`, 'latin1')); });
    const { message } = await problemAt(`${origin}/page`);
    expect(message).not.toMatch(/hunter2/u);
  });

  it.each([
    'http://user:hunter2@127.0.0.1/', 'https://hunter2@127.0.0.1/', 'http://user:hunter2@127.0.0.1:99999/', 'http://user:hunter2@exa mple.org/', 'ftp://user:hunter2@example.org/', 'user:hunter2@example.org',
    'http:user:hunter2@[/', 'http://user:hunter2@/', '//user:hunter2@example.org/x', 'http://user:hun/ter2:hunter2@:x/',
  ])('holds no password: %s', async (address) => {
    const problem = await problemAt(address);
    expect(problem.kind).toBe('address');
    expect(problem.message + problem.remedy).not.toContain('hunter2');
  });

  it('holds no line of its own, however the address is written', async () => {
    expect((await problemAt('http://exa\nmple .org/\u001b[31m\u202Eevil')).message).not.toMatch(/[\u202E\u001b\n]/u);
    expect((await problemAt(`foo:${'x'.repeat(10_000)}`)).message.length).toBeLessThan(500);
  });
});

describe('a caller who says stop', () => {
  const STOP = new Error('stop');
  const stopping = async (url: string, options: PoliteOptions = HERE): Promise<void> => {
    const file = await freshFile();
    const signal = AbortSignal.any([AbortSignal.timeout(60)]);
    await expect(fetcherFor(options).get(url, { file, signal })).rejects.toThrow(/timeout/iu);
    expect(existsSync(file)).toBe(false);
  };

  it('before it began, is obeyed', async () => {
    const { origin, seen } = await serve({ '/': says('there') });
    await expect(fetcherFor(HERE).get(`${origin}/`, { file: await freshFile(), signal: AbortSignal.abort(STOP) })).rejects.toBe(STOP);
    await expect(fetcherFor(HERE).probe(`${origin}/`, AbortSignal.abort(STOP))).rejects.toBe(STOP);
    expect(seen).toEqual([]);
  });

  it('while nothing comes, is obeyed', async () => {
    await stopping(`${(await serve({ '/': () => undefined })).origin}/`);
    await stopping(`${(await serve({}, () => undefined)).origin}/`);
  });

  it('within a body, is obeyed', async () => {
    const { origin } = await serve({ '/': (_request, response) => { response.writeHead(200).write('begun'); } });
    await stopping(`${origin}/`);
  });

  it('while a name is looked up, is obeyed', async () => {
    await stopping('http://silent.test/', { resolve: async () => new Promise(() => undefined) });
  });

  it('while waiting for the turn, is obeyed, and the next one has its turn', async () => {
    let letGo = (): void => undefined;
    const { origin, seen } = await serve({ '/slow': (_request, response) => { letGo = () => { response.end('at last'); }; }, '/quick': says('there') });
    const fetcher = fetcherFor(HERE);
    const slow = fetcher.get(`${origin}/slow`, { file: await freshFile() });
    const controller = new AbortController();
    const stopped = fetcher.get(`${origin}/stopped`, { file: await freshFile(), signal: controller.signal });
    const quick = fetcher.get(`${origin}/quick`, { file: await freshFile() });
    setTimeout(() => { controller.abort(STOP); }, 50);
    await expect(stopped).rejects.toBe(STOP);
    letGo();
    expect([(await slow).state, (await quick).state, seen.map(({ path }) => path)]).toEqual(['fetched', 'fetched', ['/slow', '/quick']]);
  });

  it('while pausing, is obeyed', async () => {
    const { origin, seen } = await serve({ '/': says('there') }, 'User-agent: *\nCrawl-delay: 20');
    await stopping(`${origin}/`);
    expect(seen).toEqual([]);
  });
});
