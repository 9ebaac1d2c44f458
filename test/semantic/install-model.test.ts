import { spawn, spawnSync } from 'node:child_process';
import type { ServerResponse } from 'node:http';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Fault } from '../../src/errors.ts';
import { writeFolder } from '../../src/semantic/draft-folder.ts';
import { hasModel, hasWholeModel, installModel, type InstallModelOptions } from '../../src/semantic/install-model.ts';
import { findModel } from '../../src/semantic/model-folder.ts';
import type { NamedModel } from '../../src/semantic/models.ts';
import { zipped } from '../ingest/zipped.ts';
import { ROOT, temporaryFolder } from '../support/process.ts';
import { CONTENT, facts, modelIn, serve, type Server } from './model-server.ts';

const JAR = await zipped({ 'META-INF/MANIFEST.MF': Buffer.from('made'), 'made-q.onnx': CONTENT['model.onnx'], 'made-q-tokenizer.json': CONTENT['tokenizer.json'] });
const OTHER = Buffer.from(JAR).fill(0, JAR.length - 10);
const HTTP: InstallModelOptions = { schemes: ['http:'] };

let home: Awaited<ReturnType<typeof temporaryFolder>>;
let server: Server | null = null;
beforeEach(async () => { home = await temporaryFolder(); });
afterEach(async () => {
  server?.close();
  server = null;
  await home.remove();
});

const models = async (): Promise<string[]> => readdir(join(home.path, 'models'));

/** Installs it from a server that answers so. */
async function install(answer: (response: ServerResponse) => void, more: Partial<NamedModel> = {}, options: InstallModelOptions = HTTP): Promise<void> {
  server?.close();
  server = await serve({ '/made.jar': answer });
  await installModel(modelIn(JAR, `${server.base}/made.jar`, more), { home: home.path, ...options });
}

/** Why it was refused; nothing of it is left then. */
async function refused(work: Promise<void>): Promise<string> {
  const fault = await work.then(() => null, (error: unknown) => error);
  expect(fault).toBeInstanceOf(Fault);
  expect((fault as Fault).remedy).not.toBe('');
  expect(await models()).toEqual([]);
  return (fault as Fault).message;
}

