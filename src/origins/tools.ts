import { createHash } from 'node:crypto';
import { mkdir, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Input } from '../ingest/files.ts';
import type { Format } from '../ingest/format.ts';
import type { PathsReport } from '../ingest/ingest-paths.ts';
import type { OriginRecord } from '../store/origins.ts';
import type { Store } from '../store/store.ts';
import type { Fetcher } from '../web/fetcher.ts';

/** What origins are refreshed with. */
export interface OriginTools {
  readonly store: Store;
  readonly fetcher: Fetcher;
  readonly formats: readonly Format[];
  /** Where is kept what was fetched and not taken in yet. */
  readonly folder: string;
  /** Takes files in; collections of `forget` are given up with what only they hold. */
  readonly takeIn: (inputs: readonly Input[], forget?: readonly string[]) => Promise<PathsReport>;
}

/**
 * Where an origin's documents are kept until they are taken in; made if it is not there. Those of its past have a folder of
 * their own: it can be refreshed meanwhile.
 */
export async function folderOf({ folder }: Pick<OriginTools, 'folder'>, { id }: Pick<OriginRecord, 'id'>, what: 'now' | 'past' = 'now'): Promise<string> {
  const own = join(folder, `${createHash('sha256').update(id).digest('hex').slice(0, 16)}-${what}`);
  await mkdir(own, { recursive: true, mode: 0o700 });
  return own;
}

/** Where feeds and pages say what they are. In bytes. */
const HEAD = 65_536;

/** The beginning of a fetched text. */
export async function headOf(path: string): Promise<string> {
  const handle = await open(path);
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    return buffer.toString('utf8', 0, bytesRead);
  } finally {
    await handle.close();
  }
}
