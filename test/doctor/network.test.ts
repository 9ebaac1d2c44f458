import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { Finding } from '../../src/doctor/check.ts';
import { discordCheck } from '../../src/doctor/discord.ts';
import { healthPort, previewPort } from '../../src/doctor/ports.ts';
import { startHealth } from '../../src/hosts/health/health.ts';
import { startLoopback } from '../../src/hosts/loopback/loopback.ts';
import { createLogger } from '../../src/log/logger.ts';
import { patient } from './patient.ts';

const TOKEN = 'test.token.secret';
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => { for (const close of closing.splice(0)) await close(); });

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => { server.closeAllConnections(); await new Promise((resolve) => server.close(resolve)); });
  return (server.address() as AddressInfo).port;
}

async function discord(settings: Record<string, string>): Promise<Finding | undefined> {
  const [finding] = await discordCheck(300).look(patient(settings));
  expect(JSON.stringify(finding)).not.toContain('secret');
  return finding;
}

describe('Discord', () => {
  it('is not asked without a token, which is no fault', async () => {
    expect(await discord({})).toMatchObject({ state: 'ok' });
  });

  it('knows the right token and refuses a wrong one', async () => {
    const loopback = await startLoopback({ token: TOKEN });
    closing.push(async () => loopback.close());
    expect(await discord({ DISCORD_TOKEN: TOKEN, DISCORD_API_URL: loopback.apiUrl })).toMatchObject({ state: 'ok', message: expect.stringMatching(/knows the token.*1000 more starts/u) as string });
    expect(await discord({ DISCORD_TOKEN: 'not.the.secret', DISCORD_API_URL: loopback.apiUrl })).toMatchObject({ state: 'problem', message: expect.stringMatching(/refused DISCORD_TOKEN/u) as string, remedy: expect.stringMatching(/Reset Token/u) as string });
    expect(await discord({ DISCORD_TOKEN: 'secret–token', DISCORD_API_URL: loopback.apiUrl })).toMatchObject({ state: 'problem', remedy: expect.stringMatching(/Reset Token/u) as string });
  });

  it.each<[string, RequestListener, string, RegExp]>([
    ['is a page of something else', (_request, response) => { response.setHeader('content-type', 'text/html').end('<html>Log in to the café’s network'); }, 'problem', /not Discord's API/u],
    ['redirects to a login page', (_request, response) => { response.writeHead(302, { location: 'http://127.0.0.1:9/login' }).end(); }, 'problem', /not Discord's API.*302/u],
    ['has a fault', (_request, response) => { response.writeHead(503).end(); }, 'warning', /fault of its own \(503\)/u],
    ['asks to wait', (_request, response) => { response.writeHead(429, { 'retry-after': '60' }).end('{}'); }, 'warning', /429/u],
    ['never answers', () => undefined, 'problem', /did not answer in time/u],
    ['begins a body that never ends', (_request, response) => { response.writeHead(200, { 'content-type': 'application/json' }).write('{'); }, 'problem', /not Discord's API|did not answer/u],
    ['allows no more sessions', (_request, response) => { response.setHeader('content-type', 'application/json').end(JSON.stringify({ username: 'b', session_start_limit: { remaining: 0 } })); }, 'problem', /no more sessions/u],
  ])('that %s is told as such', async (_what, listener, state, message) => {
    const api = `http://127.0.0.1:${await serve(listener)}/api`;
    expect(await discord({ DISCORD_TOKEN: TOKEN, DISCORD_API_URL: api })).toMatchObject({ state, message: expect.stringMatching(message) as string, remedy: expect.stringMatching(/\w/u) as string });
  });

  it('that is not reached is told apart from a refused token', async () => {
    const port = await serve(() => undefined);
    for (const close of closing.splice(0)) await close();
    expect(await discord({ DISCORD_TOKEN: TOKEN, DISCORD_API_URL: `http://127.0.0.1:${port}/api` })).toMatchObject({ state: 'problem', message: expect.stringMatching(/cannot be reached \(ECONNREFUSED\)/u) as string, remedy: expect.stringMatching(/network/u) as string });
  });

  it('is not asked while its settings are wrong', async () => {
    expect(await discord({ DISCORD_TOKEN: 'a b secret' })).toMatchObject({ state: 'warning', remedy: expect.stringMatching(/settings first/u) as string });
  });
});

describe('ports', () => {
  const look = async (name: 'HEALTH_PORT' | 'PREVIEW_PORT', port: number): Promise<Finding | undefined> => {
    const [finding] = await (name === 'HEALTH_PORT' ? healthPort : previewPort).look(patient({ [name]: String(port) }));
    return finding;
  };

  it('are free, Backfile’s own, or somebody else’s', async () => {
    const health = await startHealth({ healthPort: 0, discordToken: null }, createLogger({ logLevel: 'silent', discordToken: null }));
    const { port = 0 } = health ?? {};
    expect(await look('HEALTH_PORT', port)).toMatchObject({ state: 'ok', message: expect.stringContaining('a running Backfile') as string });
    await health?.stop();
    expect(await look('HEALTH_PORT', port)).toMatchObject({ state: 'ok', message: expect.stringContaining('is free') as string });
    const other = await serve((_request, response) => { response.end('ok'); });
    expect(await look('HEALTH_PORT', other)).toMatchObject({ state: 'problem', message: expect.stringContaining('another program') as string, remedy: expect.stringContaining('free port') as string });
    expect(await look('PREVIEW_PORT', other)).toMatchObject({ state: 'ok', message: expect.stringContaining('next free one') as string });
  });
});
