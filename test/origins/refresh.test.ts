import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startSite, type Site } from '../support/site/site.ts';
import { newRecord } from '../../src/origins/record.ts';
import { openKept, removeKept, type Kept } from './kept.ts';

let site: Site;
let kept: Kept;
beforeEach(async () => {
  site = await startSite({ posts: 34 });
  kept = await openKept([site.host]);
});
afterEach(async () => {
  await kept.close();
  await removeKept(kept);
  await site.stop();
});

const titles = async (): Promise<string[]> => (await kept.articles()).map(({ title }) => title).sort();
/** What the site shows now, and what it showed once. */
const published = async (): Promise<string[]> => (await site.posts()).map(({ title }) => title).sort();
/** Bytes of bodies that the site sent since this was last asked. */
const sent = async (): Promise<number> => (await site.log()).reduce((sum, { bytes }) => sum + bytes, 0);

describe('an origin that is kept current', () => {
  it('is found from its site\'s first page, filled with its past, and costs nothing where nothing is new', async () => {
    const report = await kept.origins.add(site.base);
    expect(report).toMatchObject({ outcome: 'changed', added: 10, problem: null, notice: expect.stringContaining('/feed/') as string });
    expect((await kept.origins.status()).at(-1)).toMatchObject({ kind: 'feed', state: 'current', articles: 10, filling: { done: 0 } });
    expect(await kept.origins.fill(`${site.base}/`, {})).toMatchObject({ problem: null });
    expect(await titles()).toEqual(await published());
    expect((await kept.origins.status()).at(-1)).toMatchObject({ articles: 34, filling: null });
    const sequence = await kept.store.sequence();
    await sent();
    for (let time = 0; time < 3; time++) expect((await kept.origins.refresh(null))[0]).toMatchObject({ outcome: 'unchanged', problem: null });
    expect(await sent()).toBe(0);
    expect(await kept.store.sequence()).toBe(sequence);
  });

  it('holds exactly the right articles and revisions after ten refreshes with new, edited, vanished and reordered posts', async () => {
    const feed = `${site.base}/feed/`;
    await kept.origins.add(feed);
    await kept.origins.fill(feed, {});
    const first = new Map((await kept.articles()).map(({ url, id }) => [url, id]));
    const edits = new Map<number, string[]>();
    const gone = new Set<number>();
    const linkOf = async (post: number): Promise<string> => (await kept.articles()).find(({ key }) => key?.endsWith(`?p=${post}`))?.url ?? '';
    const newest = (back: number) => async (): Promise<number> => (await site.posts()).filter((post) => post.gone === null).at(-1 - back)?.id ?? 0;
    const edit = (which: () => Promise<number>) => async (): Promise<void> => {
      const id = await which();
      const text = `Corrected on second thought, for the ${edits.size + 1}th time in this run: the ferry had left the harbour long before the storm came.`;
      await site.edit(id, 1, text);
      edits.set(id, [...(edits.get(id) ?? []), text]);
    };
    const vanish = (which: () => Promise<number>, status: 404 | 410) => async (): Promise<void> => {
      const id = await which();
      await site.vanish(id, status);
      gone.add(id);
    };
    const steps: (() => Promise<unknown>)[] = [
      async () => site.add(2), edit(newest(3)), vanish(newest(4), 404), async () => site.reorderFeed(7), async () => site.reorderFeed(null), edit(newest(0)),
      async () => Promise.all([site.add(1), edit(newest(1))()]), vanish(newest(0), 410), async () => site.rewriteGuids('https://moved.example/?post='), async () => site.add(3),
    ];
    for (const step of steps) {
      await step();
      const [report] = await kept.origins.refresh(null);
      expect(report).toMatchObject({ problem: null });
    }
    const articles = await kept.articles();
    expect(articles.map(({ title }) => title).sort()).toEqual(await published());
    expect(articles.filter((article) => article.gone !== undefined).map(({ title }) => title).sort())
      .toEqual((await site.posts()).filter(({ id }) => gone.has(id)).map(({ title }) => title).sort());
    for (const [link, id] of first) expect(articles.find(({ url }) => url === link)?.id).toBe(id);
    for (const post of await site.posts()) {
      const article = articles.find(({ title }) => title === post.title);
      const revisions = await kept.store.revisions(article?.id ?? '');
      expect([post.title, revisions.length]).toEqual([post.title, edits.get(post.id)?.length ?? 0]);
      expect((await kept.store.paragraphsOf(article?.id ?? '')).map(({ text }) => text)).toEqual(post.paragraphs);
    }
    expect(await linkOf(1)).not.toBe('');
  }, 60_000);

  it('says so while an article is gone from its site, and no more when it is back', async () => {
    const feed = `${site.base}/feed/`;
    await kept.origins.add(feed);
    await site.vanish(30, 404);
    expect(await kept.origins.refresh(feed)).toMatchObject([{ gone: 1, added: 1 }]);
    const found = async () => (await kept.articles()).find(({ key }) => key?.endsWith('?p=30'));
    expect((await found())?.gone).toMatch(/^\d{4}-\d\d-\d\dT/u);
    await site.bringBack(30);
    await kept.origins.refresh(feed);
    expect(await found()).not.toHaveProperty('gone');
  });

  it('does not take for gone what a feed merely shows no more', async () => {
    const feed = `${site.base}/feed/`;
    await kept.origins.add(feed);
    await site.add(10);
    await site.reorderFeed(3);
    await kept.origins.refresh(feed);
    expect((await kept.articles()).filter(({ gone }) => gone !== undefined)).toEqual([]);
  });

  it('keeps everything, in the state it had, when the feed shows nothing any more', async () => {
    const feed = `${site.base}/feed/`;
    await kept.origins.add(feed);
    const before = await titles();
    await site.fault('^/feed/', { status: 200, headers: { 'content-type': 'application/rss+xml' }, body: '<rss version="2.0"><channel><title>Test Blog</title></channel></rss>' }, 1);
    const [report] = await kept.origins.refresh(feed);
    expect(report).toMatchObject({ problem: null, notice: expect.stringContaining('no articles now') as string });
    expect(await titles()).toEqual(before);
  });

  it.each(['/atom.xml', '/feed.json'])('reads %s as well', async (path) => {
    expect(await kept.origins.add(`${site.base}${path}`)).toMatchObject({ outcome: 'changed', added: 10, problem: null });
    expect((await kept.articles()).every(({ origin }) => 'url' in origin && origin.url.endsWith(path))).toBe(true);
  });

  it('does not take its site\'s first page for a page that leads there now', async () => {
    const post = (await site.posts())[4];
    const address = `${site.base}/${post?.date.slice(0, 4) ?? ''}/${post?.slug ?? ''}/`;
    await kept.origins.add(address);
    await site.fault(`/${post?.slug ?? ''}/`, { redirect: '/', status: 301 }, null);
    expect(await kept.origins.refresh(address)).toMatchObject([{ outcome: 'failed', problem: { kind: 'not-found', message: expect.stringContaining('first page') as string } }]);
    expect(await titles()).toEqual([post?.title]);
  });

  it('takes a page of one article as that article, and says when it is gone', async () => {
    const link = (await site.posts())[4]?.date.slice(0, 4) ?? '';
    const address = `${site.base}/${link}/${(await site.posts())[4]?.slug ?? ''}/`;
    expect(await kept.origins.add(address)).toMatchObject({ added: 1, problem: null });
    expect((await kept.origins.status()).at(-1)).toMatchObject({ kind: 'page', filling: null });
    await site.edit(5, 0, 'The first paragraph reads quite otherwise now, since somebody had it all wrong at first.');
    expect(await kept.origins.refresh(address)).toMatchObject([{ changed: 1 }]);
    await site.vanish(5, 410);
    expect(await kept.origins.refresh(address)).toMatchObject([{ outcome: 'failed', gone: 1, problem: { kind: 'gone' } }]);
    expect((await kept.articles()).map(({ gone }) => gone !== undefined)).toEqual([true]);
    await site.bringBack(5);
    expect(await kept.origins.refresh(address)).toMatchObject([{ problem: null }]);
    expect((await kept.articles()).map(({ gone }) => gone !== undefined)).toEqual([false]);
  });
});

