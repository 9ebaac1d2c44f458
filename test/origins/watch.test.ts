import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { watchFolder, type Watched } from '../../src/origins/watch.ts';

const log = pino({ level: 'silent' });
let folder: string;
let watched: Watched | null = null;
beforeEach(async () => { folder = await mkdtemp(join(tmpdir(), 'backfile-watch-')); });
afterEach(async () => {
  await watched?.end();
  await rm(folder, { recursive: true });
});

/** Watches; the list grows with each call that ended. */
async function calls(work: () => Promise<void> = async () => undefined): Promise<number[]> {
  const ended: number[] = [];
  await mkdir(join(folder, 'var'));
  watched = watchFolder({ folder, except: join(folder, 'var'), log, changed: async () => {
    await work();
    ended.push(ended.length);
  } });
  // chokidar says nothing of what is there already.
  await new Promise((resolve) => setTimeout(resolve, 300));
  return ended;
}

describe('a watched folder', () => {
  it('tells of a new file, a changed one and one that is gone, also in a new folder', async () => {
    const ended = await calls();
    const settled = async (count: number): Promise<void> => { await vi.waitFor(() => { expect(ended.length).toBeGreaterThanOrEqual(count); }, 5_000); };
    await mkdir(join(folder, 'new'));
    await writeFile(join(folder, 'new', 'a.txt'), 'A');
    await settled(1);
    const after = ended.length;
    await writeFile(join(folder, 'new', 'a.txt'), 'B');
    await settled(after + 1);
    const later = ended.length;
    await rm(join(folder, 'new', 'a.txt'));
    await settled(later + 1);
  });

  it('does not tell of dotfiles, nor of what Backfile itself writes', async () => {
    const ended = await calls();
    await writeFile(join(folder, '.hidden'), 'A');
    await writeFile(join(folder, 'var', 'store'), 'A');
    await new Promise((resolve) => setTimeout(resolve, 900));
    expect(ended).toEqual([]);
  });

  it('tells one after the other, and of what came meanwhile', async () => {
    let running = 0;
    let most = 0;
    const ended = await calls(async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 700));
      running--;
    });
    await writeFile(join(folder, 'a.txt'), 'A');
    await new Promise((resolve) => setTimeout(resolve, 600));
    await writeFile(join(folder, 'b.txt'), 'B');
    await vi.waitFor(() => { expect(ended.length).toBeGreaterThanOrEqual(2); }, 5_000);
    expect(most).toBe(1);
  });

  it('tells again some time after what was told failed', async () => {
    let failures = 1;
    const ended = await calls(async () => { if (failures-- > 0) throw new Error('The disk is full.'); });
    await writeFile(join(folder, 'a.txt'), 'A');
    await vi.waitFor(() => { expect(ended).toEqual([0]); }, 8_000);
  });
});
