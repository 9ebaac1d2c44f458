import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Config } from './config.ts';
import { Fault, userError } from './errors.ts';
import type { NamedFile } from './ingest/files.ts';
import { loadFormats } from './ingest/formats.ts';
import { sumReports, type PathsReport } from './ingest/ingest-paths.ts';
import { openOrigins } from './open-origins.ts';
import type { FillOptions } from './origins/filling.ts';
import { KeptOrigins, readAddress } from './origins/kept-origins.ts';
import { discover } from './origins/obtain.ts';
import { newRecord, withFill } from './origins/record.ts';
import { openSqliteStore } from './store/sqlite.ts';
import type { Store } from './store/store.ts';
import { openFetcher } from './web/polite.ts';
import type { Problem } from './web/problem.ts';

export interface FetchOnceTask {
  readonly addresses: readonly string[];
  /** How many documents of the past at most. */
  readonly fill: number;
  readonly progress: NonNullable<FillOptions['progress']>;
}

/**
 * Fetches addresses and takes in what they give, with their past, without keeping them current. Broken off at any point, the
 * same again goes on. Throws a user error for an address that cannot be had.
 */
export async function fetchOnce(config: Config, storeFile: string, { addresses, fill, progress }: FetchOnceTask): Promise<PathsReport> {
  const store = await openSqliteStore(storeFile);
  const { tools, close } = await openOrigins(config, store, storeFile);
  const reports: PathsReport[] = [];
  const counting = {
    ...tools,
    takeIn: async (...given: Parameters<typeof tools.takeIn>) => {
      const report = await tools.takeIn(...given);
      reports.push(report);
      return report;
    },
  };
  try {
    const origins = new KeptOrigins(counting, config);
    for (const id of addresses.map(readAddress)) {
      const known = await store.origins.get(id);
      await store.origins.save(known === null ? newRecord(id, 'once', { every: null, fill }) : withFill(known, Math.max(known.fill, fill)));
      const { outcome, problem, notice } = await origins.run(id);
      if (problem !== null) throw unfetched(problem);
      if (outcome === 'busy') throw userError(notice ?? 'Another process is at work on it.', 'Wait until that is done.');
      const filled = await origins.fill(id, { progress });
      if (filled !== null && filled.problem !== null) reports.push(broken(id, filled.problem));
      reports.push(await held(store, id, reports.length === 0));
    }
    return sumReports(reports);
  } finally {
    await close();
    await store.close();
  }
}

/** Fetches addresses into files that `use` reads; nothing of it is kept. */
export async function fetchToLookAt<T>(config: Config, addresses: readonly string[], use: (files: readonly NamedFile[]) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'backfile-'));
  const tools = { fetcher: openFetcher({ allow: config.fetchAllow }), formats: await loadFormats() };
  try {
    const files: NamedFile[] = [];
    for (const [place, id] of addresses.map(readAddress).entries()) {
      const found = await discover(id, tools, { file: join(folder, String(place)) });
      if (found.state === 'failed') throw unfetched(found.problem);
      if (found.state === 'fetched') files.push({ ...found.file, collection: id });
    }
    return await use(files);
  } finally {
    await tools.fetcher.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** What it gave, now or earlier. */
async function held({ origins }: Store, id: string, isUnchanged: boolean): Promise<PathsReport> {
  const none = sumReports([]);
  return { ...none, files: { ...none.files, unchanged: isUnchanged ? 1 : 0 }, collections: [id, ...(await origins.documents(id)).map(({ url }) => url)] };
}

function unfetched({ message, remedy }: Problem): Fault {
  return userError(message, remedy);
}

/** What stopped the fetching of the past, as a warning: what came before it is stored. */
function broken(id: string, { message, remedy }: Problem): PathsReport {
  return { ...sumReports([]), warnings: [{ where: id, what: `older articles could not be fetched to their end: ${message} ${remedy} The same again goes on from there` }] };
}
