import { rm } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { userError } from '../errors.ts';
import type { OriginRecord } from '../store/origins.ts';
import { PROBLEM_KINDS } from '../web/problem.ts';
import { fillOrigin } from './fill.ts';
import type { FillOptions, FillReport } from './filling.ts';
import { normalAddress } from './find/address.ts';
import { readListed } from './listed.ts';
import type { Origins, OriginStatus, RefreshReport } from './port.ts';
import { newRecord, USUAL_FILL } from './record.ts';
import { refreshOrigin } from './refresh.ts';
import { folderOf, type OriginTools } from './tools.ts';

/** A claim is renewed well before it ends; one that is not renewed ends soon after its process has hung. */
const CLAIM_MS = 60_000;
const RENEW_MS = 15_000;
const NOTHING = { added: 0, changed: 0, gone: 0, problem: null } as const;

export interface KeptArchive {
  /** Absolute. */
  readonly archiveDir: string;
  readonly archiveName: string;
}

/** The origins of one archive. One for a process: what is under way is joined, not done twice. */
export class KeptOrigins implements Origins {
  readonly #tools: OriginTools;
  readonly #archive: KeptArchive;
  readonly #refreshing = new Map<string, Promise<RefreshReport>>();
  /** What breaks off the work on an origin that is under way here. */
  readonly #working = new Map<string, Set<AbortController>>();

  constructor(tools: OriginTools, archive: KeptArchive) {
    this.#tools = tools;
    this.#archive = archive;
  }

