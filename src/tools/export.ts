import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { plural } from '../command/describe.ts';
import { readConfig } from '../config.ts';
import { writeDraft } from '../draft.ts';
import { userError } from '../errors.ts';
import { fromCaller } from '../hosts/terminal/caller.ts';
import { readFlags } from '../hosts/terminal/flags.ts';
import { plain } from '../hosts/terminal/plain.ts';
import { exportLine } from '../ingest/exported.ts';
import type { HeldArticle, Store } from '../store/store.ts';
import { defineTool } from '../tools.ts';
import { withStore } from '../with-store.ts';

export default defineTool({
  name: 'export',
  description: 'Write the whole archive as JSON Lines, one article a line, to a file or standard output',
  usage: '[FILE] [--force]',
  async run(args) {
    const { values, words } = readFlags(args, { force: { type: 'boolean' } });
    const [name] = words;
    if (words.length > 1) throw userError('export takes one file.', 'For example: npm run -s backfile -- export archive.jsonl');
    return withStore(readConfig(process.env), async (store) => {
      if (name === undefined) {
        const articles = await write(store, process.stdout, { end: false });
        return { data: { articles }, text: null };
      }
      const file = fromCaller(name);
      const articles = await writeDraft(file, { force: values['force'] === true }, async (draft) => write(store, createWriteStream(draft)));
      return { data: { file, articles }, text: plain(`${plural(articles, 'article')} in ${file}\nIn a folder that is an ARCHIVE_DIR it comes in as it went out.`) };
    });
  },
});

/** The number of articles. No more is in memory than the stream takes. */
async function write(store: Store, to: NodeJS.WritableStream, options: { readonly end?: boolean } = {}): Promise<number> {
  let articles = 0;
  async function* lines(): AsyncGenerator<string> {
    for await (const article of store.all()) {
      yield `${lineOf(article)}\n`;
      articles++;
    }
  }
  await pipeline(Readable.from(lines()), to, options);
  return articles;
}

function lineOf(article: HeldArticle): string {
  const alsoAt = article.alsoAt.map((copy) => ({ ...copy, key: copy.key ?? null }));
  return exportLine({ ...article, key: article.key ?? null, alsoAt });
}
