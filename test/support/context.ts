import type { Command, Context } from '../../src/command.ts';
import type { Store } from '../../src/store/store.ts';
import { searcherOver } from '../search/helpers.ts';

/** What a command may use, over an empty index, with nothing fetched or kept unless told otherwise. */
export async function contextOf(store: Store, commands: readonly Command[], parts: Partial<Context> = {}): Promise<Context> {
  return { store, searcher: await searcherOver([]), archiveName: 'test', commands, origins: null, state: null, languages: new Map(), contextParagraphs: 5, ...parts };
}