  async status(): Promise<readonly OriginStatus[]> {
    const { origins } = this.#tools.store;
    const claimed = await origins.claimed();
    const records = (await origins.list()).filter(({ listed }) => listed !== 'once');
    const { folders } = await readListed(this.#archive.archiveDir);
    return Promise.all([
      folderStatus(this.#archive.archiveName, 'folder', origins.folderCounts(null)),
      ...folders.map(async (folder) => folderStatus(folder, 'origins.yaml', origins.folderCounts(`${pathToFileURL(folder).href}/`))),
      ...records.map(async (record) => statusOf(record, claimed.has(record.id), await origins.counts(record.id))),
    ]);
  }

  async add(address: string): Promise<RefreshReport> {
    const { origins } = this.#tools.store;
    const id = readAddress(address);
    const known = (await origins.list()).find((record) => record.listed !== 'once' && (record.id === id || record.document === id));
    if (known !== undefined) throw userError(`${known.id} is kept current already.`, 'Refresh it to have what is new at once: /archive refresh.');
    const former = await origins.get(id);
    const record = former === null ? newRecord(id, 'added', { every: null, fill: USUAL_FILL }) : { ...former, listed: 'added' as const };
    await origins.save(record);
    const report = await this.run(id);
    const twin = (await origins.list()).find((one) => one.id !== id && one.listed !== 'once' && one.document === report.document);
    if (twin === undefined && (report.outcome !== 'failed' || former !== null)) return report;
    // An address that gave nothing is not kept: it would fail for ever.
    if (twin !== undefined) {
      await this.#forget(id, true);
      throw userError(`${id} shows what is kept current already: ${twin.id}.`, 'Refresh that one: /archive refresh.');
    }
    await this.#forget(id, false);
    return report;
  }

  async remove(address: string, { articles }: { readonly articles: boolean }): Promise<{ id: string; removed: number; kept: number }> {
    const { origins } = this.#tools.store;
    const record = await this.#find(address);
    if (record.listed === 'origins.yaml') throw userError(`${record.id} is listed in origins.yaml.`, 'Take it out of that file, in the archive\'s folder; what it gave stays.');
    this.#breakOff(record.id);
    const before = await origins.counts(record.id);
    const removed = await this.#forget(record.id, articles);
    return { id: record.id, removed, kept: before.articles - removed };
  }

  async refresh(address: string | null): Promise<readonly RefreshReport[]> {
    const records = address === null ? (await this.#tools.store.origins.list()).filter(({ listed }) => listed !== 'once') : [await this.#find(address)];
    return Promise.all(records.map(async ({ id }) => this.run(id)));
  }

  /** Refreshes one; what is under way already is waited for. */
  async run(id: string, signal?: AbortSignal): Promise<RefreshReport & { readonly document: string | null }> {
    let running = this.#refreshing.get(id);
    if (running === undefined) {
      running = this.#claimed<RefreshReport>(id, { id, outcome: 'busy', ...NOTHING, notice: 'Another process is at work on it just now.' }, signal, async (record, until) => refreshOrigin(record, this.#tools, until))
        .finally(() => { this.#refreshing.delete(id); });
      this.#refreshing.set(id, running);
    }
    const report = await running;
    return { ...report, document: (await this.#tools.store.origins.get(id))?.document ?? null };
  }

  /** Fetches what is left of an origin's past; null when another process is at work on it. */
  async fill(id: string, options: FillOptions): Promise<FillReport | null> {
    return this.#claimed<FillReport | null>(id, null, options.signal, async (record, signal) => fillOrigin(record, this.#tools, { ...options, signal }));
  }

  /** Breaks off what is under way; it is taken up the next time. */
  stop(): void {
    for (const id of this.#working.keys()) this.#breakOff(id);
  }

  #breakOff(id: string): void {
    for (const each of this.#working.get(id) ?? []) each.abort(new Error(`The work on ${id} was broken off.`));
  }

  async #claimed<T>(id: string, busy: T, signal: AbortSignal | undefined, work: (record: OriginRecord, signal: AbortSignal) => Promise<T>): Promise<T> {
    const { origins } = this.#tools.store;
    if (!(await origins.claim(id, process.pid, CLAIM_MS))) return busy;
    const breaking = new AbortController();
    const working = this.#working.get(id) ?? new Set();
    this.#working.set(id, working.add(breaking));
    const renewing = setInterval(() => { origins.claim(id, process.pid, CLAIM_MS).catch(() => undefined); }, RENEW_MS);
    try {
      const record = await origins.get(id);
      return record === null ? busy : await work(record, signal === undefined ? breaking.signal : AbortSignal.any([signal, breaking.signal]));
    } finally {
      clearInterval(renewing);
      working.delete(breaking);
      if (working.size === 0) {
        this.#working.delete(id);
        await origins.release(id, process.pid);
      }
    }
  }

  async #find(address: string): Promise<OriginRecord> {
    const all = (await this.#tools.store.origins.list()).filter(({ listed }) => listed !== 'once');
    const id = normalAddress(address);
    const found = all.find((record) => record.id === id || record.id === address.trim() || record.document === id);
    if (found !== undefined) return found;
    throw userError(`"${address.slice(0, 100)}" is not kept current.`, all.length === 0 ? 'Nothing is yet: /archive add adds an address.' : 'Pick one of those offered; /archive status lists them all.');
  }

  /** The number of articles that went. */
  async #forget(id: string, articles: boolean): Promise<number> {
    const { store } = this.#tools;
    const collections = [id, ...(await store.origins.documents(id)).map(({ url }) => url)];
    const removed = articles ? (await this.#tools.takeIn([], collections)).removed : 0;
    await store.origins.remove(id);
    for (const what of ['now', 'past'] as const) await rm(await folderOf(this.#tools, { id }, what), { recursive: true, force: true });
    return removed;
  }
}

/** An address to fetch, in the one form that equal addresses have. Throws a user error for anything else. */
export function readAddress(address: string): string {
  const id = normalAddress(address);
  if (id !== null) return id;
  throw userError(`"${address.slice(0, 100)}" is no address that can be fetched.`, 'Give a web address (http or https, without a password), such as https://example.org/feed/.');
}

async function folderStatus(id: string, listed: OriginStatus['listed'], counts: Promise<{ readonly articles: number; readonly gone: number }>): Promise<OriginStatus> {
  return { id, kind: 'folder', listed, state: 'current', ...(await counts), lastSuccess: null, lastTry: null, nextTry: null, problem: null, filling: null };
}

function statusOf(record: OriginRecord, isClaimed: boolean, counts: { readonly articles: number; readonly gone: number }): OriginStatus {
  const { id, kind, lastSuccess, lastTry, nextTry, problem, filling } = record;
  const state = isClaimed ? 'refreshing' : problem !== null ? 'failing' : lastSuccess === null ? 'new' : 'current';
  const listed = record.listed === 'once' ? 'added' : record.listed;
  const told = problem === null ? null : { ...problem, kind: PROBLEM_KINDS.find((known) => known === problem.kind) ?? 'internal' };
  return { id, kind, listed, state, ...counts, lastSuccess, lastTry, nextTry, problem: told, filling: filling === null ? null : { done: filling.done } };
}
