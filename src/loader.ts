import { readdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { Fault, messageOf } from './errors.ts';

/**
 * The default exports of a folder's modules, by file name: the folder is the list. Files that begin with `_` are helpers.
 * `check` gives the export back, or throws an `Error` whose message says what does not fit. A module that cannot be
 * loaded or does not fit rejects with a `Fault` of type `config` that names it: none is skipped silently.
 */
export async function loadFolder<T>(folder: URL, check: (exported: unknown) => T): Promise<readonly T[]> {
  return [...(await loadByName(folder, check)).values()];
}

/** As {@link loadFolder}, by file name without its ending. */
export async function loadByName<T>(folder: URL, check: (exported: unknown) => T): Promise<ReadonlyMap<string, T>> {
  const loaded = new Map<string, T>();
  for (const name of await moduleNames(folder)) loaded.set(name.replace(/\.ts$/u, ''), await load(new URL(name, folder), check));
  return loaded;
}

/** As {@link loadFolder}, of the one module of that name; null when there is none. */
export async function loadNamed<T>(folder: URL, name: string, check: (exported: unknown) => T): Promise<T | null> {
  return (await moduleNames(folder)).includes(`${name}.ts`) ? load(new URL(`${name}.ts`, folder), check) : null;
}

async function moduleNames(folder: URL): Promise<string[]> {
  try {
    const names = await readdir(folder);
    return names.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts') && !name.startsWith('_')).sort();
  } catch (error) {
    throw new Fault('config', `The folder ${fileURLToPath(folder)} cannot be read (${messageOf(error)}).`, 'It is part of Backfile: restore it.', { cause: error });
  }
}

async function load<T>(module: URL, check: (exported: unknown) => T): Promise<T> {
  try {
    const { default: exported } = (await import(module.href)) as { default?: unknown };
    if (exported === undefined) throw new Error('it has no default export');
    return check(exported);
  } catch (error) {
    throw new Fault('config', `The module ${fileURLToPath(module)} does not fit: ${messageOf(error)}.`, 'Correct that file, or move it out of the folder; README shows what such a file exports.', { cause: error });
  }
}
