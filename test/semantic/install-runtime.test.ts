import { copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { semanticCheck } from '../../src/doctor/semantic.ts';
import { npmCi } from '../../src/semantic/npm.ts';
import { binaryFolder, checkPlatform, packagesSum, platformHere, runtimeState, RUNTIME_PACKAGE } from '../../src/semantic/runtime.ts';
import { patient } from '../doctor/patient.ts';
import { runBackfile, temporaryFolder } from '../support/process.ts';
import { CONTENT } from './model-server.ts';

let home: Awaited<ReturnType<typeof temporaryFolder>>;
beforeEach(async () => { home = await temporaryFolder(); });
afterEach(async () => { await home.remove(); });

/** What an install leaves that tells of it, without the runtime itself. */
async function stamped(stamp: { readonly platform?: string; readonly packages?: string }): Promise<void> {
  await mkdir(join(home.path, 'node_modules', binaryFolder()), { recursive: true });
  await writeFile(join(home.path, 'node_modules', 'backfile.json'), JSON.stringify({ platform: platformHere(), packages: await packagesSum(), ...stamp }));
}

describe('the runtime', () => {
  it('is missing, of another machine, of an older version, or ready', async () => {
    expect(await runtimeState(home.path)).toBe('missing');
    await mkdir(join(home.path, 'node_modules', binaryFolder()), { recursive: true });
    expect(await runtimeState(home.path)).toBe('missing');
    await stamped({ platform: 'plan9-mips' });
    expect(await runtimeState(home.path)).toBe('elsewhere');
    await stamped({ packages: 'another' });
    expect(await runtimeState(home.path)).toBe('older');
    await stamped({});
    expect(await runtimeState(home.path)).toBe('ready');
  });

  it('is not offered where it has no binaries, with what to do', () => {
    expect(() => { checkPlatform('darwin-x64'); }).toThrow(expect.objectContaining({ type: 'config', message: expect.stringMatching(/darwin-x64.*linux-x64/u) as string, remedy: expect.stringContaining('SEMANTIC') as string }) as Error);
    expect(() => { checkPlatform('linux-x64-musl'); }).toThrow(expect.objectContaining({ remedy: expect.stringContaining('glibc') as string }) as Error);
    for (const platform of ['linux-x64', 'linux-arm64', 'darwin-arm64', 'win32-x64']) expect(() => { checkPlatform(platform); }).not.toThrow();
  });

  it('that npm cannot fetch is told with what npm says', async () => {
    const closed = createServer();
    await new Promise<void>((resolve) => closed.listen(0, '127.0.0.1', resolve));
    const { port } = closed.address() as AddressInfo;
    closed.close();
    for (const name of ['package.json', 'package-lock.json']) await copyFile(join(RUNTIME_PACKAGE, name), join(home.path, name));
    const offline = { ...process.env, npm_config_registry: `http://127.0.0.1:${port}/`, npm_config_cache: join(home.path, 'cache'), npm_config_fetch_retries: '0' };
    await expect(npmCi(home.path, offline)).rejects.toMatchObject({ name: 'Fault', type: 'config', message: expect.stringContaining('ECONNREFUSED') as string, remedy: expect.stringContaining('registry') as string });
    await rm(join(home.path, 'package-lock.json'));
    await expect(npmCi(home.path, offline)).rejects.toMatchObject({ message: expect.stringMatching(/npm could not install the runtime: .*package-lock\.json/u) as string });
    await expect(npmCi(home.path, { PATH: home.path })).rejects.toMatchObject({ name: 'Fault', message: expect.stringContaining('npm cannot be started') as string });
  });
});

describe('backfile doctor, of meanings', () => {
  const look = async (value: string): Promise<unknown> => (await semanticCheck(home.path).look(patient({ SEMANTIC: value })))[0];

  it('says in one line that they are off', async () => {
    expect(await look('off')).toEqual({ name: 'semantic', state: 'ok', message: 'SEMANTIC is off: words answer alone.', remedy: null });
  });

  it('says what is not installed, and the command that does it', async () => {
    expect(await look('on')).toMatchObject({ state: 'warning', message: expect.stringContaining('runtime') as string, remedy: 'Run: npm run semantic:install -- bge-small-en-v1.5' });
    expect(await look(home.path)).toMatchObject({ state: 'warning', remedy: 'Run: npm run semantic:install -- --runtime-only' });
    await stamped({ platform: 'plan9-mips' });
    expect(await look('on')).toMatchObject({ state: 'warning', message: expect.stringContaining('another kind') as string });
    await stamped({});
    expect(await look('on')).toMatchObject({ state: 'warning', message: expect.stringMatching(/bge-small-en-v1\.5 is not installed.*Words answer alone/u) as string });
    expect(await look(join(home.path, 'absent'))).toMatchObject({ state: 'warning', message: expect.stringContaining('There is no folder') as string });
  });

  it('says licence and size of the model that is used, and what it had to guess', async () => {
    await stamped({});
    const folder = join(home.path, 'mine');
    await mkdir(folder);
    for (const [name, content] of Object.entries(CONTENT)) await writeFile(join(folder, name), content);
    expect(await look(folder)).toMatchObject({ state: 'warning', message: expect.stringMatching(/mine is there: licence not told, 0\.3 MB\. .*"mean" is used/u) as string, remedy: expect.stringContaining('backfile.json') as string });
    await writeFile(join(folder, 'backfile.json'), JSON.stringify({ pooling: 'mean', prefixes: {}, licence: 'MIT' }));
    expect(await look(folder)).toEqual({ name: 'semantic', state: 'ok', message: 'The model mine is there: licence MIT, 0.3 MB.', remedy: null });
  });
});

describe('backfile semantic-install', () => {
  it('lists the models with licence, languages and size, and installs nothing', async () => {
    const { code, stdout } = await runBackfile(['semantic-install', '--list'], {});
    expect(code).toBe(0);
    expect(stdout).toMatch(/^bge-small-en-v1\.5: licence MIT; English; 24\.6 MB to download, 34\.7 MB on disk; the usual one/mu);
    expect(stdout).toMatch(/^multilingual-e5-small: licence MIT; some 100 languages; 135\.4 MB/mu);
    const { models } = JSON.parse((await runBackfile(['semantic-install', '--list', '--json'], {})).stdout) as { models: object[] };
    expect(models).toContainEqual(expect.objectContaining({ name: 'all-minilm-l6-v2', licence: 'Apache-2.0', dimensions: 384, page: expect.stringMatching(/^https:/u) as string }));
  });

  it.each([['bert'], ['all-minilm-l6-v2', 'bge-small-en-v1.5'], ['--all']])('takes one name that is known, and not %s %s', async (...args) => {
    expect(await runBackfile(['semantic-install', ...args.filter((arg) => typeof arg === 'string')], {})).toMatchObject({ code: 1, stderr: expect.stringMatching(/\w/u) as string });
  });
});
