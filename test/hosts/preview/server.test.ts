import { stat } from 'node:fs/promises';
import { createServer, request as httpRequest, type IncomingHttpHeaders } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { openPreview, type RunningPreview } from './fixture.ts';

let preview: RunningPreview;
let key = '';
let cookie = '';

beforeAll(async () => {
  preview = await openPreview();
  key = new URL(preview.link).searchParams.get('key') ?? '';
  cookie = `backfile-preview-${preview.port}=${key}`;
});

afterAll(async () => {
  await preview.close();
});

interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly text: string;
}

/** A request with exactly these headers: fetch would not let a test forge Host or Origin. */
async function send(method: string, path: string, headers: Record<string, string> = {}, body?: string): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const sent = httpRequest({ host: '127.0.0.1', port: preview.port, method, path, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => { resolve({ status: response.statusCode ?? 0, headers: response.headers, text }); });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

const own = (): Record<string, string> => ({ cookie, origin: preview.origin, 'content-type': 'application/json' });

async function call(path: string, body: object): Promise<Reply & { readonly json: { error?: { message: string; remedy: string } } & Record<string, unknown> }> {
  const reply = await send('POST', `/api/${path}`, own(), JSON.stringify(body));
  return { ...reply, json: JSON.parse(reply.text) as Record<string, unknown> };
}

async function live(headers: Record<string, string>, path = '/live'): Promise<string> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`ws://127.0.0.1:${preview.port}${path}`, { headers });
    socket.on('message', (data: Buffer) => {
      resolve(data.toString());
      socket.close();
    });
    socket.on('error', (error) => { resolve(error.message); });
  });
}

describe('the door of the page', () => {
  it('opens with the link, which leaves the key in a cookie that no script and no other site can use', async () => {
    const { status, headers } = await send('GET', `/?key=${key}`);
    expect(status).toBe(200);
    expect(headers['set-cookie']?.[0]).toMatch(/HttpOnly; SameSite=Strict/u);
    expect((await send('GET', '/', { cookie })).status).toBe(200);
  });

  it('forbids the page everything from elsewhere and inline', async () => {
    const { headers } = await send('GET', '/', { cookie });
    const policy = headers['content-security-policy'] as string;
    expect(policy).toContain("default-src 'self'");
    expect(policy).toContain("require-trusted-types-for 'script'");
    expect(policy).not.toContain('unsafe');
  });

  it.each(['/', '/page.js', '/page.css', '/api/start', '/file?messageId=1&id=1', '/?key=', '/?key=wrong', '/page.js?key=KEY'])('stays shut for %s without the key, and says where it is', async (path) => {
    const { status, text } = await send('GET', path.replace('KEY', key));
    expect(status).toBe(403);
    expect(text).toContain('npm start');
    expect(text).not.toContain(key);
  });

  it.each([
    ['a foreign Host', (): Record<string, string> => ({ ...own(), host: `evil.example:${preview.port}` })],
    ['another port in Host', (): Record<string, string> => ({ ...own(), host: '127.0.0.1:1' })],
    ['a foreign Origin', (): Record<string, string> => ({ ...own(), origin: 'https://evil.example' })],
    ['Origin null', (): Record<string, string> => ({ ...own(), origin: 'null' })],
    ['another port in Origin', (): Record<string, string> => ({ ...own(), origin: 'http://127.0.0.1:1' })],
    ['no Origin', (): Record<string, string> => ({ cookie, 'content-type': 'application/json' })],
    ['no key', (): Record<string, string> => ({ origin: preview.origin, 'content-type': 'application/json' })],
    ['a wrong key', (): Record<string, string> => ({ ...own(), cookie: `backfile-preview-${preview.port}=${'x'.repeat(32)}` })],
  ])('stays shut for a command with %s', async (_what, headers) => {
    const before = (await call('command', { name: 'help' })).status;
    const { status } = await send('POST', '/api/command', headers(), '{"name":"help"}');
    expect([before, status < 500 && status >= 400]).toEqual([200, true]);
  });

  it.each([
    ['a foreign Host', (): Record<string, string> => ({ cookie, host: 'evil.example' })],
    ['a foreign Origin', (): Record<string, string> => ({ cookie, origin: 'https://evil.example' })],
  ])('stays shut for the page itself with %s, even with the key', async (_what, headers) => {
    expect((await send('GET', `/?key=${key}`, headers())).status).toBeGreaterThanOrEqual(400);
  });

  it('lets the page listen, and nobody else', async () => {
    expect(await live({ cookie, origin: preview.origin })).toContain('"hello"');
    for (const headers of [{ origin: preview.origin }, { cookie }, { cookie, origin: 'https://evil.example' }]) {
      expect(await live(headers as Record<string, string>)).toContain('403');
    }
    expect(await live({ cookie, origin: preview.origin }, '/other')).toContain('404');
  });

  it('keeps the key where only this user can read it, and the same over a restart', async () => {
    expect((await stat(join(preview.stateDir, 'preview-key'))).mode & 0o077).toBe(0);
    const again = await openPreview({ stateDir: preview.stateDir });
    await again.close();
    expect(again.link).toContain(key);
  });

  it('leaves the Discord behind it shut: another port, another token', async () => {
    const { apiUrl, token } = preview.loopback;
    expect(new URL(apiUrl).port).not.toBe(String(preview.port));
    expect(token).not.toBe(key);
    const response = await fetch(`${apiUrl}/v10/users/@me`, { headers: { authorization: `Bot ${key}` } });
    expect(response.status).toBe(401);
  });
});

