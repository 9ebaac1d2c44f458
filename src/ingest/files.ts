import { readdir, realpath, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { userError } from '../errors.ts';
import { messageOf, wholeFile } from './places.ts';
import type { Warning } from './format.ts';

/** Node reads no string of more than half a gigabyte; one page is far below this. In bytes. */
export const MAX_FILE_BYTES = 256 * 1024 * 1024;

const NEVER_ARTICLES = /^(?:\.|readme|license)|\.ya?ml$/iu;

export interface ListedFile {
  /** Relative to the listed folder, with `/` on every system; of a single file its base name. */
  readonly name: string;
  readonly path: string;
}

export interface Listing {
  /** By name, so that every machine reads in one order. */
  readonly files: readonly ListedFile[];
  /** Names of files and folders that are there but could not be looked into. */
  readonly unreadable: readonly string[];
  readonly warnings: readonly Warning[];
  /** The path names one file, not a folder. */
  readonly single: boolean;
}

/**
 * The files of a folder and the folders in it that can hold articles, or the one file that `path` names, whatever it is
 * called. Links are followed, each folder once. Throws a user error when `path` is not there or cannot be read.
 */
export async function listFiles(path: string): Promise<Listing> {
  let found;
  try {
    found = await stat(path);
  } catch (error) {
    throw cannotRead(path, error);
  }
  // A pipe or a device may never end.
  if (!found.isDirectory() && !found.isFile()) throw userError(`${path} is neither a file nor a folder.`, 'Give a saved page, or a folder of them.');
  if (found.isFile()) return { files: [{ name: basename(path), path }], unreadable: [], warnings: [], single: true };
  const walk = new Walk();
  await walk.enter(path, '');
  if (walk.unreadable.includes('')) throw userError(`The folder ${path} cannot be read.`, 'Let this user read it.');
  return { files: walk.files.sort((a, b) => (a.name < b.name ? -1 : 1)), unreadable: walk.unreadable, warnings: walk.warnings, single: false };
}

export function cannotRead(path: string, error: unknown): Error {
  const missing = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
  if (missing) return userError(`There is no file or folder ${path}.`, 'Check the path.');
  return userError(`${path} cannot be read (${messageOf(error)}).`, 'Let this user read it.');
}

class Walk {
  readonly files: ListedFile[] = [];
  readonly unreadable: string[] = [];
  readonly warnings: Warning[] = [];
  readonly #entered = new Set<string>();

  async enter(path: string, name: string): Promise<void> {
    try {
      const real = await realpath(path);
      if (this.#entered.has(real)) return;
      this.#entered.add(real);
      const entries = (await readdir(path)).filter((entry) => !entry.startsWith('.')).sort();
      for (const entry of entries) await this.#look(join(path, entry), name === '' ? entry : `${name}/${entry}`);
    } catch (error) {
      this.#passOver(name, error);
    }
  }

  async #look(path: string, name: string): Promise<void> {
    let found;
    try {
      found = await stat(path);
    } catch (error) {
      this.#passOver(name, error);
      return;
    }
    if (found.isDirectory()) await this.enter(path, name);
    // Sockets and pipes are no files; a pipe would never end.
    else if (found.isFile() && !NEVER_ARTICLES.test(basename(path))) this.files.push({ name, path });
  }

  #passOver(name: string, error: unknown): void {
    this.unreadable.push(name);
    this.warnings.push({ where: wholeFile(name), what: `${name} cannot be read and is passed over (${messageOf(error)})` });
  }
}
