import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Follower } from '../../src/follower.ts';
import { follow } from '../../src/search/follow.ts';
import minisearch from '../../src/search/indexes/minisearch.ts';
import { storeReader } from '../../src/search/reader.ts';
import { Searcher } from '../../src/search/searcher.ts';
import { vectorFile } from '../../src/semantic/places.ts';
import { tryLock } from '../../src/store/lock.ts';
import { article, collection } from '../store/articles.ts';
import { StagedStore } from './staged-store.ts';

let at: StagedStore;
let follower: Follower;

beforeEach(async () => {
  at = await StagedStore.open();
  await at.start();
  const storeFile = join(at.folder, 'store.sqlite');
  const index = await minisearch.open(null);
  await follow(index, at.store);
  follower = new Follower({ store: at.store, index, onDisk: false, searcher: new Searcher(index, storeReader(at.store)), place: { storeFile, storeId: await at.store.identity() }, semantic: at.stage }, await index.appliedSequence());
});

afterEach(async () => {
  await at.close();
});

/** As a bot does every two seconds. */
async function stepsUntilRead(paragraphs: number): Promise<void> {
  await vi.waitFor(async () => {
    await follower.step();
    expect(at.stage.state()).toMatchObject({ state: 'ready', done: paragraphs, total: paragraphs });
  }, { timeout: 10_000 });
}

describe('a bot that runs', () => {
  it('has all read, though its first steps came before the model was there', async () => {
    await follower.step();
    const opening = at.stage.open();
    await follower.step();
    await opening;
    await stepsUntilRead(3);
  });

  it('has all read once another process that was at it has ended', async () => {
    const other = tryLock(`${vectorFile(join(at.folder, 'store.sqlite'))}.lock`);
    await at.stage.open();
    for (let step = 0; step < 3; step++) {
      await follower.step();
      await at.stage.follow();
    }
    expect(at.stage.state()).toMatchObject({ state: 'reading', done: 0 });
    other?.release();
    await stepsUntilRead(3);
  });

  it('has read what was stored meanwhile, whenever that was', async () => {
    await at.stage.open();
    for (let place = 0; place < 6; place++) {
      await at.store.replaceCollection(collection(`n${place}.txt`), [article(`n${place}`, [`Number ${place}.`])]);
      await follower.step();
      await new Promise((resolve) => setTimeout(resolve, 5 * place));
    }
    await stepsUntilRead(9);
  });
});
