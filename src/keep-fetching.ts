import { setTimeout as sleep } from 'node:timers/promises';
import { readdir } from 'node:fs/promises';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import { Fault } from './errors.ts';
import type { OpenArchive } from './open.ts';
import { keepOrigins } from './origins/keeper.ts';
import { readListed } from './origins/listed.ts';
import { ListedOrigins } from './origins/sync-listed.ts';
import { watchFolder } from './origins/watch.ts';

/** What is being taken in may wait for another process's ingest: when the bot stops, that is not waited for. The next start takes it up. */
const FINISH_WITHIN_MS = 10_000;

/**
 * From now on, what changes in the archive's folders is read, and origins are refreshed when their time has come. Gives the
 * function that ends this.
 */
export function keepFetching({ archiveDir, stateDir }: Config, archive: OpenArchive, log: Logger, finishWithinMs = FINISH_WITHIN_MS): () => Promise<void> {
  const { origins, context: { store } } = archive;
  const listed = new ListedOrigins(archiveDir, store.origins);
  const changed = async (): Promise<void> => {
    for (const warning of await archive.reread()) log.warn(warning, 'archive');
    for (const folder of (await readListed(archiveDir)).folders) {
      watched.add(folder);
      await readFolder(folder, archive, log);
    }
  };
  const watched = watchFolder({ folder: archiveDir, except: stateDir, changed, log });
  // Folders elsewhere were not read when the archive was opened.
  readListed(archiveDir).then(({ folders }) => { if (folders.length > 0) watched.soon(); }, () => undefined);
  const leaveOrigins = keepOrigins({ origins, records: store.origins, follow: async () => listed.follow(), log });
  return async () => {
    origins.stop();
    await Promise.race([Promise.all([watched.end(), leaveOrigins()]), sleep(finishWithinMs, undefined, { ref: false })]);
  };
}

async function readFolder(folder: string, { takeIn }: OpenArchive, log: Logger): Promise<void> {
  try {
    // A disk that is not mounted looks like this; who means it removes the folder from the list.
    if ((await readdir(folder).catch(() => [''])).length === 0) {
      log.warn({ where: folder }, 'a folder of origins.yaml is empty; what it gave stays');
      return;
    }
    for (const warning of (await takeIn([folder])).warnings) log.warn(warning, 'archive');
  } catch (error) {
    if (!(error instanceof Fault) || error.type !== 'user') throw error;
    log.warn({ where: folder, what: error.message, remedy: error.remedy }, 'a folder of origins.yaml cannot be read; what it gave stays');
  }
}
