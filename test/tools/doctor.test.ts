import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { readConfig } from '../../src/config.ts';
import { examine } from '../../src/doctor/doctor.ts';
import { drawFindings } from '../../src/doctor/draw.ts';
import type { OriginStatus } from '../../src/origins/port.ts';
import { newRecord } from '../../src/origins/record.ts';
import { storeFile } from '../../src/state-file.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { findings, patient } from '../doctor/patient.ts';
import { finished, printed, runBackfile, startMain, temporaryFolder } from '../support/process.ts';

const report = z.strictObject({
  checks: z.array(z.strictObject({ name: z.string().min(1), state: z.enum(['ok', 'warning', 'problem']), message: z.string().min(1), remedy: z.string().min(1).nullable() })).min(10),
  ok: z.boolean(),
});

let state: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => { state = await temporaryFolder(); });
afterEach(async () => { await state.remove(); });

describe('backfile doctor', () => {
  it('tells every wrong setting with what to do, and ends with code 2', async () => {
    const { code, stdout } = await runBackfile(['doctor', '--json'], { STATE_DIR: state.path, PREVIEW_PORT: 'x', HEALTH_PORT: '70000', LOG_LEVEL: 'loud', OWNER_IDS: 'jane', DISCORD_TOKEN: 'a s3cret' });
    expect(code).toBe(2);
    const { checks, ok } = report.parse(JSON.parse(stdout));
    expect(ok).toBe(false);
    const wrong = checks.filter(({ name }) => name === 'settings');
    expect(wrong.map(({ message }) => /PREVIEW_PORT|HEALTH_PORT|LOG_LEVEL|OWNER_IDS|DISCORD_TOKEN/u.exec(message)?.[0]).sort()).toEqual(['DISCORD_TOKEN', 'HEALTH_PORT', 'LOG_LEVEL', 'OWNER_IDS', 'PREVIEW_PORT']);
    for (const { remedy } of wrong) expect(remedy).not.toBeNull();
    expect(stdout).not.toContain('s3cret');
  });

  it('is content with a fresh copy, and reads on 80 columns', async () => {
    const { code, stdout } = await runBackfile(['doctor'], { STATE_DIR: state.path, PREVIEW_PORT: '0' });
    expect(code).toBe(0);
    for (const name of ['settings', 'node', 'archive', 'state', 'store', 'index', 'discord', 'owners', 'health port']) expect(stdout).toMatch(new RegExp(`^(?:ok|warning) +${name} `, 'mu'));
    expect(stdout).toMatch(/^1 warning\.$/mu);
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });

  it('takes no words', async () => {
    expect(await runBackfile(['doctor', 'please'], { STATE_DIR: state.path })).toMatchObject({ code: 1, stderr: expect.stringContaining('takes no words') as string });
  });

  it('looks beside a running bot, whose health port it knows', async () => {
    const bot = startMain({ STATE_DIR: state.path, HEALTH_PORT: '0', PREVIEW_PORT: '0', LOG_LEVEL: 'info' });
    const end = finished(bot);
    const [, port = ''] = await printed(bot, 'stderr', /"port":(\d+).*health at/u);
    await expect.poll(async () => (await fetch(`http://127.0.0.1:${port}/readyz`)).status, { timeout: 20_000 }).toBe(200);
    const { code, stdout } = await runBackfile(['doctor', '--json'], { STATE_DIR: state.path, HEALTH_PORT: port, PREVIEW_PORT: '0' });
    const { checks, ok } = report.parse(JSON.parse(stdout));
    expect(checks.filter((check) => check.state !== 'ok')).toEqual([]);
    expect([ok, code]).toEqual([true, 0]);
    expect(checks.find(({ name }) => name === 'health port')?.message).toContain('running Backfile');
    const metrics = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
    expect(metrics).toMatch(/^backfile_articles 5$/mu);
    expect(metrics).toMatch(/^backfile_index_lag 0$/mu);
    bot.kill('SIGTERM');
    expect((await end).code).toBe(0);
  });

  it('does not start, with what to do, when the health port is in use', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { code, stderr } = await finished(startMain({ STATE_DIR: state.path, HEALTH_PORT: String((other.address() as AddressInfo).port) }));
    expect(code).toBe(2);
    expect(stderr).toMatch(/HEALTH_PORT \d+ is in use.*\n.*free port/u);
    await new Promise((resolve) => other.close(resolve));
  });
});

describe('origins', () => {
  it('that fail are told by the tool with the reason and the next try, and do not make the whole fail', async () => {
    const store = await openSqliteStore(await storeFile(readConfig({ STATE_DIR: state.path })));
    await store.origins.save({
      ...newRecord('https://feed.example/', 'added', { every: null, fill: 0 }), nextTry: '2031-01-01T00:00:00.000Z',
      problem: { kind: 'dns', message: 'No host is known for https://feed.example/ (ENOTFOUND).', remedy: 'Check the spelling.', retryAt: null, since: '2030-12-01T00:00:00.000Z', failures: 3 },
    });
    await store.close();
    const { code, stdout } = await runBackfile(['doctor', '--json'], { STATE_DIR: state.path, PREVIEW_PORT: '0' });
    expect(report.parse(JSON.parse(stdout)).checks).toContainEqual({
      name: 'origin https://feed.example/', state: 'warning', message: expect.stringMatching(/No host is known.*3 times in a row/u) as string, remedy: expect.stringMatching(/Check the spelling.*2031-01-01/u) as string,
    });
    expect(code).toBe(0);
  });

  const origin = (id: string, parts: Partial<OriginStatus> = {}): OriginStatus => ({
    id, kind: 'feed', listed: 'added', state: 'current', articles: 3, gone: 0, lastSuccess: '2026-01-02T00:00:00.000Z', lastTry: null, nextTry: null, problem: null, filling: null, ...parts,
  });
  const broken = origin('https://b.example/a/very/long/address/of/a/feed/that/goes/on/and/on/and/on/for/more/than/a/line.xml', {
    state: 'failing', lastSuccess: null, nextTry: '2026-01-04T00:00:00.000Z',
    problem: { kind: 'gone', message: 'https://b.example answered 410.', remedy: 'Remove it.', retryAt: null, since: '2026-01-03T00:00:00.000Z', failures: 7 },
  });

  it('that fail are told one by one, with reason, since when and the next step', async () => {
    const settings = { STATE_DIR: state.path };
    const all = async (): Promise<OriginStatus[]> => [origin('https://a.example/feed'), broken, origin('https://c.example/', { state: 'new', lastSuccess: null })];
    expect(await findings('origins', settings, all)).toEqual([{ name: 'origins', state: 'ok', message: '3 origins are kept current; 1 of them fails; 1 not fetched yet; the last success was at 2026-01-02T00:00:00.000Z.', remedy: null }]);
    expect(await findings(`origin ${broken.id}`, settings, all)).toEqual([{
      name: `origin ${broken.id}`, state: 'warning',
      message: 'https://b.example answered 410. It has failed since 2026-01-03T00:00:00.000Z, 7 times in a row; it was never fetched.',
      remedy: 'Remove it. The next try is at 2026-01-04T00:00:00.000Z.',
    }]);
    const drawn = drawFindings(await examine(patient(settings, all)));
    expect(Math.max(...drawn.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(drawn.replace(/\s+/gu, '')).toContain(broken.id);
  });

  it('that cannot be asked for are a problem of their own', async () => {
    expect(await findings('origins', { STATE_DIR: state.path }, async () => { throw new Error('no table'); })).toMatchObject([{ state: 'problem', message: expect.stringContaining('no table') as string }]);
  });
});
