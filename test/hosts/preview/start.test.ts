import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { finished, printed, runMain, startMain, temporaryFolder } from '../../support/process.ts';

let state: Awaited<ReturnType<typeof temporaryFolder>>;
let blocker: Server;
let port = 0;

beforeAll(async () => {
  state = await temporaryFolder();
  blocker = createServer();
  await new Promise<void>((resolve) => { blocker.listen(0, '127.0.0.1', resolve); });
  ({ port } = blocker.address() as AddressInfo);
});

afterAll(async () => {
  blocker.close();
  await state.remove();
});

const settings = (): Record<string, string> => ({ STATE_DIR: state.path, PREVIEW_PORT: String(port) });

describe('a start without a token', () => {
  it('serves the page while its input stays open, beside a port in use, and stops at SIGTERM', async () => {
    const bot = startMain(settings());
    const end = finished(bot);
    const [, link = ''] = await printed(bot, 'stdout', /(http:\/\/127\.0\.0\.1:\d+\/\?key=\S+)\n/u);
    expect((await fetch(link)).status).toBe(200);
    expect(new URL(link).port).not.toBe(String(port));
    bot.stdin.write('/help\n');
    bot.kill('SIGTERM');
    const { code, stdout, stderr } = await end;
    expect(code).toBe(0);
    expect(stdout).toContain(`Port ${port} is in use`);
    expect(stderr).not.toMatch(/error/iu);
    await expect(fetch(link)).rejects.toThrow();
  });

  it('answers a pipe and ends, without the page', async () => {
    const { code, stdout } = await runMain(settings(), '/help\n');
    expect(code).toBe(0);
    expect(stdout).toContain('Promises');
    expect(stdout).not.toContain('http://127.0.0.1');
  });

  it('ends without input, without the page', async () => {
    const { code, stdout } = await runMain(settings());
    expect(code).toBe(0);
    expect(stdout).not.toContain('http://127.0.0.1');
  });
});
