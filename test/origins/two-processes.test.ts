import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RefreshReport } from '../../src/origins/port.ts';
import { startSite, type Site } from '../support/site/site.ts';
import { openKept, removeKept, type Kept } from './kept.ts';

const HOUR_MS = 3_600_000;

let site: Site;
let kept: Kept;
let feed: string;
beforeEach(async () => {
  site = await startSite({ posts: 12 });
  kept = await openKept([site.host]);
  feed = `${site.base}/feed/`;
  await kept.origins.add(feed);
  await kept.origins.fill(feed, {});
});
afterEach(async () => {
  await kept.close();
  await removeKept(kept);
  await site.stop();
});

const titles = async (): Promise<string[]> => (await kept.articles()).map(({ title }) => title).sort();
const published = async (): Promise<string[]> => (await site.posts()).map(({ title }) => title).sort();

async function startOther(): Promise<ChildProcess> {
  const child = fork(fileURLToPath(new URL('refreshing.ts', import.meta.url)), [kept.folder, site.host, feed], { execPath: process.execPath, execArgv: [] });
  await once(child, 'message');
  return child;
}

async function refreshIn(child: ChildProcess): Promise<RefreshReport> {
  child.send('refresh');
  const [report] = (await once(child, 'message')) as [RefreshReport];
  return report;
}

describe('two processes on one store', () => {
  it('that refresh the same origin at once take each article in once, and one of them says that the other is at work', async () => {
    const other = await startOther();
    try {
      const outcomes: string[] = [];
      for (let round = 0; round < 4; round++) {
        await site.add(2);
        await site.edit(2, 0, `Told once more, for the ${round + 1}th time, with the two ships that nobody had seen in the harbour before.`);
        await site.fault('^/feed/', { slow: 150 }, null);
        const [[here], there] = await Promise.all([kept.origins.refresh(feed), refreshIn(other)]);
        outcomes.push(...[here, there].map((report) => report?.outcome ?? 'none'));
        expect([here?.problem, there.problem]).toEqual([null, null]);
        expect((here?.added ?? 0) + there.added).toBe(2);
        expect(await titles()).toEqual(await published());
      }
      expect(outcomes.filter((outcome) => outcome === 'changed')).toHaveLength(4);
      expect(outcomes.every((outcome) => ['changed', 'unchanged', 'busy'].includes(outcome))).toBe(true);
      expect(outcomes).toContain('busy');
    } finally {
      other.kill('SIGKILL');
    }
  });

  it('do not wait for one that was killed at work', async () => {
    const other = await startOther();
    await site.add(3);
    await site.fault('^/feed/', { hang: true }, 1);
    await site.log();
    other.send('refresh');
    while (!(await site.log()).some(({ path }) => path === '/feed/')) await new Promise((resolve) => setTimeout(resolve, 20));
    expect((await kept.origins.status()).at(-1)).toMatchObject({ state: 'refreshing' });
    expect(await kept.origins.refresh(feed)).toMatchObject([{ outcome: 'busy', notice: expect.stringContaining('Another process') as string }]);
    const ended = once(other, 'exit');
    other.kill('SIGKILL');
    await ended;
    expect((await kept.origins.status()).at(-1)).toMatchObject({ state: 'current' });
    expect(await kept.origins.refresh(feed)).toMatchObject([{ outcome: 'changed', added: 3 }]);
    expect(await titles()).toEqual(await published());
  });

  it('do not wait for a claim that was made before the clock was set back', async () => {
    // The process that started this one runs, and will not let go.
    expect(await kept.store.origins.claim(feed, process.ppid, 1_000 * HOUR_MS)).toBe(true);
    expect((await kept.origins.status()).at(-1)).toMatchObject({ state: 'current' });
    await site.add(1);
    expect(await kept.origins.refresh(feed)).toMatchObject([{ outcome: 'changed', added: 1 }]);
    expect(await kept.store.origins.claim(feed, process.ppid, HOUR_MS / 2)).toBe(true);
    expect(await kept.origins.refresh(feed)).toMatchObject([{ outcome: 'busy' }]);
  });
});
