import { loadFormats } from '../../../src/ingest/formats.ts';
import { syncFolder } from '../../../src/ingest/sync.ts';
import { lockForIngest } from '../../../src/store/lock.ts';
import { openSqliteStore } from '../../../src/store/sqlite.ts';

/** Ingests a folder and acknowledges on standard output how many articles are stored, until it is done or killed. */
const [folder = '', file = ''] = process.argv.slice(2);
const store = await openSqliteStore(file);
const lock = await lockForIngest(file);
let told = 0;
const { added, changed, removed } = await syncFolder(store, folder, await loadFormats(), { progress: ({ articles }) => {
  if (articles > told) process.stdout.write(`${articles}\n`);
  told = articles;
} });
process.stdout.write(`done ${JSON.stringify({ added, changed, removed })}\n`);
lock.release();
await store.close();
