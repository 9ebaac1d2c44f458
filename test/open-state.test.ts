import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../src/config.ts';
import { keepExpiring } from '../src/keep-expiring.ts';
import { openArchive } from '../src/open.ts';
import { statePath } from '../src/state-file.ts';
import { openSqliteState } from '../src/state/sqlite.ts';
import { KEPT_DAYS, type Keeping } from '../src/state/state.ts';
import { TestArchive } from './support/test-archive.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const asked: Keeping = { userId: null, guildId: null, kind: 'results', body: { question: 'Quorvandra' } };

let kept: TestArchive;
beforeEach(async () => { kept = await TestArchive.make(['iraq.txt']); });
afterEach(async () => { await kept.remove(); });

const config = (): ReturnType<typeof readConfig> => readConfig({ ...kept.settings() });
const stateFile = async (): Promise<string> => statePath(await kept.storeFile());

describe('The State of an archive', () => {
  it('lies beside its store, and is there again at the next opening', async () => {
    const first = await openArchive(config());
    const id = await first.context.state?.keep(asked) ?? '';
    await first.close();
    expect(await readdir(kept.at('state'))).toContain((await stateFile()).split('/').at(-1));
    const second = await openArchive(config());
    expect(await second.context.state?.kept(id)).toMatchObject(asked);
    await second.close();
  });

  it.each([
    ['a newer Backfile wrote', async (file: string) => { const db = new DatabaseSync(file); db.exec('PRAGMA user_version = 99'); db.close(); }, /State was written by a newer Backfile/u],
    ['is damaged', async (file: string) => writeFile(file, 'This is a letter. '.repeat(500)), /State is damaged/u],
    ['has a folder in its place', async (file: string) => { await rm(file); await mkdir(file); }, /State cannot be opened/u],
  ])('that %s keeps nobody from an answer; it is told', async (_, spoil, message) => {
    await kept.answer(['latest']);
    await spoil(await stateFile());
    const archive = await openArchive(config());
    expect(archive.context.state).toBeNull();
    expect(archive.warnings).toEqual([{ where: await stateFile(), what: expect.stringMatching(message) as string }]);
    await archive.close();
    const { stdout, stderr } = await kept.process(['search', 'Kadhimi drone attack', '--json']);
    expect((JSON.parse(stdout) as { quotes: unknown[] }).quotes.length).toBeGreaterThan(0);
    expect(stderr).toMatch(message);
  });

  it('is in no backup, and survives that one is restored', async () => {
    const archive = await openArchive(config());
    await archive.context.state?.keep(asked);
    await archive.close();
    await kept.answer(['backup', kept.at('copy.sqlite')]);
    expect((await readFile(kept.at('copy.sqlite'), 'latin1')).includes('Quorvandra')).toBe(false);
    expect((await readFile(await stateFile(), 'latin1')).includes('Quorvandra')).toBe(true);
  });
});

describe('While the bot runs', () => {
  it('what became too old is removed from the file, again and again, and a failure is logged and ends nothing', async () => {
    const archive = await openArchive(config());
    await archive.close();
    const old = await openSqliteState(await stateFile(), { now: () => new Date(Date.now() - (KEPT_DAYS + 1) * DAY_MS) });
    const isThere = async (): Promise<boolean> => (await readFile(await stateFile(), 'latin1')).includes('Quorvandra') || (await readFile(`${await stateFile()}-wal`, 'latin1')).includes('Quorvandra');
    const warnings: unknown[] = [];
    let failures = 1;
    const expire = async (now: Date): Promise<number> => {
      if (failures-- > 0) throw new Error('no disk');
      return old.expire(now);
    };
    const leave = keepExpiring({ expire }, { warn: (...told: unknown[]) => { warnings.push(told); } }, 20);
    for (const round of [1, 2]) {
      await old.keep({ ...asked, userId: String(round) });
      await vi.waitFor(async () => { expect(await isThere()).toBe(false); }, { timeout: 10_000 });
    }
    expect(warnings).toHaveLength(1);
    await leave();
    await old.keep(asked);
    await old.close();
    expect((await readFile(await stateFile(), 'latin1')).includes('Quorvandra')).toBe(true);
  });
});
