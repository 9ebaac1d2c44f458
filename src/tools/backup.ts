import { stat } from 'node:fs/promises';
import { plural } from '../command/describe.ts';
import { readConfig } from '../config.ts';
import { writeDraft } from '../draft.ts';
import { userError } from '../errors.ts';
import { fromCaller } from '../hosts/terminal/caller.ts';
import { readFlags } from '../hosts/terminal/flags.ts';
import { plain } from '../hosts/terminal/plain.ts';
import { openSqliteStore } from '../store/sqlite.ts';
import type { StoreCounts } from '../store/store.ts';
import { defineTool } from '../tools.ts';
import { withStore } from '../with-store.ts';

export default defineTool({
  name: 'backup',
  description: 'Copy the archive\'s whole store into one file, while the bot runs and also while it is written; not what users asked',
  usage: 'FILE [--force]',
  async run(args) {
    const { values, words } = readFlags(args, { force: { type: 'boolean' } });
    const [name] = words;
    if (name === undefined || words.length > 1) throw userError('backup takes one file.', 'For example: npm run -s backfile -- backup archive.sqlite');
    const file = fromCaller(name);
    return withStore(readConfig(process.env), async (store, storeFile) => {
      const counts = await writeDraft(file, { force: values['force'] === true }, async (draft) => {
        await store.copyTo(draft);
        return countsOf(draft);
      });
      const { size: bytes } = await stat(file);
      const restore = `cp ${quoted(file)} ${quoted(storeFile)} && rm -f ${quoted(`${storeFile}-wal`)} ${quoted(`${storeFile}-shm`)}`;
      const told = `${plural(counts.articles, 'article')}, ${plural(counts.paragraphs, 'paragraph')}, ${(bytes / 1e6).toFixed(1)} MB; the copy was checked: ${file}`;
      return { data: { file, bytes, ...counts, restore }, text: plain(`${told}\nTo restore it: stop Backfile, then: ${restore}`) };
    });
  },
});

/** Of the copy itself: the store may have grown meanwhile. */
async function countsOf(file: string): Promise<StoreCounts> {
  const copy = await openSqliteStore(file);
  try {
    return await copy.counts();
  } finally {
    await copy.close();
  }
}

/** For a POSIX shell. */
function quoted(path: string): string {
  return /^[\w./@:+-]+$/u.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}
