import { loadFolder } from '../loader.ts';
import type { IndexModule } from './port.ts';

/** Every index in `indexes/`, by file name. A module that does not fit stops start-up with its name. */
export async function loadIndexes(): Promise<readonly IndexModule[]> {
  return loadFolder(new URL('indexes/', import.meta.url), checkIndex);
}

function checkIndex(module: unknown): IndexModule {
  const { name, open } = (module ?? {}) as Partial<IndexModule>;
  if (typeof name !== 'string' || !/^[a-z][a-z0-9-]*$/u.test(name)) throw new Error('it needs a name in lower case');
  if (typeof open !== 'function') throw new Error('it needs a function "open"');
  return module as IndexModule;
}
