import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startSite, type Site } from '../../support/site/site.ts';
import { openKept } from '../kept.ts';

/** More by `npm run test:kill`. */
const KILLS = Number(process.env['KILLS'] ?? '5');
/** After so many, an empty archive begins anew, so that first fetches are killed as well. */
const AFRESH = 5;
const CHILD = fileURLToPath(new URL('child.ts', import.meta.url));

let site: Site;
const folders: string[] = [];
beforeAll(async () => { site = await startSite({ posts: 45 }); });
afterAll(async () => {
  await site.stop();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

async function freshFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'backfile-kill-'));
  folders.push(folder);
  return folder;
}

/** True when it came to its end within `ms`; else it was killed then. */
async function run(folder: string, ms: number): Promise<boolean> {
  const child = spawn(process.execPath, [CHILD, folder, site.host], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => { said += text; });
  const timer = setTimeout(() => { child.kill('SIGKILL'); }, ms);
  await once(child, 'close');
  clearTimeout(timer);
  return said.includes('done');
}

interface Held {
  readonly id: string;
  readonly revisions: number;
}

/** By title; a title that is there twice fails. */
async function held(folder: string): Promise<Map<string, Held>> {
  const kept = await openKept([site.host], folder);
  try {
    const articles = await kept.articles();
    expect(new Set(articles.map(({ title }) => title)).size).toBe(articles.length);
    expect((await kept.store.verify()).flatMap(({ problems }) => problems)).toEqual([]);
    return new Map(await Promise.all(articles.map(async ({ title, id }) => [title, { id, revisions: (await kept.store.revisions(id)).length }] as const)));
  } finally {
    await kept.close();
  }
}

describe('refreshes killed at random points', () => {
  it(`lose nothing and double nothing (${KILLS} kills)`, async () => {
    let folder = await freshFolder();
    const started = performance.now();
    expect(await run(folder, 600_000)).toBe(true);
    const takes = performance.now() - started;
    let edits = new Map<string, number>();
    for (let killed = 0, round = 0; killed < KILLS; round++) {
      if (round % AFRESH === 0) [folder, edits] = [await freshFolder(), new Map<string, number>()];
      const before = await held(folder);
      const post = (await site.posts()).at(-1 - (round % 6));
      if (post !== undefined && round % AFRESH > 0) {
        await site.edit(post.id, 1, `Correction ${round}: the bridge was closed at ${round} o'clock, an hour before the water came over the road.`);
        edits.set(post.title, (edits.get(post.title) ?? 0) + 1);
      }
      if (round % 3 === 0) await site.add(1);
      if (!(await run(folder, Math.random() * takes))) killed++;
      const after = await held(folder);
      for (const [title, { id }] of before) expect([title, after.get(title)?.id]).toEqual([title, id]);
      for (const [title, { revisions }] of after) expect(revisions).toBeLessThanOrEqual(edits.get(title) ?? 0);
    }
    expect(await run(folder, 600_000)).toBe(true);
    const posts = await site.posts();
    const end = await held(folder);
    expect([...end.keys()].sort()).toEqual(posts.map(({ title }) => title).sort());
    const kept = await openKept([site.host], folder);
    for (const post of posts) expect((await kept.store.paragraphsOf(end.get(post.title)?.id ?? '')).map(({ text }) => text)).toEqual(post.paragraphs);
    expect((await kept.origins.status()).at(-1)).toMatchObject({ state: 'current', filling: null, articles: posts.length, gone: 0 });
    await kept.close();
  }, 3_600_000);
});
