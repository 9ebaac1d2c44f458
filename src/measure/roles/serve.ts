import { join } from 'node:path';
import { openSqliteStore } from '../../store/sqlite.ts';
import { BackfileEngine, storeFileOf } from '../engines/backfile.ts';
import { PlainFts5, SelectiveFts5 } from '../engines/fts5.ts';
import { PlainMiniSearch } from '../engines/minisearch.ts';
import type { Engine, Place } from '../engine.ts';
import { collectGarbage } from '../memory.ts';
import type { PlainParagraph } from '../plain-reply.ts';
import type { Completion } from '../questions/completions.ts';
import { eachParagraph } from '../questions/survey.ts';
import { secondsSince } from '../ranker.ts';
import { serveCalls } from '../../process/serve-calls.ts';

/** One engine, resident: it is built once and then asked. */
let engine: Engine | null = null;

type Takes = Engine & { add(paragraph: PlainParagraph): void; finish?(): void };

/** What Backfile is compared with; each may keep files in a folder of its own. */
const LIBRARIES: Readonly<Record<string, (folder: string) => Takes>> = {
  minisearch: () => new PlainMiniSearch(),
  fts5: (folder) => new PlainFts5(join(folder, 'fts5.sqlite')),
  fts5_df: (folder) => new SelectiveFts5(join(folder, 'fts5_df.sqlite')),
};

export interface BuildOrder {
  readonly name: string;
  /** Where the store is; Backfile keeps its index there too. */
  readonly place: Place;
  /** As the setting SEMANTIC, for Backfile. */
  readonly semantic?: string | undefined;
  readonly folder: string;
}

export interface Asked {
  readonly ms: number;
  /** Whether what was looked for is among the first ten. */
  readonly hit: boolean;
}

/** From stored paragraphs to an engine that answers; the seconds it took. */
async function build({ name, place, semantic, folder }: BuildOrder): Promise<number> {
  const started = performance.now();
  const make = LIBRARIES[name];
  engine = make === undefined ? await BackfileEngine.open(place, semantic) : await fill(make(folder), place);
  return secondsSince(started);
}

async function fill(library: Takes, place: Place): Promise<Engine> {
  const store = await openSqliteStore(await storeFileOf(place));
  for await (const { id, articleId, number, kind, text, title, publisher } of eachParagraph(store)) library.add({ id, articleId, number, kind, text, title, publisher });
  await store.close();
  library.finish?.();
  return library;
}

function resident(): Engine {
  if (engine === null) throw new Error('Nothing is built yet.');
  return engine;
}

async function ask({ text, paragraph }: { readonly text: string; readonly paragraph: string }): Promise<Asked> {
  const started = performance.now();
  const { topTen } = await resident().answer(text);
  const ms = performance.now() - started;
  return { ms, hit: (await topTen()).includes(paragraph) };
}

async function suggest(completion: Completion): Promise<Asked | null> {
  const started = performance.now();
  const offered = await resident().suggest(completion);
  const ms = performance.now() - started;
  return offered === null ? null : { ms, hit: offered.slice(0, 10).some((one) => one.startsWith(completion.expected)) };
}

async function save(file: string): Promise<void> {
  if (!(engine instanceof PlainMiniSearch)) throw new Error('Only MiniSearch is saved as JSON.');
  await engine.save(file);
}

async function close(): Promise<void> {
  await engine?.close();
}

serveCalls({ build, ask, suggest, save, close, collect: collectGarbage });
