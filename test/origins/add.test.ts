import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newRecord } from '../../src/origins/record.ts';
import { startSite, type Site } from '../support/site/site.ts';
import { openKept, removeKept, type Kept } from './kept.ts';

let site: Site;
let kept: Kept;
beforeEach(async () => {
  site = await startSite({ posts: 34 });
  kept = await openKept([site.host]);
});
afterEach(async () => {
  await kept.close();
  await removeKept(kept);
  await site.stop();
});

/** As `backfile ingest` does. */
async function takeInOnce(address: string): Promise<void> {
  await kept.store.origins.save(newRecord(address, 'once', { every: null, fill: 100 }));
  await kept.origins.run(address);
  await kept.origins.fill(address, {});
}

describe('an address that is added', () => {
  it('loses nothing of what was taken in from it by hand, when its feed is kept current already', async () => {
    const home = `${site.base}/`;
    await takeInOnce(home);
    await kept.origins.add(`${site.base}/feed/`);
    await expect(kept.origins.add(home)).rejects.toMatchObject({ type: 'user', message: expect.stringContaining('already') as string });
    expect(await kept.articles()).toHaveLength(34);
    expect(await kept.store.origins.get(home)).toMatchObject({ listed: 'once' });
  });

  it('is not kept when it never gave anything, though it was tried by hand before', async () => {
    const address = `${site.base}/none/`;
    await takeInOnce(address);
    expect(await kept.origins.add(address)).toMatchObject({ outcome: 'failed' });
    expect(await kept.origins.status()).toHaveLength(1);
  });

  it('is kept though it fails, when origins.yaml lists it meanwhile', async () => {
    const address = `${site.base}/none/`;
    await site.fault('^/none/', { slow: 500 }, null);
    const added = kept.origins.add(address);
    while ((await kept.store.origins.get(address)) === null) await new Promise((resolve) => setTimeout(resolve, 10));
    await kept.store.origins.change(address, (was) => ({ ...was, listed: 'origins.yaml' }));
    expect(await added).toMatchObject({ outcome: 'failed' });
    expect(await kept.store.origins.get(address)).toMatchObject({ listed: 'origins.yaml', problem: { kind: 'not-found' } });
  });
});
