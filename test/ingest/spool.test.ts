import { readdir, readFile, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { dryRun } from '../../src/ingest/dry-run.ts';
import { ingestPaths } from '../../src/ingest/ingest-paths.ts';
import { spool } from '../../src/ingest/spool.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { startBackfile } from '../support/process.ts';
import { TestFolder } from './folder.ts';
import { tiny } from './parsed.ts';

let folder: TestFolder;
beforeEach(async () => { folder = await TestFolder.make(); });
afterEach(async () => { await folder.remove(); });

const piped = (content: string | Uint8Array): Readable => Readable.from([Buffer.from(content as string)]);
const PAGE = 'tiny\n# A\none\n';

describe('Standard input', () => {
  it('is kept for its owner\'s eyes until it is removed', async () => {
    const spooled = await spool(piped(PAGE), folder.path);
    expect((await stat(spooled.file.path)).mode & 0o777).toBe(0o600);
    expect(await readFile(spooled.file.path, 'utf8')).toBe(PAGE);
    spooled.remove();
    expect(await readdir(folder.path)).toEqual([]);
  });

  it.each([['as it is', PAGE], ['as gzip', gzipSync(PAGE)]])('%s is one collection, named by its content: the same again changes nothing', async (_, content) => {
    const store = await openSqliteStore(':memory:');
    const take = async (what: string | Uint8Array): Promise<unknown> => {
      const spooled = await spool(piped(what), folder.path);
      const { added, changed, removed, collections, warnings } = await ingestPaths(store, { inputs: [spooled.file], archiveDir: folder.path, formats: [tiny] });
      spooled.remove();
      return { added, changed, removed, warnings, collections: collections.length };
    };
    expect(await take(content)).toEqual({ added: 1, changed: 0, removed: 0, warnings: [], collections: 1 });
    const sequence = await store.sequence();
    expect(await take(content)).toEqual({ added: 0, changed: 0, removed: 0, warnings: [], collections: 1 });
    expect(await store.sequence()).toBe(sequence);
    expect(await take('tiny\n# B\ntwo\n')).toMatchObject({ added: 1, removed: 0 });
    expect((await store.collections()).map(({ id }) => id)).toEqual([expect.stringMatching(/^stdin:\/\/[0-9a-f]{16}$/u), expect.stringMatching(/^stdin:/u)]);
    expect((await store.list({}, { limit: 5 })).articles.map(({ origin }) => origin)).toContainEqual({ file: 'stdin', line: 2 });
    await store.close();
  });

  it('is told of as an input of that name in a dry run', async () => {
    const spooled = await spool(piped(PAGE), folder.path);
    expect((await dryRun([spooled.file], [tiny])).articles.map(({ origin }) => origin)).toEqual([{ file: 'stdin', line: 2 }]);
    spooled.remove();
    const binary = await spool(piped(Uint8Array.from([0, 1, 2])), folder.path);
    await expect(dryRun([binary.file], [tiny])).rejects.toMatchObject({ type: 'user', message: 'stdin is not text.' });
    binary.remove();
  });

  it('that is a terminal or empty is the user\'s mistake, and leaves nothing', async () => {
    await expect(spool(Object.assign(piped('x'), { isTTY: true }), folder.path)).rejects.toMatchObject({ type: 'user' });
    await expect(spool(Readable.from([]), folder.path)).rejects.toMatchObject({ type: 'user', message: 'Standard input is empty.' });
    expect(await readdir(folder.path)).toEqual([]);
  });

  it('that breaks off or cannot be kept leaves nothing, and says so', async () => {
    const breaking = Readable.from((async function* () { yield Buffer.from('x'); throw new Error('the pipe broke'); })());
    await expect(spool(breaking, folder.path)).rejects.toMatchObject({ type: 'config', message: expect.stringContaining('the pipe broke') as string });
    expect(await readdir(folder.path)).toEqual([]);
    await expect(spool(piped('x'), await folder.write('file', ''))).rejects.toMatchObject({ type: 'config', message: expect.stringContaining('STATE_DIR') as string });
  });

  it('removes what a killed process left, and nothing else', async () => {
    const [dead, alive] = ['stdin-99999999-ab12.spool', `stdin-${process.pid}-ab12.spool`];
    for (const name of [dead, alive, 'archive.sqlite']) await folder.write(name, 'x');
    const spooled = await spool(piped(PAGE), folder.path);
    spooled.remove();
    expect((await readdir(folder.path)).sort()).toEqual(['archive.sqlite', alive]);
  });

  it.each(['SIGINT', 'SIGTERM'] as const)('is removed when %s ends the process', async (signal) => {
    const child = startBackfile(['ingest', '-', '--dry-run'], { STATE_DIR: folder.path }, { open: true });
    child.stdin.write('a beginning\n');
    while (!(await readdir(folder.path)).some((name) => name.endsWith('.spool'))) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill(signal);
    expect(await new Promise((resolve) => child.on('close', (_, by) => { resolve(by); }))).toBe(signal);
    expect(await readdir(folder.path)).toEqual([]);
  });
});