describe('a folder of origins.yaml', () => {
  it('is failing, with what to do, while it is not there', async () => {
    const folder = join(kept.folder, 'exports');
    await writeFile(join(kept.folder, 'archive', 'origins.yaml'), `- folder: ${folder}\n`);
    expect((await kept.origins.status()).at(-1)).toMatchObject({ id: folder, state: 'failing', problem: { message: `There is no folder ${folder}.`, remedy: expect.stringContaining('origins.yaml') as string } });
    await mkdir(folder);
    expect((await kept.origins.status()).at(-1)).toMatchObject({ id: folder, state: 'current', problem: null });
  });
});

describe('the past of a site', () => {
  it('comes from its map where its feed has no further pages, page by page, without what the feed gave', async () => {
    await site.fault('^/feed/\\?paged', { status: 404 }, null);
    await kept.origins.add(`${site.base}/atom.xml`);
    expect(await kept.origins.fill(`${site.base}/atom.xml`, {})).toMatchObject({ added: 24, problem: null });
    expect(await titles()).toEqual(await published());
    const asked = (await site.log()).map(({ path }) => path).filter((path) => path !== '/robots.txt');
    expect(new Set(asked).size).toBe(asked.length);
  }, 60_000);

  it('goes no further than its owner allows', async () => {
    await kept.store.origins.save({ ...newRecord(`${site.base}/feed/`, 'added', { every: null, fill: 2 }) });
    await kept.origins.run(`${site.base}/feed/`);
    await kept.origins.fill(`${site.base}/feed/`, {});
    expect((await kept.articles()).length).toBe(30);
  });

  it('does not undo what was edited since it was begun', async () => {
    const feed = `${site.base}/feed/`;
    await kept.origins.add(feed);
    const edited = 'The story is told anew here: what was said of the harbour before was wrong in every point.';
    await site.edit(30, 0, edited);
    expect(await kept.origins.refresh(feed)).toMatchObject([{ changed: 1 }]);
    await kept.origins.fill(feed, {});
    const article = (await kept.articles()).find(({ key }) => key?.endsWith('?p=30'));
    expect((await kept.store.paragraphsOf(article?.id ?? ''))[0]?.text).toBe(edited);
    expect(await kept.store.revisions(article?.id ?? '')).toHaveLength(1);
  });

  it('does not bring back the older text of a post that moved up from a further page meanwhile', async () => {
    const feed = `${site.base}/feed/`;
    await kept.origins.add(feed);
    await site.fault('paged=3', { status: 500 }, 1);
    await kept.origins.fill(feed, {});
    for (const id of [34, 33, 32]) await site.vanish(id, 404);
    const edited = 'The story is told anew here: what was said of the harbour before was wrong in every point.';
    await site.edit(23, 0, edited);
    await kept.origins.refresh(feed);
    await kept.origins.fill(feed, {});
    const articles = await kept.articles();
    expect(articles.map(({ title }) => title).sort()).toEqual(await published());
    const article = articles.find(({ key }) => key?.endsWith('?p=23'));
    expect((await kept.store.paragraphsOf(article?.id ?? ''))[0]?.text).toBe(edited);
  });

  it('goes on where something stopped it', async () => {
    const feed = `${site.base}/feed/`;
    await kept.origins.add(feed);
    await site.fault('paged=3', { status: 500 }, 1);
    expect(await kept.origins.fill(feed, {})).toMatchObject({ problem: { kind: 'status' } });
    await site.log();
    const folder = kept.folder;
    await kept.close();
    kept = await openKept([site.host], folder);
    expect(await kept.origins.fill(feed, {})).toMatchObject({ problem: null });
    expect((await site.log()).map(({ path }) => path).filter((path) => path !== '/robots.txt')).toEqual(['/feed/?paged=2', '/feed/?paged=3', '/feed/?paged=4', '/feed/?paged=5']);
    expect(await titles()).toEqual(await published());
  });

  it('tells what is new, edited and gone of a site that has no feed', async () => {
    await site.fault('^/(feed/|comments|atom|feed\\.json)', { status: 404 }, null);
    const home = `${site.base}/`;
    await kept.origins.add(home);
    await site.log();
    await kept.origins.fill(home, {});
    expect(await titles()).toEqual(await published());
    // Those that its first page shows in full are not asked for again, since their links are known.
    const links = (await site.posts()).map(({ date, slug }) => `${site.base}/${date.slice(0, 4)}/${slug}/`).sort();
    expect((await kept.articles()).map(({ url }) => url).sort()).toEqual(links);
    expect((await site.log()).filter(({ path }) => links.includes(site.base + path))).toHaveLength(24);
    await site.edit(3, 0, 'An old story is told quite otherwise after all these years, as the papers show.');
    await site.vanish(7, 404);
    await site.add(1);
    await kept.origins.refresh(home);
    await kept.origins.fill(home, {});
    const articles = await kept.articles();
    expect(articles.map(({ title }) => title).sort()).toEqual(await published());
    expect(articles.filter(({ gone }) => gone !== undefined).map(({ title }) => title)).toEqual((await site.posts()).filter(({ id }) => id === 7).map(({ title }) => title));
    await sent();
    await kept.origins.refresh(home);
    await kept.origins.fill(home, {});
    expect(await sent()).toBe(0);
    await site.bringBack(7);
    await kept.origins.refresh(home);
    await kept.origins.fill(home, {});
    expect((await kept.articles()).filter(({ gone }) => gone !== undefined)).toEqual([]);
  }, 60_000);

  it('is not given up for pages that a site refuses for a while', async () => {
    await site.fault('^/(feed/|comments|atom|feed\\.json)', { status: 404 }, null);
    const home = `${site.base}/`;
    await kept.origins.add(home);
    await site.fault('^/20\\d\\d/', { status: 403 }, 6);
    expect(await kept.origins.fill(home, {})).toMatchObject({ problem: { kind: 'login' } });
    expect(await kept.origins.fill(home, {})).toMatchObject({ problem: { kind: 'login' } });
    expect(await kept.origins.fill(home, {})).toMatchObject({ problem: null });
    expect(await titles()).toEqual(await published());
  }, 60_000);

  it('is limited for a site without a feed, too, but not what is new since', async () => {
    await site.fault('^/(feed/|comments|atom|feed\\.json)', { status: 404 }, null);
    const home = `${site.base}/`;
    await kept.store.origins.save(newRecord(home, 'added', { every: null, fill: 3 }));
    const round = async (): Promise<number> => {
      await kept.origins.run(home);
      await kept.origins.fill(home, {});
      return (await kept.articles()).length;
    };
    expect(await round()).toBe(13);
    await site.edit(33, 0, 'An old story is told quite otherwise after all these years, as the papers show.');
    expect(await round()).toBe(13);
    await site.add(2);
    expect(await round()).toBe(15);
    await kept.store.origins.change(home, (was) => ({ ...was, fill: 8 }));
    await site.edit(32, 0, 'This story is told quite otherwise as well, as other papers show.');
    expect(await round()).toBe(20);
  }, 60_000);

  it('says of all pages that are gone that they are, however many', async () => {
    await site.fault('^/(feed/|comments|atom|feed\\.json)', { status: 404 }, null);
    const home = `${site.base}/`;
    await kept.origins.add(home);
    await kept.origins.fill(home, {});
    for (let id = 1; id <= 24; id++) await site.vanish(id, 404);
    for (let round = 0; round < 3; round++) {
      await kept.origins.run(home);
      await kept.origins.fill(home, {});
    }
    expect((await kept.articles()).filter(({ gone }) => gone !== undefined)).toHaveLength(24);
  }, 60_000);
});