describe('what bad input gets', () => {
  it('a port in use: the next free one', async () => {
    const blocker = createServer();
    await new Promise<void>((resolve) => { blocker.listen(0, '127.0.0.1', resolve); });
    const { port } = blocker.address() as { port: number };
    const beside = await openPreview({ port });
    expect(beside.port).toBeGreaterThan(port);
    expect(beside.port).toBeLessThan(port + 20);
    await beside.close();
    blocker.close();
  });

  it('10 MB: a clear sentence, and it goes on', async () => {
    const { status, text } = await send('POST', '/api/command', own(), JSON.stringify({ name: 'search', options: { question: 'x'.repeat(10_000_000) } }));
    expect(status).toBe(413);
    expect(text).toContain('more than Discord takes');
    expect((await call('command', { name: 'help' })).status).toBe(200);
  });

  it.each([
    ['no JSON', '{', 400],
    ['a list', '[]', 400],
  ])('%s: refused', async (_what, body, expected) => {
    expect((await send('POST', '/api/command', own(), body)).status).toBe(expected);
  });

  it('a form of another site: refused for its type', async () => {
    expect((await send('POST', '/api/command', { ...own(), 'content-type': 'text/plain' }, '{"name":"help"}')).status).toBe(415);
  });

  it.each<[string, string, object, number, RegExp]>([
    ['a command that is none', 'command', { name: 'nothing' }, 422, /no command "nothing"/u],
    ['a required option left out', 'command', { name: 'search', options: {} }, 422, /"question" is required/u],
    ['a word for a number', 'command', { name: 'latest', options: { count: 'many' } }, 422, /"count": must be a number/u],
    ['options of a wrong shape', 'command', { name: 'search', options: 'x' }, 422, /"question" is required/u],
    ['a message that is too long', 'message', { content: 'x'.repeat(3_000) }, 422, /at most 2000/u],
    ['a button of an earlier run', 'press', { messageId: '1', customId: 'x' }, 410, /before the bot was started anew/u],
    ['a form that is gone', 'submit', { key: 'x' }, 410, /form/u],
    ['a path that is none', 'nothing', {}, 404, /nothing at \/api\/nothing/u],
  ])('%s: what is wrong, and what to do', async (_what, path, body, expected, message) => {
    const { status, json } = await call(path, body);
    expect(status).toBe(expected);
    expect(json.error?.message).toMatch(message);
    expect(json.error?.remedy).toMatch(/\w/u);
  });
});

describe('what the page is told', () => {
  it('the commands as they are registered, and three questions that this archive answers', async () => {
    const { text } = await send('GET', '/api/start', { cookie });
    const start = JSON.parse(text) as { commands: { name: string }[]; questions: string[] };
    expect(start.commands.map(({ name }) => name)).toEqual(preview.loopback.commands.list(null).map(({ name }) => name));
    expect(start.commands.map(({ name }) => name)).toEqual(expect.arrayContaining(['search', 'source']));
    expect(start.questions).toHaveLength(3);
    expect(start.questions[0]).toBe('How worrisome is Iranian control of Iraq for the US?');
    for (const question of start.questions) {
      const { json } = await call('command', { name: 'search', options: { question } });
      expect(JSON.stringify(json)).not.toContain('Not in the archive');
      expect(JSON.stringify(json)).toContain(question.replace(/^What about ‘(.*)’\?$/u, '$1').slice(0, 20));
    }
  });

  it('a reply with the JSON that was sent and the time it took', async () => {
    const { json } = await call('command', { name: 'search', options: { question: 'drone attack' } });
    expect(json).toMatchObject({ failed: null, message: { author: { bot: true }, flags: 0 }, sent: [{ method: 'POST', status: 204, code: null, body: { type: 4, data: { allowed_mentions: { parse: [] } } } }] });
    expect(json['elapsedMs']).toBeGreaterThan(0);
    expect(JSON.stringify(json)).not.toContain(preview.loopback.token);
  });
});
