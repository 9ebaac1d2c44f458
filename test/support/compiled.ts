import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * Before all tests: a folder where Node keeps what it compiled, for the processes that tests start. Reading, stripping and
 * compiling the sources takes half of what a short process takes. A folder that is set already is left as it is.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env['NODE_COMPILE_CACHE'] !== undefined) return undefined;
  const folder = await mkdtemp(join(tmpdir(), 'backfile-compiled-'));
  process.env['NODE_COMPILE_CACHE'] = folder;
  return async () => rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
