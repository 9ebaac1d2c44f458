import { randomUUID } from 'node:crypto';
import { cp, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { readConfig } from '../src/config.ts';
import { keepCurrent } from '../src/keep-current.ts';
import { openArchive } from '../src/open.ts';
import { finished, ROOT, runBackfile, startMain, temporaryFolder } from './support/process.ts';

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const at = (...names: readonly string[]): string => join(folder.path, ...names);
const STORY = 'The zeppelin Quorvandra was moored at the northern mast by its captain.';
/** Its own words are the asker's, and stay with them; the name is the story's alone. */
const QUESTION = 'zeppelin at the northern mast';
const PAGE = `Zeppelin moored at last – The Gazette\n\n${STORY}\n\nMore:\nZeppelin moored at last – The Gazette\n`;

beforeEach(async () => {
  folder = await temporaryFolder();
  await cp(join(ROOT, 'data'), at('data'), { recursive: true });
});
afterEach(async () => { await folder.remove(); });

const settings = (INDEX: string): Record<string, string> => ({ ARCHIVE_DIR: at('data'), STATE_DIR: at('state'), INDEX });
const backfile = async (args: readonly string[], INDEX: string): Promise<string> => {
  const ended = await runBackfile(args, settings(INDEX));
  expect(ended).toMatchObject({ code: 0 });
  return ended.stdout;
};

describe.each(['minisearch', 'fts5'])('a running bot, with %s', (index) => {
  it('finds what another process stored, quotes no more what another erased, and leaves no trace of that itself', async () => {
    const bot = startMain({ ...settings(index), PREVIEW_PORT: '0' });
    const ended = finished(bot);
    let printed = '';
    bot.stdout.on('data', (text: Buffer) => (printed += text.toString()));
    /** What it answers to a question; a second one, to which the answer is known, tells that it is whole. */
    const ask = async (question: string): Promise<string> => {
      const [from, mark] = [printed.length, `/${randomUUID().slice(0, 8)}`];
      bot.stdin.write(`${question}\n${mark}\n`);
      await vi.waitFor(() => { expect(printed.slice(from)).toContain(mark); }, { timeout: 20_000 });
      return printed.slice(from);
    };
    expect(await ask(QUESTION)).not.toContain('moored');

    await writeFile(at('data', 'page.txt'), PAGE);
    await backfile(['latest'], index);
    await expect.poll(async () => ask(QUESTION), { timeout: 20_000 }).toContain(STORY);

    await backfile(['remove', 'Zeppelin moored at last', '--purge'], index);
    await expect.poll(async () => ask(QUESTION), { timeout: 20_000 }).not.toContain('moored');
    const traces = async (): Promise<string[]> => {
      const files = await Promise.all((await readdir(at('state'))).map(async (name) => ({ name, text: (await readFile(at('state', name)).catch(() => Buffer.of())).toString('latin1') })));
      return files.filter(({ text }) => text.toLowerCase().includes('quorvandra')).map(({ name }) => name);
    };
    expect(await traces()).toEqual([]);
    bot.stdin.end();
    const { code, stderr } = await ended;
    expect(code).toBe(0);
    expect(stderr).not.toContain('could not be followed');
    expect(await traces()).toEqual([]);
  });
});

describe('an open archive', () => {
  it('learns its level anew once the changes have ended, and keeps that and its index for the next start', async () => {
    const config = readConfig({ ...settings('minisearch'), ARCHIVE_DIR: at('data') });
    const archive = await openArchive(config);
    const before = await archive.context.searcher.calibrate();
    const page = Array.from({ length: 40 }, (_, place) => PAGE.replaceAll('moored', `moored ${place} times`).replace('captain.', `captain. ${'Nothing else was seen of it that day by anybody on the quay. '.repeat(10)}`)).join('\n');
    await writeFile(at('data', 'page.txt'), page);
    await backfile(['latest'], 'minisearch');
    await archive.follow();
    expect(await archive.context.searcher.calibrate()).toBe(before);
    await archive.follow();
    const after = await archive.context.searcher.calibrate();
    expect(after).not.toBe(before);
    await archive.close();
    const again = await openArchive(config);
    expect(await again.context.searcher.calibrate()).toBe(after);
    await again.close();
  });

  it('tells once what is in the way of following, and follows when that is over', async () => {
    const archive = await openArchive(readConfig({ ...settings('minisearch'), ARCHIVE_DIR: at('data') }));
    const [name = ''] = (await readdir(at('state'))).filter((file) => file.endsWith('.sqlite'));
    const db = new DatabaseSync(at('state', name));
    const told: unknown[] = [];
    db.exec('ALTER TABLE counter RENAME TO elsewhere');
    const stop = keepCurrent({ follow: async () => archive.follow() }, { warn: (...args: readonly unknown[]) => { told.push(args); } });
    await expect.poll(() => told.length, { timeout: 10_000 }).toBe(1);
    db.exec('ALTER TABLE elsewhere RENAME TO counter');
    db.close();
    await stop();
    await archive.follow();
    await archive.close();
    expect(told).toHaveLength(1);
  });
});
