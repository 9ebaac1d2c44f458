import { request } from 'node:http';
import { afterEach, describe, expect, it } from 'vitest';
import { startHealth, type Health } from '../../../src/hosts/health/health.ts';
import { createLogger } from '../../../src/log/logger.ts';
import type { OriginStatus } from '../../../src/origins/port.ts';

const log = createLogger({ logLevel: 'silent', discordToken: null });
const closing: (() => Promise<unknown>)[] = [];
afterEach(async () => { for (const close of closing.splice(0)) await close(); });

async function start(discordToken: string | null = null): Promise<Health> {
  const health = await startHealth({ healthPort: 0, discordToken }, log);
  if (health === null) throw new Error('no health');
  closing.push(async () => health.stop());
  return health;
}

interface Got {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
}

/** By hand: fetch does not let a Host header be chosen. */
async function get({ port }: Pick<Health, 'port'>, path: string, { method = 'GET', host = `127.0.0.1:${port}`, at = '127.0.0.1' } = {}): Promise<Got> {
  return new Promise((resolve, reject) => {
    request({ host: at, port, path, method, headers: { host } }, (response) => {
      let body = '';
      response.setEncoding('utf8').on('data', (text: string) => { body += text; }).on('end', () => { resolve({ status: response.statusCode ?? 0, headers: response.headers, body }); });
    }).on('error', reject).end();
  });
}

const archive = {
  counts: async () => ({ articles: 5, paragraphs: 65 }),
  sequences: async () => ({ store: 80, index: 78 }),
};
const origin = (id: string, parts: Partial<OriginStatus> = {}): OriginStatus => ({
  id, kind: 'feed', listed: 'added', state: 'current', articles: 3, gone: 0, lastSuccess: '2026-01-01T00:00:00.000Z', lastTry: null, nextTry: null, problem: null, filling: null, ...parts,
});
const failing = origin('https://b.example/feed', { state: 'failing', problem: { kind: 'dns', message: 'no such host', remedy: 'Check it.', retryAt: null, since: '2026-01-01T00:00:00.000Z', failures: 7 } });

