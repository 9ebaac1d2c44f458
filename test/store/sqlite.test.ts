import { execFile } from 'node:child_process';
import { mkdtemp, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { SCHEMA } from '../../src/store/schema.ts';
import { storeFault } from '../../src/store/sqlite-faults.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import { article, collection } from './articles.ts';
import { testStore } from './contract.ts';

let folder: string;
let file: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'backfile-store-'));
  file = join(folder, 'store.sqlite');
});
afterEach(async () => { await rm(folder, { recursive: true }); });

testStore('SQLite', async () => openSqliteStore(file));

const quick = { busyTimeoutMs: 50 };
const storeFaultLike = (message: RegExp, remedy: RegExp): object =>
  ({ name: 'Fault', type: 'store', message: expect.stringMatching(message) as string, remedy: expect.stringMatching(remedy) as string });

async function fill(paragraphs = 1): Promise<void> {
  const store = await openSqliteStore(file);
  await store.replaceCollection(collection('p'), [article('x', Array.from({ length: paragraphs }, (_, place) => `Text ${place} `.repeat(100)))]);
  await store.close();
}

describe('A store file', () => {
  it('keeps everything when it is closed and opened again', async () => {
    await fill();
    const store = await openSqliteStore(file);
    expect((await store.articlesOf('p')).map(({ id }) => id)).toEqual(['x']);
    expect(await store.sequence()).toBeGreaterThan(0);
    await store.close();
  });

  it('is not written by opening and reading it', async () => {
    await fill();
    const before = await readFile(file);
    const store = await openSqliteStore(file);
    await store.list({}, { limit: 10 });
    await store.replaceCollection(collection('p'), await Promise.all((await store.articlesOf('p')).map(async (each) => ({ ...each, language: 'en', alsoAt: [], revisionOf: null }))));
    await store.close();
    expect((await readFile(file)).equals(before)).toBe(true);
  });

  it('can be opened and read while another process holds the write lock; what it then writes is refused with a remedy', async () => {
    await fill();
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const store = await openSqliteStore(file, quick);
    expect(await store.article('x')).toMatchObject({ id: 'x' });
    await expect(store.removeCollection('p')).rejects.toMatchObject(storeFaultLike(/locked by another process: .*store\.sqlite/u, /Stop the other/u));
    other.exec('COMMIT');
    other.close();
    expect(await store.removeCollection('p')).toMatchObject({ removed: 1 });
    await store.close();
  });

  it('shows at once what another process wrote', async () => {
    await fill();
    const [store, other] = [await openSqliteStore(file), await openSqliteStore(file)];
    expect(await store.article('x')).toMatchObject({ publisher: 'The Hill' });
    await other.replaceCollection(collection('p', 'two'), [article('x', ['1'], { publisher: 'The Vale' }), article('y', ['2'])]);
    expect((await store.articles(['y', 'x'])).map(({ publisher }) => publisher)).toEqual(['The Hill', 'The Vale']);
    await other.removeCollection('p');
    expect(await store.articles(['y', 'x'])).toEqual([]);
    await other.close();
    await store.close();
  });

  it('lists the authors that another process wrote, and keeps to them', async () => {
    await fill();
    const [store, other] = [await openSqliteStore(file), await openSqliteStore(file)];
    expect(await store.authors()).toEqual([]);
    await other.replaceCollection(collection('p', 'two'), [article('x', ['1'], { author: 'Jane Doe and John Roe' })]);
    expect(await store.ids({ author: 'john roe' })).toEqual(['x']);
    await other.replaceCollection(collection('p', 'three'), [article('x', ['1'], { author: 'John Roe' })]);
    expect([await store.authors(), await store.ids({ author: 'Jane Doe' })]).toEqual([[{ name: 'John Roe', articles: 1 }], []]);
    await other.close();
    await store.close();
  });

  it('that is locked as a whole is refused with a remedy', async () => {
    await fill();
    const other = new DatabaseSync(file);
    other.exec('PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; UPDATE counter SET sequence = sequence; COMMIT');
    await expect(openSqliteStore(file, quick)).rejects.toMatchObject(storeFaultLike(/locked/u, /Stop the other/u));
    other.close();
  });

  const openElsewhere = async (): Promise<{ stdout: string; stderr: string }> => {
    const module = new URL('../../src/store/sqlite.ts', import.meta.url).href;
    const script = `const { openSqliteStore } = await import(${JSON.stringify(module)});
      const store = await openSqliteStore(${JSON.stringify(file)}); console.log(await store.sequence()); await store.close();`;
    return promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  };

  it('is as it was before an update that was killed in the middle, and takes the update again', async () => {
    await fill();
    const [store, helper] = ['../../src/store/sqlite.ts', './articles.ts'].map((path) => new URL(path, import.meta.url).href);
    const script = `const { openSqliteStore } = await import(${JSON.stringify(store)});
      const { article, collection } = await import(${JSON.stringify(helper)});
      const store = await openSqliteStore(${JSON.stringify(file)});
      // More than fits in SQLite's cache, so that a part of it is in the file when the process dies.
      const many = Array.from({ length: 400 }, (_, place) => article('n' + place, ['word '.repeat(20_000)]));
      const last = { ...article('last', ['x']), get title() { process.kill(process.pid, 'SIGKILL'); } };
      await store.replaceCollection(collection('p', 'two'), [...many, last]);`;
    await expect(promisify(execFile)(process.execPath, ['--input-type=module', '-e', script])).rejects.toMatchObject({ signal: 'SIGKILL' });
    expect((await stat(`${file}-wal`)).size).toBeGreaterThan(1_000_000);
    const after = await openSqliteStore(file);
    expect([await after.counts(), await after.collections()]).toEqual([{ articles: 1, paragraphs: 1 }, [collection('p')]]);
    expect((await after.articlesOf('p')).map(({ id }) => id)).toEqual(['x']);
    expect(await after.replaceCollection(collection('p', 'two'), [article('x', ['1']), article('n0', ['2'])])).toMatchObject({ added: 1 });
    await after.close();
  });

  it('is made once when several processes open it at the same moment', async () => {
    // Standard error too: node:sqlite must not greet users with a warning.
    expect(await Promise.all([openElsewhere(), openElsewhere(), openElsewhere()])).toEqual([1, 2, 3].map(() => ({ stdout: '0\n', stderr: '' })));
  });

  it('is used as it is when another process makes it while this one waits', async () => {
    const other = new DatabaseSync(file);
    other.exec(`PRAGMA journal_mode = WAL; BEGIN IMMEDIATE; ${SCHEMA}; UPDATE counter SET sequence = 7`);
    const opened = openElsewhere();
    // Time enough for the other process to come to the lock.
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    other.exec('COMMIT');
    other.close();
    expect(await opened).toEqual({ stdout: '7\n', stderr: '' });
  });
});