describe('a model installed by name', () => {
  it('is unpacked from its jar, and tells what it is', async () => {
    const steps: [number, number][] = [];
    await install((response) => { response.end(JAR); }, {}, { ...HTTP, progress: (done, total) => steps.push([done, total]) });
    const found = await findModel({ model: 'made' }, home.path);
    expect(found).toMatchObject({ name: 'made', licence: 'MIT', pooling: 'cls', prefixes: { question: 'Q: ', passage: '' }, dimensions: 384, mostTokens: 256, notes: [] });
    expect(await readFile(found.files['model.onnx'])).toEqual(CONTENT['model.onnx']);
    expect(await readFile(found.files['tokenizer.json'])).toEqual(CONTENT['tokenizer.json']);
    expect(await models()).toEqual(['made']);
    expect((await readdir(join(home.path, 'models', 'made'))).sort()).toEqual(['backfile.json', 'model.onnx', 'tokenizer.json']);
    expect(steps.at(-1)).toEqual([JAR.length, JAR.length]);
  });

  it('is seen to be damaged when its bytes are looked at', async () => {
    await install((response) => { response.end(JAR); });
    const model = modelIn(JAR, '');
    const { files } = await findModel({ model: 'made' }, home.path);
    expect([await hasModel(model, home.path), await hasWholeModel(model, home.path)]).toEqual([true, true]);
    await writeFile(files['model.onnx'], Buffer.from(CONTENT['model.onnx']).fill(1, 20, 40));
    expect([await hasModel(model, home.path), await hasWholeModel(model, home.path)]).toEqual([true, false]);
  });

  it('comes in files of its own, too, behind a redirect', async () => {
    server = await serve({
      '/model': (response) => { response.writeHead(302, { location: '/elsewhere?key=1' }).end(); },
      '/elsewhere?key=1': (response) => { response.end(CONTENT['model.onnx']); },
      '/tokenizer': (response) => { response.end(CONTENT['tokenizer.json']); },
    });
    const downloads = [
      { url: `${server.base}/model`, ...facts(CONTENT['model.onnx']), gives: 'model.onnx' as const },
      { url: `${server.base}/tokenizer`, ...facts(CONTENT['tokenizer.json']), gives: 'tokenizer.json' as const },
    ];
    await installModel(modelIn(JAR, '', { downloads }), { home: home.path, ...HTTP });
    expect(await readFile((await findModel({ model: 'made' }, home.path)).files['model.onnx'])).toEqual(CONTENT['model.onnx']);
  });

  it.each<[string, (response: ServerResponse) => void, RegExp]>([
    ['is cut off', (response) => { response.writeHead(200, { 'content-length': JAR.length }).write(JAR.subarray(0, 100)); void setTimeout(50).then(() => response.destroy()); }, /could not be read \(/u],
    ['ends early', (response) => { response.end(JAR.subarray(0, -1)); }, new RegExp(`Only ${JAR.length - 1} of the ${JAR.length} bytes`, 'u')],
    ['is another file', (response) => { response.end(OTHER); }, /is not the file that was published: its sha256 is [\da-f]{64}, not [\da-f]{64}/u],
    ['is larger', (response) => { response.end(Buffer.concat([JAR, Buffer.from('x')])); }, new RegExp(`More came than the ${JAR.length} bytes`, 'u')],
    ['is not there', (response) => { response.writeHead(404).end(); }, /answered 404 to http/u],
    ['is refused', (response) => { response.writeHead(503).end(); }, /answered 503/u],
    ['leads in a circle', (response) => { response.writeHead(302, { location: '/made.jar' }).end(); }, /led on more than 5 times/u],
    ['leads to another kind of address', (response) => { response.writeHead(302, { location: 'file:///etc/passwd' }).end(); }, /led to file:/u],
  ])('is refused when the download %s, and nothing is kept', async (_, answer, message) => {
    expect(await refused(install(answer))).toMatch(message);
  });

  it('is given up when nothing is heard any more', async () => {
    const silent = (response: ServerResponse): void => { response.writeHead(200).write(JAR.subarray(0, 100)); };
    expect(await refused(install(silent, {}, { ...HTTP, silenceMs: 200 }))).toMatch(/said nothing for 0\.2 seconds/u);
    expect(await refused(install(() => undefined, {}, { ...HTTP, silenceMs: 200 }))).toMatch(/said nothing/u);
  });

  it('is not asked of a server that is not there, or without https', async () => {
    server = await serve({});
    server.close();
    expect(await refused(installModel(modelIn(JAR, `${server.base}/made.jar`), { home: home.path, ...HTTP }))).toMatch(/could not be read \(.*ECONNREFUSED/u);
    expect(await refused(install((response) => { response.end(JAR); }, {}, {}))).toMatch(/only https: is asked/u);
  });

  it('is refused when the jar holds something else than is known', async () => {
    const files = { 'model.onnx': facts(CONTENT['model.onnx']), 'tokenizer.json': facts(Buffer.from('{"version":"2.0"}')) };
    expect(await refused(install((response) => { response.end(JAR); }, { files }))).toMatch(/tokenizer\.json of made is not the one/u);
    const smaller = { ...files, 'model.onnx': { ...files['model.onnx'], bytes: 10 } };
    expect(await refused(install((response) => { response.end(JAR); }, { files: smaller }))).toMatch(/made-q\.onnx has 300000 bytes in it, not 10/u);
    const downloads = (url: string): NamedModel['downloads'] => [{ url, ...facts(JAR), gives: { 'model.onnx': 'absent.onnx' } }];
    expect(await refused(installModel(modelIn(JAR, '', { downloads: downloads(`${server?.base ?? ''}/made.jar`) }), { home: home.path, ...HTTP }))).toMatch(/absent\.onnx is not in it/u);
  });

  it('keeps what was there when a newer one does not come', async () => {
    await install((response) => { response.end(JAR); });
    const { id } = await findModel({ model: 'made' }, home.path);
    await expect(install((response) => { response.end(OTHER); })).rejects.toThrow(Fault);
    expect((await findModel({ model: 'made' }, home.path)).id).toBe(id);
    expect(await models()).toEqual(['made']);
  });

  it('keeps what was there when the newer one cannot take its place', async () => {
    const target = join(home.path, 'models', 'made');
    await writeFolder(target, async (draft) => { await writeFile(join(draft, 'a'), 'first'); });
    await expect(writeFolder(target, async () => undefined, { take: 'absent' })).rejects.toThrow(/ENOENT/u);
    expect(await readFile(join(target, 'a'), 'utf8')).toBe('first');
    expect(await models()).toEqual(['made']);
  });

  it('is not there half after it was killed, and the next time clears up', async () => {
    let heard = (): void => undefined;
    const coming = new Promise<void>((resolve) => { heard = resolve; });
    server = await serve({ '/made.jar': (response) => { response.writeHead(200, { 'content-length': JAR.length }).write(JAR.subarray(0, 200)); heard(); } });
    const model = modelIn(JAR, `${server.base}/made.jar`);
    const script = `import { installModel } from '${ROOT}src/semantic/install-model.ts'; await installModel(${JSON.stringify(model)}, ${JSON.stringify({ ...HTTP, home: home.path })});`;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: 'inherit' });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    await coming;
    await expect.poll(models).toEqual([`.made.${child.pid ?? 0}.draft`]);
    child.kill('SIGKILL');
    await ended;
    await expect(findModel({ model: 'made' }, home.path)).rejects.toMatchObject({ message: expect.stringContaining('not installed') as string, remedy: 'Run: npm run semantic:install -- made' });
    server.close();
    await install((response) => { response.end(JAR); });
    expect(await models()).toEqual(['made']);
  });

  it('leaves the draft of another process that is at it', async () => {
    await mkdir(join(home.path, 'models', `.made.${process.ppid}.draft`), { recursive: true });
    await install((response) => { response.end(JAR); });
    expect((await models()).sort()).toEqual([`.made.${process.ppid}.draft`, 'made']);
  });

  it('says when the disk is full, or cannot be written to', async ({ skip }) => {
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=200k', 'none', home.path]).status !== 0) skip('only root can make a small disk');
    try {
      expect(await refused(install((response) => { response.end(JAR); }))).toMatch(/ENOSPC/u);
        expect(spawnSync('mount', ['-o', 'remount,ro', home.path]).status).toBe(0);
      expect(await refused(install((response) => { response.end(JAR); }))).toMatch(/EROFS/u);
    } finally {
      spawnSync('umount', [home.path]);
    }
  });

  it('is told with a remedy when its files are not what they were', async () => {
    await install((response) => { response.end(JAR); });
    await writeFile(join(home.path, 'models', 'made', 'model.onnx'), CONTENT['model.onnx'].subarray(0, 5_000));
    await expect(findModel({ model: 'made' }, home.path)).rejects.toMatchObject({ message: expect.stringMatching(/has 5000 bytes, not the 300000/u) as string, remedy: 'Install it again: npm run semantic:install -- made' });
  });
});
