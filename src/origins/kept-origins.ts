import { rm, stat } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { repeatable, userError } from '../errors.ts';
import type { OriginRecord } from '../store/origins.ts';
import { PROBLEM_KINDS } from '../web/problem.ts';
import { Claims } from './claims.ts';
import { fillOrigin } from './fill.ts';
import type { FillOptions, FillReport } from './filling.ts';
import { normalAddress } from './find/address.ts';
import { readListed } from './listed.ts';
import type { Origins, OriginStatus, RefreshReport } from './port.ts';
import { newRecord, USUAL_FILL } from './record.ts';
import { refreshOrigin } from './refresh.ts';
import { folderOf, type OriginTools } from './tools.ts';

/** So many are asked at once when all are. */
const MOST_AT_ONCE = 4;
const NOTHING = { added: 0, changed: 0, gone: 0, problem: null } as const;
const LEFT = { busy: 'Another process is at work on it just now.', removed: 'It was removed meanwhile.' } as const;

export interface KeptArchive {
  /** Absolute. */
  readonly archiveDir: string;
  readonly archiveName: string;
}

/** The origins of one archive. One for a process: what is under way is joined, not done twice. */
export class KeptOrigins implements Origins {
  readonly #tools: OriginTools;
  readonly #archive: KeptArchive;
  readonly #claims: Claims;
  readonly #refreshing = new Map<string, Promise<RefreshReport>>();

  constructor(tools: OriginTools, archive: KeptArchive) {
    this.#tools = tools;
    this.#archive = archive;
    this.#claims = new Claims(tools.store.origins);
  }

