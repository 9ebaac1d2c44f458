import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readConfig } from '../../../src/config.ts';
import { startDiscord, type DiscordHost } from '../../../src/hosts/discord/host.ts';
import { startHealth, type Health } from '../../../src/hosts/health/health.ts';
import { startLoopback, type Loopback } from '../../../src/hosts/loopback/loopback.ts';
import { createLogger } from '../../../src/log/logger.ts';
import type { OpenArchive } from '../../../src/open.ts';
import { openSample } from '../../support/archive.ts';
import { ROOT } from '../../support/process.ts';

const TOKEN = 'test.token.1';

let loopback: Loopback;
let archive: OpenArchive;
let health: Health;
let discord: DiscordHost;

async function page(path: string): Promise<{ status: number; text: string }> {
  const response = await fetch(`http://127.0.0.1:${health.port}${path}`);
  return { status: response.status, text: await response.text() };
}

beforeAll(async () => {
  loopback = await startLoopback({ token: TOKEN });
  archive = await openSample();
  const config = readConfig({ DISCORD_TOKEN: TOKEN, DISCORD_API_URL: loopback.apiUrl, HEALTH_PORT: '0' });
  const log = createLogger({ logLevel: 'silent', discordToken: TOKEN });
  const started = await startHealth(config, log);
  if (started === null) throw new Error('no health');
  health = started;
  health.archiveOpened({ counts: async () => archive.context.store.counts(), sequences: async () => archive.sequences() });
  expect((await page('/readyz')).status).toBe(503);
  discord = await startDiscord(config, TOKEN, archive.context, log, { observer: health.observer });
});
afterAll(async () => {
  await discord.stop();
  expect(await page('/readyz')).toMatchObject({ status: 503, text: expect.stringContaining('Discord is not connected') as string });
  await health.stop();
  await archive.close();
  await loopback.close();
});

describe('a bot whose health is asked for', () => {
  it('is ready while its gateway is connected, and again when it is back', async () => {
    expect(await page('/readyz')).toMatchObject({ status: 200 });
    const again = loopback.gateway.nextSession();
    loopback.gateway.drop();
    await expect.poll(async () => (await page('/readyz')).status, { interval: 2 }).toBe(503);
    await again;
    await loopback.gateway.ready();
    await expect.poll(async () => (await page('/readyz')).status).toBe(200);
  });

  it('counts commands, buttons and autocomplete by what came of them', async () => {
    const { message } = await loopback.command({ name: 'search', options: { question: 'Kadhimi bodyguards injured in drone attack' } });
    await loopback.command({ name: 'search', options: { question: 'Kabul airport evacuation flights' } });
    await loopback.command({ name: 'search', options: { question: '  ' } });
    if (message === null) throw new Error('no message');
    await loopback.press(message, 'Source 1');
    await loopback.messageCommand({ name: 'Find in archive', message: loopback.write('A drone attack') });
    await loopback.autocomplete({ name: 'source', option: 'article', partial: 'Iraq' });
    await expect.poll(async () => (await page('/metrics')).text.split('\n')).toEqual(expect.arrayContaining([
      'backfile_interactions_total{command="search",outcome="answer"} 1',
      'backfile_interactions_total{command="search",outcome="absent"} 1',
      'backfile_interactions_total{command="search",outcome="user error"} 1',
      'backfile_interactions_total{command="source",outcome="ok"} 1',
      'backfile_interactions_total{command="find",outcome="answer"} 1',
      'backfile_reply_duration_seconds_count{command="search"} 3',
      'backfile_reply_duration_seconds_count{command="source"} 1',
      'backfile_autocomplete_duration_seconds_count{command="source"} 1',
      'backfile_discord_connected 1',
    ]));
  });
});

it('nothing of the metrics is loaded where they are not asked for', async () => {
  const loads = async (port: string): Promise<string> => {
    const script = `
      import Module from 'node:module';
      const { startHealth } = await import('./src/hosts/health/health.ts');
      await import('./src/hosts/discord/host.ts');
      await startHealth({ healthPort: ${port}, discordToken: null }, { info() {} });
      console.log(Object.keys(Module._cache).some((file) => file.includes('prom-client')));
      process.exit();`;
    return (await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], { cwd: ROOT })).stdout.trim();
  };
  expect(await Promise.all([loads('null'), loads('0')])).toEqual(['false', 'true']);
});
