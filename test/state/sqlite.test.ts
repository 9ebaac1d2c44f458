import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openSqliteState } from '../../src/state/sqlite.ts';
import { KEPT_DAYS } from '../../src/state/state.ts';
import { temporaryFolder } from '../support/process.ts';
import { results, testState } from './contract.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let file: string;
beforeEach(async () => {
  folder = await temporaryFolder();
  file = join(folder.path, 's.state');
});
afterEach(async () => { await folder.remove(); });

testState('SQLite', async (now) => openSqliteState(file, { now }));

const quick = { patienceMs: 50 };
const faultLike = (message: RegExp, remedy: RegExp): object =>
  ({ name: 'Fault', type: 'store', message: expect.stringMatching(message) as string, remedy: expect.stringMatching(remedy) as string });

/** Whether any file here holds this, in any letters' case. */
async function isFound(word: string): Promise<boolean> {
  const all = await Promise.all((await readdir(folder.path)).map(async (name) => readFile(join(folder.path, name), 'latin1')));
  return all.some((text) => text.toLowerCase().includes(word.toLowerCase()));
}

/** Another process with the same file: `work` has it as `state`, and prints lines. */
function elsewhere(work: string, uid = process.getuid?.() ?? 0): ChildProcess & { readonly lines: AsyncIterator<string> } {
  const module = new URL('../../src/state/sqlite.ts', import.meta.url).href;
  const script = `const { openSqliteState } = await import(${JSON.stringify(module)});
    const state = await openSqliteState(${JSON.stringify(file)}).catch((error) => { console.log(error.type + ': ' + error.message); process.exit(); });
    const what = { userId: 'elsewhere', guildId: null, kind: 'call', body: { text: 'word '.repeat(200) } };
    ${work}`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'], ...(uid !== process.getuid?.() && { uid }) });
  return Object.assign(child, { lines: createInterface(child.stdout)[Symbol.asyncIterator]() });
}

const filler = (place: number): ReturnType<typeof results> => results({ userId: `${place % 10}`, body: { question: `common ${place} `.repeat(1 + (place % 400)) } });

