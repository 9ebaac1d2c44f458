import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readListed } from '../../src/origins/listed.ts';
import { newRecord } from '../../src/origins/record.ts';
import { ListedOrigins } from '../../src/origins/sync-listed.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';

let folder: string;
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'backfile-listed-')); });
afterEach(async () => { await rm(folder, { recursive: true }); });

const write = async (text: string): Promise<void> => writeFile(join(folder, 'origins.yaml'), text);

describe('origins.yaml', () => {
  it('may be missing or empty', async () => {
    expect(await readListed(folder)).toEqual({ origins: new Map(), folders: [], warnings: [], isReadable: true });
    await write('# nothing yet\n');
    expect((await readListed(folder)).warnings).toEqual([]);
  });

  it('lists addresses, how often each is refreshed and how much of its past is fetched, and folders', async () => {
    await write('- example.org/feed\n- url: https://Other.example/\n  every: 6h\n  fill: 20\n- url: https://third.example/\n  every: "0 6 * * *"\n- folder: exports\n');
    const { origins, folders, warnings } = await readListed(folder);
    expect(Object.fromEntries(origins)).toEqual({
      'https://example.org/feed': { every: null, fill: 100 },
      'https://other.example/': { every: 360, fill: 20 },
      'https://third.example/': { every: '0 6 * * *', fill: 100 },
    });
    expect(folders).toEqual([join(folder, 'exports')]);
    expect(warnings).toEqual([]);
  });

  it('tells what it cannot understand with its line, and takes the rest', async () => {
    await write('- https://example.org/\n- ftp://example.org/\n- url: https://a.example/\n  every: never\n  colour: red\n- https://example.org/\n- 7\n');
    const { origins, warnings, isReadable } = await readListed(folder);
    expect([...origins.keys()]).toEqual(['https://example.org/', 'https://a.example/']);
    expect(isReadable).toBe(true);
    expect(warnings.map(({ where }) => where)).toEqual(['origins.yaml:2', 'origins.yaml:3', 'origins.yaml:3', 'origins.yaml:6', 'origins.yaml:7']);
    expect(warnings.map(({ what }) => what).join('\n')).toMatch(/ftp:[\s\S]*colour[\s\S]*never[\s\S]*twice[\s\S]*no origin/u);
  });

  it.each(['- [https://example.org', 'url: https://example.org/', '"https://example.org/'])('that is no list of origins (%s) says nothing of what was listed before', async (text) => {
    await write(text);
    expect(await readListed(folder)).toMatchObject({ isReadable: false, warnings: [{ where: expect.stringMatching(/^origins\.yaml:\d+$/u) as string }] });
  });

  it('is followed: what it lists newly is kept, what it lists no more is not, and nothing of it is forgotten', async () => {
    const store = await openSqliteStore(join(folder, 'store.sqlite'));
    const listed = new ListedOrigins(folder, store.origins);
    const kept = async (): Promise<string[]> => {
      await listed.follow();
      return (await store.origins.list()).filter((record) => record.listed === 'origins.yaml').map(({ id, every }) => `${id} ${String(every)}`);
    };
    expect(await kept()).toEqual([]);
    await write('- https://a.example/\n- https://b.example/\n');
    expect(await kept()).toEqual(['https://a.example/ null', 'https://b.example/ null']);
    await store.origins.change('https://a.example/', (was) => ({ ...was, etag: '"7"' }));
    await write('- url: https://b.example/\n  every: 2h\n');
    expect(await kept()).toEqual(['https://b.example/ 120']);
    await write('- broken: [');
    expect(await kept()).toEqual(['https://b.example/ 120']);
    await write('- url: https://a.example/\n  every: 1d\n');
    expect(await kept()).toEqual(['https://a.example/ 1440']);
    expect((await store.origins.get('https://a.example/'))?.etag).toBe('"7"');
    await store.close();
  });

  it('leaves to an administrator what one added before it was listed', async () => {
    const store = await openSqliteStore(join(folder, 'store.sqlite'));
    const listed = new ListedOrigins(folder, store.origins);
    await store.origins.save(newRecord('https://a.example/', 'added', { every: null, fill: 100 }));
    await write('- https://a.example/\n- https://b.example/\n');
    await listed.follow();
    await write('# nothing\n');
    await listed.follow();
    expect((await store.origins.list()).map(({ id, listed: by }) => [id, by])).toEqual([['https://a.example/', 'added'], ['https://b.example/', 'once']]);
    await store.close();
  });
});
