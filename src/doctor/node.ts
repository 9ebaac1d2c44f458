import { check, fine } from './check.ts';

/** An older Node is told before anything is loaded (`require-node.mjs`). */
export const node = check('node', async () => fine(`Node ${process.versions.node}, SQLite ${process.versions['sqlite'] ?? 'unknown'}.`));
