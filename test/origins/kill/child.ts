import { openKept } from '../kept.ts';

/** Adds a site if it is not kept yet, refreshes it and fetches its past, until all is done or it is killed. */
const [folder = '', host = ''] = process.argv.slice(2);
const address = `http://${host}/`;
const kept = await openKept([host], folder);
const { origins, store } = kept;
if ((await store.origins.get(address)) === null) await origins.add(address);
await origins.refresh(address);
await origins.fill(address, {});
process.stdout.write('done\n');
await kept.close();
