import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSite, type Site } from '../support/site/site.ts';
import { openKept, removeKept, type Kept } from './kept.ts';

let site: Site;
let kept: Kept;
let feed: string;
beforeEach(async () => {
  site = await startSite({ posts: 34 });
  kept = await openKept([site.host]);
  feed = `${site.base}/feed/`;
  await kept.origins.add(feed);
});
afterEach(async () => {
  await kept.close();
  await removeKept(kept);
  await site.stop();
});

/** Waits until the site is asked for what matches. */
async function asked(path: RegExp): Promise<void> {
  while (!(await site.log()).some((one) => path.test(one.path))) await new Promise((resolve) => setTimeout(resolve, 20));
}

describe('an origin that is removed while it is worked on', () => {
  it('stays removed, with its articles, when its past was being fetched', async () => {
    await site.fault('paged=', { slow: 300 }, null);
    const filled = kept.origins.fill(feed, {});
    await asked(/paged=2/u);
    expect(await kept.origins.remove(feed, { articles: true })).toMatchObject({ removed: 10, kept: 0 });
    await filled;
    expect(await kept.articles()).toEqual([]);
    expect(await kept.store.origins.list()).toEqual([]);
    expect(await kept.store.collections()).toEqual([]);
  });

  it('stays removed, with its articles, when it was being refreshed', async () => {
    await site.add(2);
    await site.fault('^/feed/', { slow: 300 }, null);
    const refreshed = kept.origins.refresh(feed);
    await asked(/^\/feed\//u);
    await kept.origins.remove(feed, { articles: true });
    expect(await refreshed).toMatchObject([{ added: 0, notice: expect.any(String) as string }]);
    expect(await kept.articles()).toEqual([]);
    expect(await kept.store.origins.list()).toEqual([]);
  });

  it('is left as it is when another process works on it', async () => {
    expect(await kept.store.origins.claim(feed, process.ppid, 60_000)).toBe(true);
    await expect(kept.origins.remove(feed, { articles: true })).rejects.toMatchObject({ type: 'user', message: expect.stringContaining('Another process') as string });
    expect(await kept.articles()).toHaveLength(10);
    expect(await kept.store.origins.get(feed)).not.toBeNull();
  });
});

describe('an origin that is removed with its articles', () => {
  it('leaves those of a page that is an origin by itself', async () => {
    await kept.origins.remove(feed, { articles: true });
    await site.fault('^/(feed/|comments|atom|feed\\.json)', { status: 404 }, null);
    const home = `${site.base}/`;
    await kept.origins.add(home);
    await kept.origins.fill(home, {});
    const [post] = await site.posts();
    const page = `${site.base}/${post?.date.slice(0, 4) ?? ''}/${post?.slug ?? ''}/`;
    await kept.origins.add(page);
    await kept.origins.remove(home, { articles: true });
    expect((await kept.articles()).map(({ url }) => url)).toEqual([page]);
  });
});
