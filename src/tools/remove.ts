import { foldName } from '../archive/fold.ts';
import { OPERATOR } from '../command.ts';
import { titleOf } from '../command/describe.ts';
import { readConfig } from '../config.ts';
import { erase } from '../erase.ts';
import { userError } from '../errors.ts';
import { readFlags } from '../hosts/terminal/flags.ts';
import { plain } from '../hosts/terminal/plain.ts';
import type { Store } from '../store/store.ts';
import { withStore } from '../with-store.ts';
import { defineTool } from '../tools.ts';

export default defineTool({
  name: 'remove',
  description: 'Erase an article for good: from the archive, its index and all that is kept of them',
  usage: 'ARTICLE --purge',
  async run(args) {
    const { values, words } = readFlags(args, { purge: { type: 'boolean' } });
    const what = words.join(' ').trim();
    if (what === '') throw userError('No article is named.', 'Give its id, the id of one of its paragraphs, or its whole title: backfile remove ARTICLE --purge');
    return withStore(readConfig(process.env), async (store, file) => {
      const { id, name } = await find(store, what);
      if (values['purge'] !== true) {
        throw userError(
          `Nothing was removed. Removing is for good: ${name} with all its former versions is erased from STATE_DIR, and no later ingest brings it back.`,
          `If that is what you want: backfile remove ${id} --purge`,
        );
      }
      const purged = await erase(store, file, id, () => { process.stderr.write('Another process is reading articles in; this waits until it is done.\n'); });
      if (purged === null) throw userError(`No article "${what.slice(0, 80)}" in this archive.`, 'It was removed a moment ago.');
      const told = `Removed for good: ${name}. Its id now says so, and no ingest brings it back.`;
      return { data: { removed: { id, at: purged.at } }, text: plain(`${told}\nThe files of ARCHIVE_DIR, exports and backups are yours to change: what they hold of it is still there.`) };
    });
  },
});

/** By id of an article or a paragraph, also of one that was removed before; else by a title that only one article has. */
async function find(store: Store, what: string): Promise<{ id: string; name: string }> {
  const [paragraph] = await store.paragraphs([what]);
  for (const id of [what, paragraph?.articleId, what.slice(0, Math.max(0, what.lastIndexOf('.')))]) {
    if (id === undefined) continue;
    const article = await store.article(id);
    if (article !== null) return { id, name: `“${titleOf(article, OPERATOR.words)}” (${id})` };
    if ((await store.purged(id)) !== null) return { id, name: `the article ${id}` };
  }
  const [only, ...others] = (await store.findByTitle(what, 50)).filter(({ title }) => foldName(title) === foldName(what));
  if (only === undefined) throw userError(`No article "${what.slice(0, 80)}" in this archive.`, 'Give its id, which /source shows, or its whole title.');
  if (others.length > 0) throw userError(`${others.length + 1} articles have the title "${what.slice(0, 80)}".`, `Give the id of one: ${[only, ...others].map(({ id }) => id).join(', ').slice(0, 500)}`);
  return { id: only.id, name: `“${titleOf(only, OPERATOR.words)}” (${only.id})` };
}
