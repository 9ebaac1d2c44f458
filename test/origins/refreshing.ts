/** A second process on an archive: `node refreshing.ts FOLDER HOST ADDRESS`; each message makes it refresh once. */
import { openKept } from './kept.ts';

const [folder = '', host = '', address = ''] = process.argv.slice(2);
const kept = await openKept([host], folder);
process.on('message', () => {
  kept.origins.refresh(address).then(([report]) => process.send?.(report), (error: unknown) => process.send?.({ outcome: 'rejected', problem: String(error) }));
});
process.on('disconnect', () => { process.exit(); });
process.send?.('ready');
