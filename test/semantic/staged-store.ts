import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, vi } from 'vitest';
import type { MeaningQuery, Meanings } from '../../src/search/meaning.ts';
import { SemanticStage } from '../../src/semantic/stage.ts';
import type { StageOptions } from '../../src/semantic/stage-options.ts';
import { openSqliteStore } from '../../src/store/sqlite.ts';
import type { Store } from '../../src/store/store.ts';
import { article, collection } from '../store/articles.ts';
import { standIn } from './stand-in.ts';

export const ASKED = { spellings: [], also: [], articles: null, limit: 3 } as const;

/** A small store in a folder of its own, and what compares by meaning over it, with the stand-in for a model. */
export class StagedStore {
  readonly folder: string;
  store: Store;
  stage = new SemanticStage('none', 'It is not started.');
  readonly warned: string[] = [];

  constructor(folder: string, store: Store) {
    this.folder = folder;
    this.store = store;
  }

  static async open(): Promise<StagedStore> {
    const folder = await mkdtemp(join(tmpdir(), 'backfile-stage-'));
    const store = await openSqliteStore(join(folder, 'store.sqlite'));
    await store.replaceCollection(collection('page.txt'), [article('a', ['The vessel sank.', 'Prices rose again.']), article('b', ['A bridge was opened.'])]);
    return new StagedStore(folder, store);
  }

  /** `does`: what the stand-in shall do when it is loaded. */
  async start(does = '', options: StageOptions = {}): Promise<SemanticStage> {
    const { home, model } = await standIn(this.folder, does);
    this.stage = new SemanticStage('stand-in', { storeFile: join(this.folder, 'store.sqlite'), model, home, threads: 1 }, { warn: (what) => { this.warned.push(what); }, firstPauseMs: 50, ...options });
    return this.stage;
  }

  /** And has it read all there is. */
  async started(does = '', options: StageOptions = {}): Promise<SemanticStage> {
    const stage = await this.start(does, options);
    await stage.open();
    await stage.follow();
    return stage;
  }

  async near(query: Partial<MeaningQuery> & { readonly question: string }): Promise<Meanings> {
    const found = await this.stage.near({ ...ASKED, ...query });
    if (typeof found === 'string') throw new Error(found);
    return found;
  }

  /** The id of the nearest paragraph, or why there is none. */
  async best(question: string): Promise<string | undefined> {
    const found = await this.stage.near({ ...ASKED, question });
    return typeof found === 'string' ? found : found.near[0]?.id;
  }

  async becomes(state: string): Promise<void> {
    await vi.waitFor(() => { expect(this.stage.state().state).toBe(state); }, { timeout: 10_000 });
  }

  async close(): Promise<void> {
    await this.stage.close();
    await this.store.close();
    await rm(this.folder, { recursive: true });
  }
}
