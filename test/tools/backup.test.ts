import { execFileSync, spawn } from 'node:child_process';
import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { article, collection } from '../store/articles.ts';
import { finished, ROOT, runBackfile, temporaryFolder } from '../support/process.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const at = (...names: readonly string[]): string => join(folder.path, ...names);

beforeEach(async () => {
  folder = await temporaryFolder();
  await cp(join(ROOT, 'data'), at('data'), { recursive: true });
});
afterEach(async () => { await folder.remove(); });

async function backfile<T>(args: readonly string[], state = 'state', code = 0): Promise<T> {
  const ended = await runBackfile([...args, '--json'], { ARCHIVE_DIR: at('data'), STATE_DIR: at(state) });
  expect(ended).toMatchObject({ code });
  return JSON.parse(ended.stdout) as T;
}

interface Backup { readonly file: string; readonly articles: number; readonly paragraphs: number; readonly bytes: number; readonly restore: string }

const storeIn = async (state: string): Promise<string> => at(state, (await readdir(at(state))).find((name) => name.endsWith('.sqlite')) ?? 'none');

describe('backfile backup', () => {
  it('gives a store that opens in another STATE_DIR and answers the same', async () => {
    const before = await backfile(['search', 'JCPOA']);
    const made = await backfile<Backup>(['backup', at('copy.sqlite')]);
    expect(made).toMatchObject({ file: at('copy.sqlite'), articles: 5, paragraphs: 65 });
    await mkdir(at('restored'));
    // As the output says, into another STATE_DIR.
    execFileSync('sh', ['-c', made.restore.replaceAll(at('state'), at('restored'))]);
    expect(await readdir(at('restored'))).toEqual([basename(await storeIn('state'))]);
    expect(await backfile(['search', 'JCPOA'], 'restored')).toEqual(before);
    expect(await readdir(at())).not.toContainEqual(expect.stringContaining('.tmp'));
  });

  it('is whole while another process writes without a pause', async () => {
    await backfile(['latest']);
    const writer = spawn(process.execPath, ['--input-type=module', '-e', WRITER, await storeIn('state')], { cwd: ROOT, stdio: 'pipe' });
    const ended = finished(writer);
    const made: Backup[] = [];
    for (const name of ['one.sqlite', 'two.sqlite', 'three.sqlite']) made.push(await backfile<Backup>(['backup', at(name)]));
    writer.kill('SIGTERM');
    expect((await ended).stderr).toBe('');
    expect(made[2]?.articles).toBeGreaterThan(made[0]?.articles ?? 0);
    for (const { file, articles, paragraphs } of made) {
      const copy = await openSqliteStore(file);
      // Each of the writer's articles has two paragraphs, and is there whole or not at all.
      expect(paragraphs - 65).toBe(2 * (articles - 5));
      expect(await copy.counts()).toEqual({ articles, paragraphs });
      await copy.close();
    }
  });

  it('is not taken for the store that it is a copy of: what is kept beside that is not used for it', async () => {
    await backfile(['latest']);
    await backfile(['backup', at('copy.sqlite')]);
    const [store, copy] = [await openSqliteStore(await storeIn('state')), await openSqliteStore(at('copy.sqlite'))];
    expect(await copy.identity()).not.toBe(await store.identity());
    // Both go on, each its own way, to the same sequence.
    for (const [one, word] of [[store, 'zeppelin'], [copy, 'balloon']] as const) await one.replaceCollection(collection('other.txt'), [article('x', [`A ${word} rose.`])]);
    expect(await copy.sequence()).toBe(await store.sequence());
    await store.close();
    await copy.close();
  });

  it('replaces a file only when told to, and says what is wrong', async () => {
    await backfile(['latest']);
    await writeFile(at('there'), 'precious');
    const refused = await backfile<{ error: { message: string; remedy: string } }>(['backup', at('there')], 'state', 1);
    expect(refused.error).toMatchObject({ message: `There is a file ${at('there')} already.`, remedy: expect.stringContaining('--force') as string });
    expect(await readFile(at('there'), 'utf8')).toBe('precious');
    await backfile(['backup', at('there'), '--force']);
    expect((await readFile(at('there'))).subarray(0, 6).toString()).toBe('SQLite');
    const nowhere = await backfile<{ error: { message: string } }>(['backup', at('nowhere', 'copy')], 'state', 1);
    expect(nowhere.error.message).toContain('cannot be written');
    expect((await readdir(at())).sort()).toEqual(['data', 'state', 'there']);
  });
});

const WRITER = `
import { openSqliteStore } from './src/store/sqlite.ts';
const store = await openSqliteStore(process.argv[1]);
await store.begin('made.txt');
for (let number = 0; ; number++) {
  const id = 'w' + number;
  const known = { title: 'Report ' + number, publisher: null, publisherAlias: null, section: null, author: null, published: null, url: null, category: null, attribution: null, credits: [], origin: { file: 'made.txt', line: null } };
  const paragraphs = ['a', 'b'].map((letter, place) => ({ id: id + '.' + letter, number: place + 1, kind: 'prose', text: 'Paragraph ' + letter + ' of ' + number }));
  await store.save({ id, ...known, paragraphs, language: 'en', alsoAt: [], revisionOf: null }, { collection: 'made.txt', position: number });
}`;
