import type { Place, Store, UpdateCounts } from '../store/store.ts';
import type { Correct } from './corrections.ts';
import type { ListedFile } from './files.ts';
import type { Format, Warning } from './format.ts';
import { HeapTooSmall } from './heap.ts';
import { Intake } from './intake.ts';
import { readFile, type Readable, type SourcePart } from './read.ts';
import type { Unusable } from './reading.ts';
import { leftOutOf } from './sources.ts';

/** A file, and the collection that its articles are. */
export interface Source {
  readonly collection: string;
  readonly file: SourcePart;
  /** Older parts of it, read after it; then it is read whether it changed or not. */
  readonly older?: readonly ListedFile[] | undefined;
}

export interface IngestTask {
  readonly sources: readonly Source[];
  /** Collections whose file vanished. */
  readonly vanished: readonly string[];
  readonly formats: readonly Format[];
  readonly correct: Correct;
  /** So many bytes of text fit into memory at once; without it, those of any file. */
  readonly mostWhole?: number | undefined;
  readonly progress?: ((progress: Progress) => void) | undefined;
}

/** How far an ingest is. Bytes are of the files that are read, as they are on disk. */
export interface Progress {
  readonly bytes: number;
  readonly totalBytes: number;
  readonly articles: number;
  readonly file: string;
}

export interface IngestCounts extends UpdateCounts {
  /** Files that were read, that were as they had been, and that could not be read. */
  readonly files: { readonly read: number; readonly unchanged: number; readonly unusable: number };
  /** Only of files that were read: those that did not change were reported when they were new. */
  readonly warnings: readonly Warning[];
  /** How many places each collection has that was read: what it held before and does not show stands behind them. */
  readonly places: Readonly<Record<string, number>>;
}

/**
 * Brings collections in line with their files: only changed ones are read, article by article; what a file no longer
 * holds is removed at the end. A file that cannot be read, or not to its end, keeps what it gave before. Throws
 * {@link HeapTooSmall} before anything is written.
 */
export async function ingest(store: Store, task: IngestTask): Promise<IngestCounts> {
  const held = new Map((await store.collections(task.sources.map(({ collection }) => collection))).map(({ id, fingerprint }) => [id, fingerprint]));
  const run = new Run(store, task);
  await run.sortOut(held);
  if (run.changed.length > 0 || task.vanished.length > 0) await run.readChanged();
  return run.report();
}

class Run {
  readonly #store: Store;
  readonly #task: IngestTask;
  readonly changed: { source: Source; read: Readable }[] = [];
  readonly #warnings: Warning[] = [];
  readonly #files = { read: 0, unchanged: 0, unusable: 0 };
  readonly #places: Record<string, number> = {};
  #counts: UpdateCounts = { added: 0, changed: 0, removed: 0 };

  constructor(store: Store, task: IngestTask) {
    this.#store = store;
    this.#task = task;
  }

  /** Which files have changed must be known before the first is read: articles move between them. None is held open. */
  async sortOut(held: ReadonlyMap<string, string>): Promise<void> {
    for (const source of this.#task.sources) {
      const read = await readFile(source.file, this.#task.formats, source.older === undefined ? held.get(source.collection) : undefined);
      if (read.state === 'read') {
        if (read.whole > (this.#task.mostWhole ?? Infinity)) throw new HeapTooSmall();
        this.changed.push({ source, read });
      } else if (read.state === 'unchanged') this.#files.unchanged++;
      else this.#unusable(read);
    }
  }

  async readChanged(): Promise<void> {
    const { vanished } = this.#task;
    const intake = new Intake(this.#store, new Set([...vanished, ...this.changed.map(({ source }) => source.collection)]), this.#task.correct);
    const gone = [...vanished];
    let bytesBefore = 0;
    const totalBytes = this.changed.reduce((sum, { read }) => sum + read.bytes, 0);
    for (const { source, read } of this.changed) {
      const tell = (): void => this.#task.progress?.({ bytes: bytesBefore + read.progress(), totalBytes, articles: intake.stored, file: source.file.name });
      if (await this.#readOne(source, read, intake, tell)) gone.push(source.collection);
      bytesBefore += read.bytes;
    }
    this.#counts = await intake.end(gone);
    if (vanished.length > 0) await this.#store.update({ replace: [], remove: vanished });
    this.#warnings.push(...intake.warnings);
  }

  /** True when what the file does not hold is gone. */
  async #readOne({ collection, file, older = [] }: Source, read: Readable, intake: Intake, tell: () => void): Promise<boolean> {
    await this.#store.begin(collection);
    let position = await this.#take({ collection, position: 0 }, file.name, read, intake, tell);
    let failed = read.failed();
    for (const part of older) {
      const more = await readFile({ ...part, ...(file.url !== undefined && { url: file.url }) }, this.#task.formats);
      if (more.state === 'read') position = await this.#take({ collection, position }, part.name, more, intake, tell);
      else if (more.state === 'unusable') this.#unusable(more);
      failed ||= more.state !== 'read' || more.failed();
    }
    this.#files.read++;
    this.#places[collection] = position;
    if (read.failed()) return false;
    if (!failed) intake.finish({ id: collection, fingerprint: read.fingerprint });
    if (read.showsAll()) return true;
    intake.keepBehind(collection, position);
    return false;
  }

  /** Takes in what one file gives, from a place on; the first place behind it. */
  async #take({ collection, position: first }: Place, name: string, read: Readable, intake: Intake, tell: () => void): Promise<number> {
    const leftOut: Record<string, number> = {};
    let position = first;
    for await (const item of read.items) {
      if ('article' in item) {
        await intake.add({ collection, position: position++ }, item.article);
        tell();
      } else if ('warning' in item) this.#warnings.push(item.warning);
      else leftOut[item.leftOut] = (leftOut[item.leftOut] ?? 0) + 1;
    }
    this.#warnings.push(...leftOutOf(name, leftOut));
    return position;
  }

  #unusable(read: Unusable): void {
    this.#files.unusable++;
    this.#warnings.push(read.warning);
  }

  report(): IngestCounts {
    return { ...this.#counts, files: this.#files, warnings: this.#warnings, places: this.#places };
  }
}