  async status(): Promise<readonly OriginStatus[]> {
    const { origins } = this.#tools.store;
    const claimed = await origins.claimed();
    const records = await this.#kept();
    const { folders } = await readListed(this.#archive.archiveDir);
    return Promise.all([
      folderStatus(this.#archive.archiveName, 'folder', origins.folderCounts(null), this.#archive.archiveDir),
      ...folders.map(async (folder) => folderStatus(folder, 'origins.yaml', origins.folderCounts(`${pathToFileURL(folder).href}/`))),
      ...records.map(async (record) => statusOf(record, claimed.has(record.id), await origins.counts(record.id))),
    ]);
  }

  async add(address: string): Promise<RefreshReport> {
    const { origins } = this.#tools.store;
    const id = readAddress(address);
    const known = (await this.#kept()).find((record) => record.id === id || record.document === id);
    if (known !== undefined) throw userError(`${known.id} is kept current already.`, 'Refresh it to have what is new at once: /archive refresh.');
    const former = await origins.get(id);
    const record = former === null ? newRecord(id, 'added', { every: null, fill: USUAL_FILL }) : { ...former, listed: 'added' as const };
    await origins.save(record);
    const report = await this.run(id);
    // Somebody put it into origins.yaml meanwhile: it is that file's now.
    if ((await origins.get(id))?.listed === 'origins.yaml') return report;
    const twin = (await this.#kept()).find((one) => one.id !== id && one.document === report.document);
    if (twin !== undefined) {
      await this.#takeBack(id, former, true);
      throw userError(`${id} shows what is kept current already: ${twin.id}.`, 'Refresh that one: /archive refresh.');
    }
    // An address that never gave anything is not kept: it would fail for ever.
    if (report.outcome === 'failed' && (former === null || former.kind === null)) await this.#takeBack(id, former, false);
    return report;
  }

  async remove(address: string, { articles }: { readonly articles: boolean }): Promise<{ id: string; removed: number; kept: number }> {
    const { origins } = this.#tools.store;
    const record = await this.#find(address);
    if (record.listed === 'origins.yaml') throw userError(`${record.id} is listed in origins.yaml.`, 'Take it out of that file, in the archive\'s folder; what it gave stays.');
    const before = await origins.counts(record.id);
    const removed = await this.#forget(record.id, articles);
    return { id: record.id, removed, kept: before.articles - removed };
  }

  async refresh(address: string | null): Promise<readonly RefreshReport[]> {
    const records = address === null ? await this.#kept() : [await this.#find(address)];
    const reports = new Map<string, RefreshReport>();
    const queue = records.values();
    const worker = async (): Promise<void> => { for (const { id } of queue) reports.set(id, await this.run(id)); };
    await Promise.all(Array.from({ length: MOST_AT_ONCE }, worker));
    return records.flatMap(({ id }) => reports.get(id) ?? []);
  }

  /** Refreshes one; what is under way already is waited for. */
  async run(id: string, signal?: AbortSignal): Promise<RefreshReport & { readonly document: string | null }> {
    let running = this.#refreshing.get(id);
    if (running === undefined) {
      running = this.#refresh(id, signal).finally(() => { this.#refreshing.delete(id); });
      this.#refreshing.set(id, running);
    }
    const report = await running;
    return { ...report, document: (await this.#tools.store.origins.get(id))?.document ?? null };
  }

  /** Fetches what is left of an origin's past; null when another process is at work on it, or it is removed meanwhile. */
  async fill(id: string, { signal, progress }: FillOptions): Promise<FillReport | null> {
    const outcome = await this.#claims.work(id, async (record, until) => fillOrigin(record, this.#tools, { signal: until, progress }), signal);
    return 'done' in outcome ? outcome.done : null;
  }

  /** Breaks off what is under way; it is taken up the next time. */
  stop(): void {
    this.#claims.breakOffAll();
  }

  async #refresh(id: string, signal: AbortSignal | undefined): Promise<RefreshReport> {
    const outcome = await this.#claims.work(id, async (record, until) => refreshOrigin(record, this.#tools, until), signal);
    return 'done' in outcome ? outcome.done : { id, outcome: 'busy', ...NOTHING, notice: LEFT[outcome.left] };
  }

  /** Those that are refreshed. */
  async #kept(): Promise<readonly OriginRecord[]> {
    return (await this.#tools.store.origins.list()).filter(({ listed }) => listed !== 'once');
  }

  async #find(address: string): Promise<OriginRecord> {
    const all = await this.#kept();
    const id = normalAddress(address);
    const found = all.find((record) => record.id === id || record.id === address.trim() || record.document === id);
    if (found !== undefined) return found;
    throw userError(`"${repeatable(address)}" is not kept current.`, all.length === 0 ? 'Nothing is yet: /archive add adds an address.' : 'Pick one of those offered; /archive status lists them all.');
  }

  /** As if it had not been added. What was taken in by hand before stays, with what it gave. */
  async #takeBack(id: string, former: OriginRecord | null, articles: boolean): Promise<void> {
    if (former === null) await this.#forget(id, articles);
    else await this.#tools.store.origins.change(id, (was) => ({ ...was, listed: former.listed }));
  }

  /** Its collections that are not another origin's, too: a page of its site may be kept current, or taken in, by itself. */
  async #ownCollections(id: string): Promise<string[]> {
    const { origins } = this.#tools.store;
    const own = new Set([id, ...(await origins.documents(id)).map(({ url }) => url)]);
    for (const other of await origins.list()) {
      if (other.id === id) continue;
      own.delete(other.id);
      for (const { url } of await origins.documents(other.id)) own.delete(url);
    }
    return [...own];
  }

  /** The number of articles that went. */
  async #forget(id: string, articles: boolean): Promise<number> {
    const { store } = this.#tools;
    const outcome = await this.#claims.giveUp(id, async () => {
      const removed = articles ? (await this.#tools.takeIn([], await this.#ownCollections(id))).removed : 0;
      await store.origins.remove(id);
      for (const what of ['now', 'past'] as const) await rm(await folderOf(this.#tools, { id }, what), { recursive: true, force: true });
      return removed;
    });
    if ('done' in outcome) return outcome.done;
    throw userError(LEFT[outcome.left], 'Try again in a minute; /archive status tells how it does.');
  }
}

/** An address to fetch, in the one form that equal addresses have. Throws a user error for anything else. */
export function readAddress(address: string): string {
  const id = normalAddress(address);
  if (id !== null) return id;
  throw userError(`"${repeatable(address)}" is no address that can be fetched.`, 'Give a web address (http or https, without a password), such as https://example.org/feed/.');
}

async function folderStatus(id: string, listed: OriginStatus['listed'], counts: Promise<{ readonly articles: number; readonly gone: number }>, path = id): Promise<OriginStatus> {
  const problem = (await stat(path).then((found) => found.isDirectory(), () => false)) ? null : missing(id);
  return { id, kind: 'folder', listed, state: problem === null ? 'current' : 'failing', ...(await counts), lastSuccess: null, lastTry: null, nextTry: null, problem, filling: null };
}

function missing(folder: string): NonNullable<OriginStatus['problem']> {
  const now = new Date().toISOString();
  return { kind: 'not-found', message: `There is no folder ${folder}.`, remedy: 'Check its path in origins.yaml, or mount its disk; what it gave stays.', retryAt: null, since: now, failures: 1 };
}

function statusOf(record: OriginRecord, isClaimed: boolean, counts: { readonly articles: number; readonly gone: number }): OriginStatus {
  const { id, kind, lastSuccess, lastTry, nextTry, problem, filling } = record;
  const state = isClaimed ? 'refreshing' : problem !== null ? 'failing' : lastSuccess === null ? 'new' : 'current';
  const listed = record.listed === 'once' ? 'added' : record.listed;
  const told = problem === null ? null : { ...problem, kind: PROBLEM_KINDS.find((known) => known === problem.kind) ?? 'internal' };
  return { id, kind, listed, state, ...counts, lastSuccess, lastTry, nextTry, problem: told, filling: filling === null ? null : { done: filling.done } };
}
