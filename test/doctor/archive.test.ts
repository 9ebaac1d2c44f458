import { chmod, cp, mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readConfig } from '../../src/config.ts';
import { openArchive } from '../../src/open.ts';
import { storePath } from '../../src/state-file.ts';
import { lockForIngest } from '../../src/store/lock.ts';
import { runBackfile, temporaryFolder } from '../support/process.ts';
import { finding } from './patient.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let settings: { readonly ARCHIVE_DIR: string; readonly STATE_DIR: string };
beforeEach(async () => {
  folder = await temporaryFolder();
  settings = { ARCHIVE_DIR: join(folder.path, 'archive'), STATE_DIR: join(folder.path, 'state') };
  await cp('data', settings.ARCHIVE_DIR, { recursive: true });
});
afterEach(async () => { await folder.remove(); });

const storeFile = (): string => storePath(readConfig(settings));
async function startOnce(more: Record<string, string> = {}): Promise<void> {
  await (await openArchive(readConfig({ ...settings, ...more }))).close();
}

/** All that is there, to the byte and the moment. */
async function everything(): Promise<unknown[]> {
  const names = (await readdir(folder.path, { recursive: true })).sort();
  return Promise.all(names.map(async (name) => {
    const path = join(folder.path, name);
    const { mtimeMs, size, mode } = await stat(path);
    return [name, mtimeMs, size, mode, (await stat(path)).isFile() ? (await readFile(path)).toString('base64') : null];
  }));
}

describe('the archive’s folder', () => {
  it('is told with its formats', async () => {
    expect(await finding('archive', settings)).toMatchObject({ state: 'ok', message: expect.stringContaining('blog-page 1') as string, remedy: null });
  });

  it.each<[string, () => Promise<unknown>, string, RegExp, RegExp]>([
    ['is not there', async () => rm(settings.ARCHIVE_DIR, { recursive: true }), 'problem', /does not exist/u, /Set ARCHIVE_DIR/u],
    ['is a file', async () => { await rm(settings.ARCHIVE_DIR, { recursive: true }); await writeFile(settings.ARCHIVE_DIR, ''); }, 'problem', /not a folder/u, /Set ARCHIVE_DIR/u],
    ['is empty', async () => rm(join(settings.ARCHIVE_DIR, 'iraq.txt')), 'warning', /no files/u, /ingest PATH/u],
    ['holds nothing of a known format', async () => writeFile(join(settings.ARCHIVE_DIR, 'iraq.txt'), Buffer.from([0, 1, 2, 0, 255])), 'problem', /format that is known/u, /README/u],
    ['holds something of no known format', async () => writeFile(join(settings.ARCHIVE_DIR, 'a.jpg'), Buffer.from([0xff, 0xd8, 0, 1])), 'warning', /1 file is of no known format.*blog-page 1/u, /--dry-run/u],
  ])('that %s is told with what to do', async (_what, make, state, message, remedy) => {
    await make();
    expect(await finding('archive', settings)).toMatchObject({ state, message: expect.stringMatching(message) as string, remedy: expect.stringMatching(remedy) as string });
  });

  it.each([
    ['names.yaml', '- ISIS', 'problem', /names\.yaml.*list of lists/u],
    ['names.yaml', '- [a, b', 'problem', /names\.yaml/u],
    ['corrections.yaml', '- article: x\n  colour: red\n', 'warning', /corrections\.yaml/u],
    ['origins.yaml', 'a: [1', 'problem', /origins\.yaml:1: .*no YAML/u],
    ['origins.yaml', 'https://a.example/', 'problem', /origins\.yaml:1: .*no list/u],
    ['origins.yaml', '- https://a.example/\n- url: ftp://b.example/\n', 'warning', /origins\.yaml:2: .*no address that can be fetched/u],
    ['origins.yaml', '- url: https://a.example/\n  every: never\n  colour: red\n', 'warning', /origins\.yaml:1: .*And 1 more/u],
  ])('with %s as %j is told', async (name, text, state, message) => {
    expect(await finding(name, settings)).toMatchObject({ state: 'ok' });
    await writeFile(join(settings.ARCHIVE_DIR, name), text);
    expect(await finding(name, settings)).toMatchObject({ state, message: expect.stringMatching(message) as string, remedy: expect.stringMatching(/\w/u) as string });
  });
});

