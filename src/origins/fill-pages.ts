import { copyFile, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { NamedFile } from '../ingest/files.ts';
import { gatherItems } from '../ingest/items.ts';
import { readFile } from '../ingest/read.ts';
import type { Filling, OriginRecord } from '../store/origins.ts';
import type { Problem } from '../web/problem.ts';
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
export async function fillByPages(record: OriginRecord, filling: Filling, tools: OriginTools, options: FillOptions): Promise<FillReport> {
  const round = new Round(record, tools, options, await folderOf(tools, record, 'past'));
  const problem = await round.run(filling);
  return { ...round.total, problem };
}

class Round {
  readonly #record: OriginRecord;
  readonly #tools: OriginTools;
  readonly #options: FillOptions;
  readonly #folder: string;
  /** Of the page that came last. */
  #items: string | null = null;
  readonly total = { added: 0, changed: 0 };

  constructor(record: OriginRecord, tools: OriginTools, options: FillOptions, folder: string) {
    this.#record = record;
    this.#tools = tools;
    this.#options = options;
    this.#folder = folder;
  }

  /** What stopped it; null at its end. */
  async run(filling: Filling): Promise<Problem | null> {
    const begun = await this.#begin(filling);
    if ('kind' in begun) return begun;
    let { next, done } = begun;
    for (let since = 0; next !== null && done < this.#record.fill; since++) {
      if (since === TAKEN_IN_EVERY) {
        await this.#takeIn();
        since = 0;
      }
      const fetched = await this.#fetch(next, done);
      if (fetched === 'end') break;
      if (fetched !== null) {
        if (since > 0) await this.#takeIn();
        return fetched;
      }
      const address: string = next;
      done++;
      next = pageBehind(await headOf(this.#draft), this.#record.document, done + 1);
      await rename(this.#draft, partPath(this.#folder, done + 1));
      await this.#save({ by: 'pages', next, last: address, done });
    }
    await this.#takeIn();
    await this.#save(null);
    await rm(this.#folder, { recursive: true, force: true });
    return null;
  }

  /**
   * Where to go on: at the page that came last, once more. What was on the page behind it may have moved up to it since, where
   * posts were taken down.
   */
  async #begin({ next, last, done }: Filling): Promise<Pick<Filling, 'next' | 'done'> | Problem> {
    const parts = await partsIn(this.#folder);
    if (parts === done + 1) return done > 0 && last !== null ? { next: last, done: done - 1 } : { next, done };
    // The parts are gone, with all of STATE_DIR's but the store: the first pages must come again.
    const first = await this.#tools.fetcher.get(this.#record.document, { file: partPath(this.#folder, 1), signal: this.#options.signal });
    if (first.state === 'failed') return first.problem;
    return { next: pageBehind(await headOf(partPath(this.#folder, 1)), this.#record.document, 1), done: 0 };
  }

  get #draft(): string {
    return join(this.#folder, 'next');
  }

  /** Null when a further page was fetched. */
  async #fetch(address: string, done: number): Promise<'end' | Problem | null> {
    this.#options.progress?.({ done, most: this.#record.fill, address });
    const fetched = await this.#tools.fetcher.get(address, { file: this.#draft, signal: this.#options.signal });
    // Behind the last page a blog says that there is none.
    if (fetched.state === 'failed') return fetched.problem.kind === 'not-found' || fetched.problem.kind === 'gone' ? 'end' : fetched.problem;
    // Some servers give the first page for every number.
    const before = this.#items ?? (await feedItems(partPath(this.#folder, done + 1), this.#tools));
    this.#items = await feedItems(this.#draft, this.#tools);
    return this.#items === null || this.#items === '' || this.#items === before ? 'end' : null;
  }

  async #takeIn(): Promise<void> {
    const { added, changed } = await this.#tools.takeIn([await wholeFeed(this.#record, this.#folder)]);
    this.total.added += added;
    this.total.changed += changed;
  }

  async #save(filling: Filling | null): Promise<void> {
    await this.#tools.store.origins.change(this.#record.id, (was) => ({ ...was, filling }));
  }
}

/** What a feed calls its articles, a line each; null when it is no feed. */
async function feedItems(path: string, { formats }: OriginTools): Promise<string | null> {
  const read = await readFile({ name: 'feed', path }, formats);
  if (read.state !== 'read' || !isFeed(read.format)) return null;
  return (await gatherItems(read.items)).articles.map(({ key, url, title }) => key ?? url ?? title).join('\n');
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
