import { readdir, stat } from 'node:fs/promises';
import type { Context } from './command.ts';
import { loadCommands } from './commands.ts';
import type { Config } from './config.ts';
import { Fault, messageOf } from './errors.ts';
import { Follower } from './follower.ts';
import type { Warning } from './ingest/format.ts';
import { openState } from './open-state.ts';
import { openOrigins, type OpenOrigins } from './open-origins.ts';
import { ListedOrigins } from './origins/sync-listed.ts';
import { isSmall, runUpdate } from './run-update.ts';
import { chooseIndex } from './search/choose.ts';
import { follow } from './search/follow.ts';
import { keepLevel, readLevel } from './search/level-file.ts';
import type { Meaning } from './search/meaning.ts';
import { readNames } from './search/names.ts';
import type { Index, IndexPlace } from './search/port.ts';
import { storeReader } from './search/reader.ts';
import { Searcher } from './search/searcher.ts';
import type { SemanticStage } from './semantic/stage.ts';
import type { StageOptions } from './semantic/stage-options.ts';
import { openSqliteStore } from './store/sqlite.ts';
import { storeFile } from './state-file.ts';
import type { Store } from './store/store.ts';
import type { Listener } from './update.ts';
import { loadLanguages } from './words/words.ts';

export interface OpenArchive {
  readonly context: Context;
  /** What was odd about the files read just now; files that did not change are not read again. */
  readonly warnings: readonly Warning[];
  /** Settles when the archive's files are read; with what was odd about them, where that came after the opening. */
  readonly updated: Promise<readonly Warning[]>;
  /** Brings it in line with what other processes did to its store since: see keep-current.ts. */
  follow(): Promise<void>;
  /** What the archive is fetched from. */
  readonly origins: OpenOrigins['origins'];
  /** Reads its folder anew; what changed is brought in by {@link OpenArchive.follow}. Gives what was odd about the files read. */
  reread(): Promise<readonly Warning[]>;
  /** Takes in files and folders from elsewhere. */
  readonly takeIn: OpenOrigins['tools']['takeIn'];
  /** Of the store, and up to where the index holds every change. */
  sequences(): Promise<{ readonly store: number; readonly index: number }>;
  close(): Promise<void>;
}

export interface OpenOptions {
  readonly atOnce?: boolean;
  /** Whether an archive may hold nothing, and have nothing that it is fetched from. */
  readonly mayBeEmpty?: boolean;
  readonly progress?: Listener['progress'];
  /** How far the making of vectors is, which the first question waits for; not with `atOnce`. */
  readonly meaningProgress?: (reach: { readonly done: number; readonly total: number }) => void;
  /** Told of what fails later on. */
  readonly warn?: (warning: Warning) => void;
}

/**
 * Brings store and index in line with the archive's folder, and opens them. With `atOnce`, a large archive that was read
 * before is opened as it was, and its changed files are read meanwhile, in a worker: {@link OpenArchive.follow} then brings
 * them in. Rejects with a `Fault`.
 */