describe('the health port', () => {
  it('is none where it is not asked for', async () => {
    expect(await startHealth({ healthPort: null, discordToken: null }, log)).toBeNull();
  });

  it('says that the process turns, and what is still missing for an answer', async () => {
    const health = await start('token');
    expect(await get(health, '/healthz')).toMatchObject({ status: 200, body: 'ok\n' });
    expect(await get(health, '/readyz')).toMatchObject({ status: 503 });
    expect(JSON.parse((await get(health, '/readyz')).body)).toEqual({ ready: false, reasons: ['The archive is not open yet.', 'Discord is not connected.'] });
    health.archiveOpened(archive);
    let isConnected = true;
    health.observer.discord(() => isConnected);
    expect(await get(health, '/readyz?verbose')).toMatchObject({ status: 200, body: '{"ready":true,"reasons":[]}\n' });
    isConnected = false;
    expect(JSON.parse((await get(health, '/readyz')).body)).toMatchObject({ reasons: ['Discord is not connected.'] });
  });

  it('needs no Discord without a token, and tells a store that cannot be read', async () => {
    const health = await start();
    health.archiveOpened(archive);
    expect((await get(health, '/readyz')).status).toBe(200);
    health.archiveOpened({ ...archive, sequences: async () => { throw new Error('gone'); } });
    expect(await get(health, '/readyz')).toMatchObject({ status: 503, body: expect.stringContaining('doctor') as string });
    expect(await get(health, '/metrics')).toMatchObject({ status: 200, body: expect.stringContaining('backfile_discord_connected 0') as string });
  });

  it('answers HEAD without a body, and nothing else than what there is', async () => {
    const health = await start();
    expect(await get(health, '/healthz', { method: 'HEAD' })).toMatchObject({ status: 200, body: '', headers: { 'content-length': '3' } });
    for (const path of ['/', '/healthz/', '/metrics/x', '/__proto__', '/constructor', '//healthz', '/%2e%2e/healthz']) expect((await get(health, path)).status).toBe(404);
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS', 'PATCH']) expect(await get(health, '/metrics', { method })).toMatchObject({ status: 405, headers: { allow: 'GET, HEAD' } });
  });

  it('is for this machine alone, whatever name points to it', async () => {
    const health = await start();
    for (const host of ['localhost', `localhost:${health.port}`, '127.0.0.1', '[::1]:9']) expect((await get(health, '/healthz', { host })).status).toBe(200);
    for (const host of ['evil.example', `evil.example:${health.port}`, '127.0.0.1.evil.example', 'localhost.evil.example', '10.0.0.1']) expect((await get(health, '/metrics', { host })).status).toBe(421);
    // Another of this machine's own addresses, at which whoever listens everywhere is reached.
    await expect(get(health, '/healthz', { at: '127.0.0.2' })).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('stops start-up with a remedy when its port is in use', async () => {
    const { port } = await start();
    await expect(startHealth({ healthPort: port, discordToken: null }, log)).rejects.toMatchObject({ type: 'config', message: expect.stringContaining(`HEALTH_PORT ${port}`) as string, remedy: expect.stringMatching(/free port/u) as string });
  });
});

describe('metrics', () => {
  const lines = async (health: Health): Promise<string[]> => (await get(health, '/metrics')).body.split('\n');

  it('count what was answered, how, and how long it took', async () => {
    const health = await start();
    for (const outcome of ['answer', 'answer', 'unsure', 'absent', 'user error', 'failed'] as const) health.observer.served({ kind: 'command', command: 'search', outcome, ms: 30 });
    health.observer.served({ kind: 'autocomplete', command: 'source', outcome: 'ok', ms: 1 });
    const told = await lines(health);
    expect(told).toEqual(expect.arrayContaining([
      'backfile_interactions_total{command="search",outcome="answer"} 2',
      'backfile_interactions_total{command="search",outcome="user error"} 1',
      'backfile_interactions_total{command="help",outcome="ok"} 0',
      'backfile_reply_duration_seconds_bucket{le="0.025",command="search"} 0',
      'backfile_reply_duration_seconds_bucket{le="0.05",command="search"} 6',
      'backfile_autocomplete_duration_seconds_count{command="source"} 1',
    ]));
    expect(told.some((line) => line.startsWith('nodejs_eventloop_lag_p99_seconds '))).toBe(true);
  });

  it('have one label for whatever is no command, however many are sent', async () => {
    const health = await start();
    for (let number = 0; number < 50; number++) health.observer.served({ kind: 'command', command: `no"such\n${number}`, outcome: 'user error', ms: 1 });
    const told = await lines(health);
    expect(told).toContain('backfile_interactions_total{command="other",outcome="user error"} 50');
    expect(told.join('\n')).not.toContain('such');
  });

  it('tell the archive, its index, Discord and each origin', async () => {
    const health = await start();
    health.archiveOpened(archive);
    health.observer.discord(() => true);
    health.originsKept(async () => [origin('https://a.example/feed'), failing, origin('https://c.example/', { state: 'new', lastSuccess: null })]);
    expect(await lines(health)).toEqual(expect.arrayContaining([
      'backfile_articles 5', 'backfile_paragraphs 65', 'backfile_store_sequence 80', 'backfile_index_lag 2', 'backfile_discord_connected 1',
      'backfile_origins{state="failing"} 1',
      'backfile_origin_state{origin="https://b.example/feed",state="failing"} 1',
      'backfile_origin_state{origin="https://b.example/feed",state="current"} 0',
      'backfile_origin_failures{origin="https://b.example/feed"} 7',
      'backfile_origin_last_success_timestamp_seconds{origin="https://a.example/feed"} 1767225600',
    ]));
    expect((await lines(health)).join('\n')).not.toContain('last_success_timestamp_seconds{origin="https://c.example/"}');
  });

  it('forget an origin that is kept no longer, tell at most a hundred, and the failing ones first', async () => {
    const health = await start();
    const many = Array.from({ length: 500 }, (_, number) => origin(`https://${number}.example/`));
    health.originsKept(async () => [...many, failing]);
    const told = await lines(health);
    expect(told.filter((line) => line.startsWith('backfile_origin_failures{'))).toHaveLength(100);
    expect(told).toContain('backfile_origin_failures{origin="https://b.example/feed"} 7');
    expect(told).toContain('backfile_origins{state="current"} 500');
    health.originsKept(async () => []);
    expect((await lines(health)).filter((line) => line.startsWith('backfile_origin_failures{'))).toEqual([]);
  });

  it('go on where one of them cannot be had', async () => {
    const health = await start();
    health.archiveOpened(archive);
    health.originsKept(async () => { throw new Error('no'); });
    expect(await lines(health)).toContain('backfile_articles 5');
  });
});
