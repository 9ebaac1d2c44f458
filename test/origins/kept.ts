import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readConfig } from '../../src/config.ts';
import { openOrigins } from '../../src/open-origins.ts';
import type { KeptOrigins } from '../../src/origins/kept-origins.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store, StoredArticle } from '../../src/store/store.ts';
import type { Limits } from '../../src/web/limits.ts';

export interface Kept {
  readonly folder: string;
  readonly store: Store;
  readonly origins: KeptOrigins;
  /** All articles, by the number at the end of their key. */
  articles(): Promise<StoredArticle[]>;
  close(): Promise<void>;
}

/** An empty archive in a folder of its own that may be fetched from these hosts; or one that is there, opened again. */
export async function openKept(allow: readonly string[], at?: string, limits?: Partial<Limits>): Promise<Kept> {
  const folder = at ?? (await mkdtemp(join(tmpdir(), 'backfile-origins-')));
  await mkdir(join(folder, 'archive'), { recursive: true });
  await mkdir(join(folder, 'state'), { recursive: true });
  const config = readConfig({ ARCHIVE_DIR: join(folder, 'archive'), STATE_DIR: join(folder, 'state'), FETCH_ALLOW: allow.join(',') });
  const file = join(folder, 'state', 'store.sqlite');
  const store = await openSqliteStore(file);
  const opened = await openOrigins(config, store, file, limits);
  return {
    folder,
    store,
    origins: opened.origins,
    articles: async () => {
      const all: StoredArticle[] = [];
      for (let cursor: string | null = null; ; ) {
        const page = await store.list({}, { cursor, limit: 1_000 });
        all.push(...page.articles);
        if (page.cursor === null) return all;
        cursor = page.cursor;
      }
    },
    close: async () => {
      await opened.close();
      await store.close();
    },
  };
}

export async function removeKept({ folder }: Kept): Promise<void> {
  await rm(folder, { recursive: true, force: true });
}
