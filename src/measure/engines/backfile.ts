import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { OPERATOR, type Callable } from '../../command.ts';
import { readArguments } from '../../command/arguments.ts';
import { findCallable } from '../../command/callables.ts';
import { readConfig } from '../../config.ts';
import { Fault } from '../../errors.ts';
import { openArchive, type OpenArchive } from '../../open.ts';
import { storeFile } from '../../state-file.ts';
import { follow } from '../../search/follow.ts';
import type { Meaning } from '../../search/meaning.ts';
import { loadIndexes } from '../../search/indexes.ts';
import type { IndexModule } from '../../search/port.ts';
import { storeReader } from '../../search/reader.ts';
import { Searcher } from '../../search/searcher.ts';
import { openSqliteStore } from '../../store/sqlite.ts';
import type { Document } from '../collection.ts';
import { LOOKED_AT, QUOTED, type Engine, type Place } from '../engine.ts';
import type { Completed, Completion } from '../questions/completions.ts';
import { withMeaning } from '../semantic.ts';
import { secondsSince, type BuiltRanker } from '../ranker.ts';
import { storedDocuments } from '../stored.ts';

/** What compares by meaning over a store, once it has read all of it. */
type OpenMeaning = (storeFile: string) => Promise<Meaning & { close(): Promise<void> }>;

/** This project's own search over a store of its own, in a folder that goes when the ranker is closed. */
export async function rankWithBackfile(documents: readonly Document[], indexName: string, openMeaning: OpenMeaning | null = null): Promise<BuiltRanker> {
  const module = await findIndex(indexName);
  const folder = await mkdtemp(join(tmpdir(), 'backfile-eval-'));
  const storeFile = join(folder, 'store.sqlite');
  const store = await openSqliteStore(storeFile);
  await store.replaceCollection({ id: 'corpus.jsonl', fingerprint: '' }, await storedDocuments(documents));
  const index = await module.open({ storeFile, storeId: await store.identity() });
  const started = performance.now();
  await follow(index, store);
  const buildSeconds = secondsSince(started);
  const meaning = (await openMeaning?.(storeFile)) ?? null;
  const searcher = new Searcher(index, storeReader(store), { meaning });
  const ranker = {
    rank: async (question: string, limit: number) => {
      const answer = await unlessRefused(async () => withMeaning(await searcher.search({ question, limit, articles: null, fold: false })));
      return (answer?.hits ?? []).map(({ paragraph }) => paragraph.source.articleId);
    },
    judge: async (question: string) => {
      const answer = await unlessRefused(async () => withMeaning(await searcher.search({ question, limit: 5, articles: null })));
      return answer ?? { confidence: 'absent' as const, score: 0 };
    },
    close: async () => {
      await meaning?.close();
      await index.close();
      await store.close();
      await rm(folder, { recursive: true });
    },
  };
  return { ranker, buildSeconds };
}

/** A question without a word to look for is a mistake of its asker's, who is told so; measured, it finds nothing: null. */
async function unlessRefused<T>(search: () => Promise<T>): Promise<T | null> {
  try {
    return await search();
  } catch (error) {
    if (error instanceof Fault && error.type === 'user') return null;
    throw error;
  }
}

async function findIndex(name: string): Promise<IndexModule> {
  const indexes = await loadIndexes();
  const chosen = indexes.find((index) => index.name === name);
  if (chosen === undefined) throw new Fault('config', `There is no index "${name}" in src/search/indexes.`, `There is: ${indexes.map((index) => index.name).join(', ')}.`);
  return chosen;
}

/** Where the project keeps an archive's store. */
export async function storeFileOf({ archiveDir, stateDir }: Place): Promise<string> {
  return storeFile({ archiveDir, stateDir, archiveName: basename(archiveDir) });
}

/** Which option of which command offers what. */
const OFFERED_BY: Readonly<Record<Completed, readonly [command: string, option: string]>> = {
  title: ['source', 'article'],
  publisher: ['search', 'publisher'],
  category: ['search', 'category'],
  name: ['search', 'question'],
};

/** The whole bot without its host: the archive is opened as at its start, and a question goes through the command `search`. */
export class BackfileEngine implements Engine {
  readonly #archive: OpenArchive;
  readonly #search: Callable;

  private constructor(archive: OpenArchive) {
    this.#archive = archive;
    this.#search = commandOf(archive, 'search');
  }

  /** `semantic` as the setting of that name. What it needs is waited for. */
  static async open({ archiveDir, stateDir }: Place, semantic?: string): Promise<BackfileEngine> {
    const archive = await openArchive(readConfig({ ARCHIVE_DIR: archiveDir, STATE_DIR: stateDir, SEMANTIC: semantic }));
    if (semantic !== undefined) withMeaning(await archive.context.searcher.search({ question: 'archive', limit: 1, articles: null }));
    return new BackfileEngine(archive);
  }

  async answer(question: string): ReturnType<Engine['answer']> {
    const reply = await unlessRefused(() => this.#ask(question, QUOTED));
    return { reply, topTen: async () => (reply === null ? [] : paragraphsOf(await this.#ask(question, LOOKED_AT))) };
  }

  async suggest({ of, typed }: Completion): Promise<readonly string[] | null> {
    const [command, option] = OFFERED_BY[of];
    const definition = commandOf(this.#archive, command).options[option];
    if (definition?.type !== 'string' || definition.suggest === undefined) return null;
    return (await definition.suggest(typed, this.#archive.context, OPERATOR)).map(({ name }) => name);
  }

  async close(): Promise<void> {
    await this.#archive.close();
  }

  async #ask(question: string, limit: number): ReturnType<Callable['run']> {
    return this.#search.run(readArguments(this.#search, { question, limit }, OPERATOR.words), this.#archive.context, OPERATOR);
  }
}

function commandOf({ context }: OpenArchive, name: string): Callable {
  const command = findCallable(context.commands, name, null);
  if (command === null) throw new Fault('config', `There is no command "${name}" in commands.`, 'Restore that file.');
  return command;
}

/** Those that are quoted, and those folded into them. */
function paragraphsOf({ data }: Awaited<ReturnType<Callable['run']>>): string[] {
  const { quotes } = data as { quotes: { paragraph: { id: string }; also: { paragraphId: string }[] }[] };
  return quotes.flatMap(({ paragraph, also }) => [paragraph.id, ...also.map(({ paragraphId }) => paragraphId)]);
}
