import { execFileSync, spawn } from 'node:child_process';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { article, collection } from '../store/articles.ts';
import { finished, ROOT } from '../support/process.ts';
import { TestArchive, type Failed } from '../support/test-archive.ts';

let kept: TestArchive;
const at = (...names: readonly string[]): string => kept.at(...names);
beforeEach(async () => { kept = await TestArchive.make(); });
afterEach(async () => { await kept.remove(); });

interface Backup { readonly file: string; readonly articles: number; readonly paragraphs: number; readonly bytes: number; readonly restore: string }

describe('backfile backup', () => {
  it('gives a store that opens in another STATE_DIR and answers the same', async () => {
    const before = await kept.answer(['search', 'JCPOA']);
    const made = await kept.printed<Backup>(['backup', at('copy.sqlite')]);
    expect(made).toMatchObject({ file: at('copy.sqlite'), articles: 5, paragraphs: 65 });
    await mkdir(at('restored'));
    // As the output says, into another STATE_DIR.
    execFileSync('sh', ['-c', made.restore.replaceAll(at('state'), at('restored'))]);
    expect(await readdir(at('restored'))).toEqual([basename(await kept.storeFile())]);
    expect(await kept.answer(['search', 'JCPOA'], { state: 'restored' })).toEqual(before);
    expect(await readdir(at())).not.toContainEqual(expect.stringContaining('.tmp'));
  });

  it('is whole while another process writes without a pause', async () => {
    await kept.answer(['latest']);
    const writer = spawn(process.execPath, ['--input-type=module', '-e', WRITER, await kept.storeFile()], { cwd: ROOT, stdio: 'pipe' });
    const ended = finished(writer);
    const made: Backup[] = [];
    for (const name of ['one.sqlite', 'two.sqlite', 'three.sqlite']) made.push(await kept.printed<Backup>(['backup', at(name)]));
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
    await kept.answer(['latest']);
    await kept.answer(['backup', at('copy.sqlite')]);
    const [store, copy] = [await openSqliteStore(await kept.storeFile()), await openSqliteStore(at('copy.sqlite'))];
    expect(await copy.identity()).not.toBe(await store.identity());
    // Both go on, each its own way, to the same sequence.
    for (const [one, word] of [[store, 'zeppelin'], [copy, 'balloon']] as const) await one.replaceCollection(collection('other.txt'), [article('x', [`A ${word} rose.`])]);
    expect(await copy.sequence()).toBe(await store.sequence());
    await store.close();
    await copy.close();
  });

  it('replaces a file only when told to, and says what is wrong', async () => {
    await kept.answer(['latest']);
    await writeFile(at('there'), 'precious');
    const refused = await kept.answer<Failed>(['backup', at('there')], {}, 1);
    expect(refused.error).toMatchObject({ message: `There is a file ${at('there')} already.`, remedy: expect.stringContaining('--force') as string });
    expect(await readFile(at('there'), 'utf8')).toBe('precious');
    await kept.answer(['backup', at('there'), '--force']);
    expect((await readFile(at('there'))).subarray(0, 6).toString()).toBe('SQLite');
    const nowhere = await kept.answer<Failed>(['backup', at('nowhere', 'copy')], {}, 1);
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
