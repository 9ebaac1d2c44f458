import { copyFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { NamedFile } from '../ingest/files.ts';
import { gatherItems } from '../ingest/items.ts';
import { readFile } from '../ingest/read.ts';
import type { Filling, OriginRecord } from '../store/origins.ts';
import type { FillOptions, FillReport } from './filling.ts';
import { pageBehind } from './find/paging.ts';
import { isFeed } from './obtain.ts';
import { folderOf, headOf, type OriginTools } from './tools.ts';

/** What was fetched so far is taken in after so many pages, so that it is found before the last is there. */
const TAKEN_IN_EVERY = 25;
const PART = /^(\d{6})\.part$/u;

/** Where the pages of a feed are kept until all are there, from 1 on. */
function partPath(folder: string, number: number): string {
  return join(folder, `${String(number).padStart(6, '0')}.part`);
}

/** Keeps a feed's first page as it is now, to be read before the others: as it was, it would undo what was edited since. */
export async function keepFirstPage(record: Pick<OriginRecord, 'id'>, path: string, tools: OriginTools): Promise<void> {
  const folder = await folderOf(tools, record, 'past');
  const draft = join(folder, 'first');
  await copyFile(path, draft);
  await rename(draft, partPath(folder, 1));
}

/** Fetches a feed's further pages one by one, and takes them in as parts of its collection. */
export async function fillByPages(record: OriginRecord, filling: Filling, tools: OriginTools, { signal, progress }: FillOptions): Promise<FillReport> {
  const folder = await folderOf(tools, record, 'past');
  let { next, done } = filling;
  const total = { added: 0, changed: 0 };
  const takeIn = async (): Promise<void> => {
    const { added, changed } = await tools.takeIn([await wholeFeed(record, folder)]);
    total.added += added;
    total.changed += changed;
  };
  // The parts are gone, with all of STATE_DIR's but the store: the first pages must come again.
  if ((await partsIn(folder)) !== done + 1) {
    const first = await tools.fetcher.get(record.document, { file: partPath(folder, 1), signal });
    if (first.state !== 'fetched') return { ...total, problem: first.state === 'failed' ? first.problem : null };
    [next, done] = [pageBehind(await headOf(partPath(folder, 1)), record.document, 1), 0];
  }
  while (next !== null && done < record.fill) {
    progress?.({ done, most: record.fill, address: next });
    const draft = join(folder, 'next');
    const fetched = await tools.fetcher.get(next, { file: draft, signal });
    // Behind the last page a blog says that there is none.
    const isEnd = fetched.state === 'failed' && ['not-found', 'gone'].includes(fetched.problem.kind);
    if (fetched.state === 'failed' && !isEnd) return { ...total, problem: fetched.problem };
    if (fetched.state !== 'fetched' || !(await isNewPage(draft, partPath(folder, done + 1), tools))) break;
    done++;
    next = pageBehind(await headOf(draft), record.document, done + 1);
    await rename(draft, partPath(folder, done + 1));
    await save(record, tools, { by: 'pages', next, done });
    if (done % TAKEN_IN_EVERY === 0) await takeIn();
  }
  await takeIn();
  await save(record, tools, null);
  await rm(folder, { recursive: true, force: true });
  return { ...total, problem: null };
}

async function save({ id }: OriginRecord, { store }: OriginTools, filling: Filling | null): Promise<void> {
  await store.origins.change(id, (was) => ({ ...was, filling }));
}

/** A feed that holds something, and not the same once more: some servers give the first page for every number. */
async function isNewPage(path: string, before: string, tools: OriginTools): Promise<boolean> {
  const items = await feedItems(path, tools);
  return items !== null && items.length > 0 && items.join('\n') !== (await feedItems(before, tools))?.join('\n');
}

/** What a feed calls its articles; null when it is no feed. */
async function feedItems(path: string, { formats }: OriginTools): Promise<string[] | null> {
  const read = await readFile({ name: 'feed', path }, formats);
  if (read.state !== 'read' || !isFeed(read.format)) return null;
  return (await gatherItems(read.items)).articles.map(({ key, url, title }) => key ?? url ?? title);
}

async function partsIn(folder: string): Promise<number> {
  const numbers = (await readdir(folder)).flatMap((name) => PART.exec(name)?.[1] ?? []).map(Number).sort((a, b) => a - b);
  return numbers.every((number, place) => number === place + 1) ? numbers.length : 0;
}

/** All pages as one file of one collection, the newest first. */
async function wholeFeed({ id, document }: OriginRecord, folder: string): Promise<NamedFile> {
  const paths = Array.from({ length: await partsIn(folder) }, (_, place) => partPath(folder, place + 1));
  const [first = '', ...older] = paths;
  return { name: document, url: document, collection: id, shown: 'feed', path: first, older: older.map((path, place) => ({ name: `${document}#${place + 2}`, path })) };
}