describe('store and index', () => {
  it('that are not there yet will be made at the first start, and are not made by looking', async () => {
    const before = await everything();
    expect(await finding('state', settings)).toMatchObject({ state: 'ok', message: expect.stringContaining('will be made') as string });
    expect(await finding('store', settings)).toMatchObject({ state: 'warning', remedy: expect.stringContaining('Start Backfile once') as string });
    expect(await finding('index', settings)).toMatchObject({ state: 'ok' });
    expect(await everything()).toEqual(before);
  });

  it.each(['minisearch', 'fts5'])('that are as they should be are told, and nothing is changed by looking (%s)', async (index) => {
    await startOnce({ INDEX: index });
    const before = await everything();
    expect(await finding('store', settings)).toMatchObject({ state: 'ok', message: expect.stringMatching(/5 articles, 65 paragraphs, change \d+, version \d/u) as string });
    expect(await finding('index', { ...settings, INDEX: index })).toMatchObject({ state: 'ok', message: expect.stringMatching(new RegExp(`${index}.*in line with the store`, 'u')) as string });
    expect(await everything()).toEqual(before);
  });

  it('are told beside a running bot, and beside an ingest', async () => {
    const archive = await openArchive(readConfig(settings));
    expect(await finding('store', settings)).toMatchObject({ state: 'ok', message: expect.not.stringContaining('ingest') as string });
    const lock = await lockForIngest(storeFile());
    expect(await finding('store', settings)).toMatchObject({ state: 'ok', message: expect.stringContaining('An ingest is at work') as string });
    lock.release();
    expect((await archive.context.store.counts()).articles).toBe(5);
    await archive.close();
  });

  it('a store that a killed process left with its log is read with it, and left as it is', async () => {
    const archive = await openArchive(readConfig(settings));
    const file = storeFile();
    await archive.context.store.setCorrections('written to the log');
    const [store, log] = [await readFile(file), await readFile(`${file}-wal`)];
    await archive.close();
    await writeFile(file, store);
    await writeFile(`${file}-wal`, log);
    expect(log.length).toBeGreaterThan(0);
    expect(await finding('store', settings)).toMatchObject({ state: 'ok', message: expect.stringContaining('5 articles') as string });
    expect([await readFile(file), await readFile(`${file}-wal`)]).toEqual([store, log]);
  });

  it.each<[string, () => Promise<unknown>, RegExp, RegExp]>([
    ['is cut short', async () => truncate(storeFile(), 20_000), /damaged/u, /Move the file away/u],
    ['is no database', async () => writeFile(storeFile(), 'x'.repeat(5_000)), /damaged/u, /Move the file away/u],
    ['is another program’s', async () => { await rm(storeFile()); const other = new DatabaseSync(storeFile()); other.exec('CREATE TABLE t (x)'); other.close(); }, /another program/u, /Move the file away/u],
    ['is of a newer Backfile', async () => { const db = new DatabaseSync(storeFile()); db.exec('PRAGMA user_version = 999'); db.close(); }, /newer Backfile/u, /Update Backfile/u],
    ['is of an older Backfile', async () => { const db = new DatabaseSync(storeFile()); db.exec('PRAGMA user_version = 1'); db.close(); }, /older Backfile/u, /Move the file away/u],
  ])('a store that %s is told with what to do, and left as it is', async (_what, harm, message, remedy) => {
    await startOnce();
    await harm();
    const before = await everything();
    expect(await finding('store', settings)).toMatchObject({ state: 'problem', message: expect.stringMatching(message) as string, remedy: expect.stringMatching(remedy) as string });
    expect(await finding('index', settings)).toMatchObject({ state: 'warning', remedy: expect.stringContaining('store first') as string });
    expect(await everything()).toEqual(before);
  });

  it('an empty store file counts as none, and is not filled', async () => {
    await mkdir(settings.STATE_DIR);
    await writeFile(storeFile(), '');
    expect(await finding('store', settings)).toMatchObject({ state: 'warning', message: expect.stringContaining('Nothing is stored yet') as string });
    expect((await stat(storeFile())).size).toBe(0);
  });

  it('an index that is gone, behind or unknown is told', async () => {
    await startOnce();
    expect(await finding('index', { ...settings, INDEX: 'fts5' })).toMatchObject({ state: 'warning', message: expect.stringContaining('nothing of it is kept') as string });
    expect(await finding('index', { ...settings, INDEX: 'elastic' })).toMatchObject({ state: 'problem', message: expect.stringContaining('elastic') as string, remedy: expect.stringContaining('fts5') as string });
    const db = new DatabaseSync(storeFile());
    db.exec('UPDATE counter SET sequence = sequence + 3');
    db.close();
    expect(await finding('index', settings)).toMatchObject({ state: 'warning', message: expect.stringMatching(/holds change \d+, the store change \d+/u) as string, remedy: expect.stringContaining('verify --rebuild') as string });
    await truncate(`${storeFile()}.minisearch`, 700);
    expect(await finding('index', settings)).toMatchObject({ state: 'warning', message: expect.stringContaining('nothing of it is kept') as string });
  });
});

describe('the folder for what is remembered', () => {
  it('that is a file is told', async () => {
    await writeFile(settings.STATE_DIR, '');
    expect(await finding('state', settings)).toMatchObject({ state: 'problem', message: expect.stringContaining('not a folder') as string });
  });

  it('that may not be written to, or not be made, is told; as is an archive that may not be read', async ({ skip }) => {
    if (process.getuid?.() !== 0) skip('only root can become somebody who may not');
    await startOnce();
    await chmod(folder.path, 0o755);
    const look = async (more: Record<string, string> = {}): Promise<Record<string, unknown>[]> => {
      const { stdout, code } = await runBackfile(['doctor', '--json'], { ...settings, PREVIEW_PORT: '0', ...more }, { uid: 65_534 });
      expect(code).toBe(2);
      return (JSON.parse(stdout) as { checks: Record<string, unknown>[] }).checks;
    };
    expect(await look()).toContainEqual({ name: 'state', state: 'problem', message: expect.stringMatching(/cannot be written to.*EACCES/u) as string, remedy: expect.stringMatching(/Let this user write/u) as string });
    expect(await look({ STATE_DIR: join(folder.path, 'a', 'b') })).toContainEqual(expect.objectContaining({ name: 'state', state: 'problem', message: expect.stringMatching(/cannot be made/u) as string }));
    await chmod(settings.ARCHIVE_DIR, 0o700);
    expect(await look()).toContainEqual(expect.objectContaining({ name: 'archive', state: 'problem', message: expect.stringMatching(/cannot be read/u) as string, remedy: expect.stringMatching(/Let this user read/u) as string }));
  });
});