describe('A State file', () => {
  it('keeps everything when it is closed and opened again', async () => {
    const first = await openSqliteState(file);
    const id = await first.keep(results());
    await first.close();
    const second = await openSqliteState(file);
    expect(await second.kept(id)).toMatchObject(results());
    await second.close();
  });

  it('has on disk what was kept soon, when it is closed', async () => {
    const first = await openSqliteState(file);
    const ids = await Promise.all(Array.from({ length: 100 }, async () => first.keepSoon(results())));
    await first.close();
    const second = await openSqliteState(file);
    for (const id of ids) expect(await second.kept(id)).toMatchObject(results());
    await second.close();
  });

  it('is for its owner\'s eyes, and so is what lies beside it', async () => {
    const state = await openSqliteState(file);
    await state.keep(results());
    const names = await readdir(folder.path);
    expect(names).toContain('s.state-wal');
    for (const name of names) expect((await stat(join(folder.path, name))).mode & 0o777).toBe(0o600);
    await state.close();
    await chmod(file, 0o644);
    await (await openSqliteState(file)).close();
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it('loses what is too old when it is opened, to the last byte', async () => {
    const long = new Date(Date.now() - (KEPT_DAYS + 1) * 24 * 60 * 60 * 1_000);
    const old = await openSqliteState(file, { now: () => long });
    await old.keep(results({ body: { question: 'Quorvandra' } }));
    await old.close();
    expect(await isFound('Quorvandra')).toBe(true);
    const state = await openSqliteState(file);
    expect(await isFound('Quorvandra')).toBe(false);
    await state.close();
  });

  it.each([
    ['a user', async (state) => state.forgetUser('user-quorvandra')],
    ['a server', async (state) => state.forgetGuild('guild-quorvandra')],
    ['an article', async (state) => state.forgetAbout('quorvandraid')],
  ] as [string, (state: Awaited<ReturnType<typeof openSqliteState>>) => Promise<number>][])('holds nothing readable of %s that was forgotten, among much else', async (_, forget) => {
    const state = await openSqliteState(file);
    const theirs = results({ userId: 'user-quorvandra', guildId: 'guild-quorvandra', body: { question: 'Quorvandra '.repeat(500), ids: ['quorvandraid.b'] } });
    const short = results({ ...theirs, body: { question: 'Quorvandra', ids: ['quorvandraid'] } });
    await Promise.all(Array.from({ length: 1_000 }, async (__, place) => state.keep(place % 50 === 0 ? theirs : place % 51 === 0 ? short : filler(place))));
    expect(await isFound('quorvandra')).toBe(true);
    expect(await forget(state)).toBeGreaterThan(30);
    expect(await isFound('quorvandra')).toBe(false);
    expect((await state.ofUser('3')).length).toBeGreaterThan(90);
    await state.close();
  });

  it('holds nothing readable of users that are forgotten, whatever else was kept, changed and forgotten before', async () => {
    // Few long texts among many short ones: then SQLite moves most about.
    const lengths = fc.array(fc.nat(9).map((words) => 1 + Math.floor((words / 9) ** 4 * 400)), { minLength: 200, maxLength: 300 });
    const round = fc.record({ lengths, changed: fc.nat(20), forgotten: fc.nat(7) });
    await fc.assert(
      fc.asyncProperty(fc.array(round, { minLength: 6, maxLength: 8 }), async (rounds) => {
        const state = await openSqliteState(file);
        for (const { lengths: all, changed, forgotten } of rounds) {
          const bodies = all.map((length, place) => ({ userId: `reader ${(place * length) % 8}!`, body: { question: `asked by ${(place * length) % 8}! `.repeat(length) } }));
          const ids = await Promise.all(bodies.map(async (parts) => state.keep(results(parts))));
          for (const [place, id] of ids.slice(0, changed).entries()) await state.change(id, bodies[place]?.body ?? {}, { question: 'x'.repeat(place * 150) });
          await state.forgetUser(`reader ${forgotten}!`);
          expect(await isFound(`reader ${forgotten}!`) || (await isFound(`asked by ${forgotten}!`))).toBe(false);
        }
        await state.close();
        await rm(file);
      }),
      { numRuns: 8, endOnFailure: true },
    );
  });

  it('of a larger size is written anew when what is too old is removed', async () => {
    const state = await openSqliteState(file);
    for (let round = 0; round < 12; round++) {
      await Promise.all(Array.from({ length: 400 }, async (_, place) => state.keep(filler((round * 7 + place) % 1_000))));
      await state.forgetUser(String(round % 5));
    }
    expect((await stat(file)).size).toBeGreaterThan(4 * 1024 * 1024);
    const before = (await stat(file)).size;
    await state.keep(results({ userId: 'Quorvandra' }));
    await state.forgetUser('Quorvandra');
    await state.expire(new Date());
    expect(await isFound('Quorvandra')).toBe(false);
    expect((await stat(file)).size).toBeLessThan(before);
    const db = new DatabaseSync(file);
    expect(db.prepare('SELECT count(*) AS left FROM unswept').get()).toEqual({ left: 0 });
    db.close();
    await state.close();
  });

  it('writes what is asked at the same moment in one go', async () => {
    const state = await openSqliteState(file);
    const { size } = await stat(`${file}-wal`);
    await Promise.all(Array.from({ length: 64 }, async () => state.keep(results())));
    const together = (await stat(`${file}-wal`)).size - size;
    for (let count = 0; count < 64; count++) await state.keep(results());
    const apart = (await stat(`${file}-wal`)).size - size - together;
    expect(together * 4).toBeLessThan(apart);
    await state.close();
  });
});

describe('Several processes', () => {
  it('keep and read at the same time, and nothing is lost', async () => {
    const state = await openSqliteState(file);
    const other = elsewhere(`for (let round = 0; round < 40; round++) await Promise.all(Array.from({ length: 16 }, () => state.keep(what)));
      console.log((await state.ofUser('elsewhere')).length); await state.close();`);
    const told = other.lines.next();
    for (let round = 0; round < 40; round++) await Promise.all(Array.from({ length: 16 }, async () => state.keep(results())));
    expect(await told).toMatchObject({ value: '640' });
    expect([(await state.ofUser('elsewhere')).length, (await state.ofUser('7')).length]).toEqual([640, 640]);
    await state.close();
  });

  it('may be killed while they write: what was promised is there, and the file is whole', async () => {
    const other = elsewhere('for (;;) console.log((await Promise.all(Array.from({ length: 8 }, () => state.keep(what)))).join(" "));');
    const promised: string[] = [];
    while (promised.length < 400) promised.push(...String((await other.lines.next()).value).split(' '));
    other.kill('SIGKILL');
    await once(other, 'exit');
    const state = await openSqliteState(file);
    for (const id of promised) expect(await state.kept(id)).not.toBeNull();
    await state.keep(results());
    await state.close();
    const db = new DatabaseSync(file);
    expect(db.prepare('PRAGMA integrity_check').get()).toEqual({ integrity_check: 'ok' });
    db.close();
  });

  it('that hold the file are waited for, and reading goes on meanwhile', async () => {
    const state = await openSqliteState(file);
    const id = await state.keep(results());
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const second = state.keep(results());
    expect(await state.kept(id)).not.toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 100));
    other.exec('COMMIT');
    other.close();
    expect(await state.kept(await second)).not.toBeNull();
    await state.close();
  });

  it('that hold it for too long are told of, and it works when they are done', async () => {
    const state = await openSqliteState(file, quick);
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    await expect(state.keep(results())).rejects.toMatchObject(faultLike(/State is locked by another process: .*s\.state/u, /Stop the other/u));
    other.exec('COMMIT');
    other.exec('BEGIN; SELECT * FROM kept');
    other.prepare('SELECT count(*) FROM kept').get();
    await state.keep(results({ body: { article: 'abc' } }));
    await expect(state.forgetAbout('abc')).rejects.toMatchObject(faultLike(/State is locked/u, /Stop the other/u));
    other.close();
    expect(await state.forgetAbout('abc')).toBe(0);
    expect(await isFound('abc')).toBe(false);
    await state.close();
  });
});