export async function openArchive(config: Config, { atOnce = false, mayBeEmpty = false, progress, meaningProgress, warn }: OpenOptions = {}): Promise<OpenArchive> {
  const [commands, languages] = await Promise.all([loadCommands(), loadLanguages(), checkFolder(config)]);
  const file = await storeFile(config);
  const task = { storeFile: file, archiveDir: config.archiveDir, index: config.index };
  const small = await isSmall([config.archiveDir]);
  const update = runUpdate(task, { progress }, small);
  // Awaited further down; that it failed meanwhile is told there.
  update.catch(() => undefined);
  const meanwhile = atOnce && !small && (await hasArticles(file));
  const updated = meanwhile ? update.then(({ warnings }) => warnings) : Promise.resolve([]);
  const warnings = meanwhile ? [] : (await update).warnings;
  const store = await openSqliteStore(file);
  try {
    const { articles, paragraphs } = await store.counts();
    const listed = await new ListedOrigins(config.archiveDir, store.origins).follow();
    if (articles === 0 && !mayBeEmpty && (await store.origins.list()).length === 0) throw emptyArchive(config, [...warnings, ...listed]);
    const chosen = await chooseIndex(config.index, paragraphs);
    const place = { storeFile: file, storeId: await store.identity() };
    const index = await chosen.open(place);
    await follow(index, store);
    const sequence = await index.appliedSequence();
    const keeper = new Keeper(config.stateDir);
    await keeper.keep(async () => index.save());
    const semantic = await openStage(config, file, { waits: !atOnce, progress: meaningProgress, warn: (what) => { warn?.({ where: 'SEMANTIC', what }); } });
    const searcher = await openSearcher({ index, store, place, keeper, archiveDir: config.archiveDir, meaning: semantic });
    const follower = new Follower({ store, index, onDisk: chosen.onDisk === true, searcher, place, semantic }, sequence);
    const { origins, tools: { takeIn }, close } = await openOrigins(config, store, file);
    const { state, warnings: notKept } = await openState(file);
    const context = { store, searcher, commands, languages, archiveName: config.archiveName, origins, state, contextParagraphs: config.contextParagraphs };
    return {
      context, origins, takeIn, reread: async () => (await runUpdate(task)).warnings, warnings: [...warnings, ...listed, ...keeper.warnings, ...notKept], updated,
      follow: async () => follower.step(),
      sequences: async () => ({ store: await store.sequence(), index: await index.appliedSequence() }),
      close: async () => { origins.stop(); await close(); await semantic?.close(); await index.close(); await state?.close(); await store.close(); },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Of a store that may not be there yet. */
async function hasArticles(file: string): Promise<boolean> {
  if (await stat(file).then(() => false, () => true)) return false;
  const store = await openSqliteStore(file);
  try {
    return (await store.counts()).articles > 0;
  } finally {
    await store.close();
  }
}

/** What is kept only makes the next start faster: where it cannot be written, the answers are the same. */
class Keeper {
  readonly #stateDir: string;
  readonly warnings: Warning[] = [];

  constructor(stateDir: string) {
    this.#stateDir = stateDir;
  }

  async keep(write: () => Promise<void>): Promise<void> {
    await write().catch((error: unknown) => {
      this.warnings.push({ where: this.#stateDir, what: `what would make the next start faster cannot be kept in STATE_DIR (${messageOf(error)})` });
    });
  }
}

/** Nothing of it is loaded where SEMANTIC is off. One that is waited for starts with the first question, else at once. */
async function openStage(config: Config, file: string, options: StageOptions): Promise<SemanticStage | null> {
  if (config.semantic === null) return null;
  const { openSemantic } = await import('./open-semantic.ts');
  const stage = await openSemantic(config, file, options);
  if (options.waits !== true) void stage?.open().then(async () => stage.follow());
  return stage;
}

interface ToSearch {
  readonly index: Index;
  readonly store: Store;
  readonly place: IndexPlace;
  readonly keeper: Keeper;
  readonly archiveDir: string;
  readonly meaning: Meaning | null;
}

/** A searcher that knows the archive's level, from the last start or learnt now. */
async function openSearcher({ index, store, place, keeper, archiveDir, meaning }: ToSearch): Promise<Searcher> {
  const sequence = await store.sequence();
  const kept = await readLevel(place, sequence, index.name);
  const searcher = new Searcher(index, storeReader(store), { names: await readNames(archiveDir), level: kept, meaning });
  if (kept === null) {
    const level = await searcher.calibrate();
    await keeper.keep(async () => keepLevel(place, sequence, index.name, level));
  }
  return searcher;
}

async function checkFolder({ archiveDir }: Config): Promise<void> {
  const found = await stat(archiveDir).catch(() => null);
  const remedy = 'Set ARCHIVE_DIR to the folder that holds the archive\'s files; without it, that is data.';
  if (found === null) throw new Fault('config', `The folder ARCHIVE_DIR does not exist: "${archiveDir}".`, remedy);
  if (!found.isDirectory()) throw new Fault('config', `ARCHIVE_DIR is not a folder: "${archiveDir}".`, remedy);
  await readdir(archiveDir).catch((error: unknown) => {
    throw new Fault('config', `The folder ARCHIVE_DIR cannot be read: "${archiveDir}" (${String(error)}).`, 'Let this user read it and the files in it.', { cause: error });
  });
}

function emptyArchive({ archiveDir }: Config, warnings: readonly Warning[]): Fault {
  const seen = warnings.slice(0, 5).map(({ where, what }) => `${where}: ${what}`);
  const remedy = ['Put pages, feeds or exports there, of the formats that README lists; or take them in from elsewhere: npm run -s backfile -- ingest PATH; or have them fetched: npm run -s backfile -- archive add ADDRESS. README*, LICENSE*, *.yaml and dotfiles are not read as articles.', ...seen].join('\n');
  return new Fault('config', `The folder ARCHIVE_DIR holds no articles: "${archiveDir}".`, remedy);
}