describe('A file that is no usable store is left as it is, with a remedy', () => {
  async function refused(message: RegExp, remedy: RegExp): Promise<void> {
    const before = await readFile(file);
    await expect(openSqliteStore(file, quick)).rejects.toMatchObject(storeFaultLike(message, remedy));
    expect((await readFile(file)).equals(before)).toBe(true);
  }

  it('when it is no database', async () => {
    await writeFile(file, 'This is a letter, not a database. '.repeat(100));
    await refused(/damaged: .*store\.sqlite.*left as it is/u, /Move the file away.*read anew/u);
  });

  it('when a page in it was overwritten', async () => {
    await fill(200);
    const handle = await open(file, 'r+');
    await handle.write(Buffer.alloc(4096 * 3, 0x5a), 0, 4096 * 3, 4096 * 6);
    await handle.close();
    await refused(/damaged/u, /Move the file away/u);
  });

  it('when it was cut short', async () => {
    await fill(200);
    await truncate(file, Math.floor((await stat(file)).size / 4096 / 2) * 4096);
    await refused(/damaged/u, /Move the file away/u);
  });

  it('when one of its tables is gone', async () => {
    await fill();
    const other = new DatabaseSync(file);
    other.exec('DROP TABLE revisions');
    other.close();
    await refused(/damaged/u, /Move the file away/u);
  });

  it('when an older Backfile wrote it', async () => {
    await fill();
    const other = new DatabaseSync(file);
    other.exec('PRAGMA user_version = 1');
    other.close();
    await refused(/older Backfile.*version 1/u, /Move the file away/u);
  });

  it('is brought up to date, with all it holds, when the version before wrote it', async () => {
    await fill();
    const other = new DatabaseSync(file);
    other.exec('DROP TABLE gone; DROP TABLE documents; DROP TABLE origins; PRAGMA user_version = 4');
    other.close();
    const [store, second] = await Promise.all([openSqliteStore(file), openSqliteStore(file)]);
    expect((await store.counts()).articles).toBeGreaterThan(0);
    expect(await second.origins.list()).toEqual([]);
    expect((await store.verify()).flatMap(({ problems }) => problems)).toEqual([]);
    await store.close();
    await second.close();
  });

  it('when a newer Backfile wrote it', async () => {
    await fill();
    const other = new DatabaseSync(file);
    other.exec('PRAGMA user_version = 99');
    other.close();
    await refused(/newer Backfile.*version 99/u, /Update Backfile|STATE_DIR/u);
  });

  it('when it is another program\'s', async () => {
    const other = new DatabaseSync(file);
    other.exec('CREATE TABLE bookmarks (url TEXT)');
    other.close();
    await refused(/another program/u, /STATE_DIR/u);
  });
});

describe('A medium that cannot be written', () => {
  it('is told with the file and a remedy when the folder is not there', async () => {
    await expect(openSqliteStore(join(folder, 'missing', 'store.sqlite'))).rejects.toMatchObject(storeFaultLike(/cannot be opened.*missing/u, /STATE_DIR/u));
  });

  it('is told with the file and a remedy when it is a folder', async () => {
    await expect(openSqliteStore(folder)).rejects.toMatchObject(storeFaultLike(/cannot be opened/u, /STATE_DIR/u));
  });

  it('is told with a remedy when it is full or read-only', async () => {
    await fill();
    const db = new DatabaseSync(file);
    db.exec('PRAGMA max_page_count = 1');
    const failure = (sql: string): unknown => {
      try {
        db.exec(sql);
        return null;
      } catch (error) {
        return storeFault(error, file);
      }
    };
    expect(failure(`UPDATE paragraphs SET text = '${'long '.repeat(5_000)}'`)).toMatchObject(storeFaultLike(/disk is full/u, /Free some space/u));
    db.exec('PRAGMA query_only = 1');
    expect(failure('DELETE FROM paragraphs')).toMatchObject(storeFaultLike(/written/u, /Let this user write/u));
    db.close();
  });

  it('does not dress up a defect as an operator\'s fault', () => {
    const defect = new TypeError('a defect');
    expect(storeFault(defect, file)).toBe(defect);
  });
});