describe('A medium that fails', () => {
  it('is told with its file when it is full, and works again when it is not', async ({ skip }) => {
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'none', folder.path]).status !== 0) skip('only root can make a small disk');
    try {
      const state = await openSqliteState(file);
      const id = await state.keep(results());
      await expect(state.keep(results({ body: { text: 'long '.repeat(100_000) } }))).rejects.toMatchObject(faultLike(/disk is full; the State|State could not be read or written/u, /free some space/iu));
      expect(await state.kept(id)).toMatchObject(results());
      // What is kept soon now waits, too, to tell that it could not be.
      await expect(state.keepSoon(results({ body: { text: 'long '.repeat(100_000) } }))).rejects.toMatchObject(faultLike(/State/u, /free some space/iu));
      expect(spawnSync('mount', ['-o', 'remount,size=64m', folder.path]).status).toBe(0);
      const later = await state.keep(results({ body: { text: 'long '.repeat(100_000) } }));
      expect((await state.ofUser('7')).map((kept) => kept.id)).toEqual([later, id]);
      await state.close();
    } finally {
      spawnSync('umount', [folder.path]);
    }
  });

  it.each([
    ['no database', async () => writeFile(file, 'This is a letter, not a database. '.repeat(100)), /State is damaged/u, /Move the file away.*buttons/u],
    ['a folder', async () => mkdir(file), /State cannot be opened/u, /Let this user write/u],
    ['from a newer Backfile', async () => alter('PRAGMA user_version = 99'), /State was written by a newer Backfile.*99/u, /Update Backfile/u],
    ['without its table', async () => alter('DROP TABLE kept'), /State is damaged/u, /Move the file away/u],
    ['another program\'s', async () => alter('PRAGMA application_id = 5'), /another program's database, not a State/u, /Move the file away/u],
  ] as const)('is refused with a remedy when its file is %s', async (_, spoil, message, remedy) => {
    await spoil();
    await expect(openSqliteState(file, quick)).rejects.toMatchObject(faultLike(message, remedy));
  });

  async function alter(sql: string): Promise<void> {
    await (await openSqliteState(file)).close();
    const db = new DatabaseSync(file);
    db.exec(sql);
    db.close();
  }

  it('is told when its file can only be read', async ({ skip }) => {
    if (process.getuid?.() !== 0) skip('only root can be another user');
    await alter('SELECT 1');
    await Promise.all([chmod(folder.path, 0o755), chmod(file, 0o444)]);
    const other = elsewhere('console.log("opened");', 65_534);
    expect(String((await other.lines.next()).value)).toMatch(/^store: The State cannot be opened or written: .*s\.state/u);
  });
});
