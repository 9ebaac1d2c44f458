import { isUtf8 } from 'node:buffer';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { messageOf, userError } from '../errors.ts';
import { wholeFile } from './places.ts';
import type { Warning } from './format.ts';

/** Node reads no string of more than half a gigabyte; one page is far below this. In bytes. */
export const MAX_FILE_BYTES = 256 * 1024 * 1024;

const NEVER_ARTICLES = /^(?:\.|readme|license)|\.ya?ml(?:\.gz)?$/iu;

/** A file that is never an article, by its base name. */
export function isNeverArticle(name: string): boolean {
  return NEVER_ARTICLES.test(name);
}

/** A name as it is told: line breaks and other control characters, which no `file:line` could hold, as in addresses. */
export function shownName(name: string): string {
  return name.replace(/[\p{Cc}\u2028\u2029]/gu, (letter) => encodeURIComponent(letter));
}

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

/** A file that stands for something else than its path. */
export interface NamedFile extends ListedFile {
  readonly collection: string;
  /** Where it was fetched from: that is where its articles come from, and what it shows no more stays. */
  readonly url?: string;
  /** What formats are told that it is called, where its name does not tell what it is. */
  readonly shown?: string;
  /** Older parts of the same collection, read after it. */
  readonly older?: readonly ListedFile[];
}

/** What an ingest is given: the path of a file or folder, or a file that stands for something else. */
export type Input = string | NamedFile;

/**
 * The files of a folder and the folders in it that can hold articles, or the one file that is given, whatever it is
 * called. Links in a folder are followed while they stay in it, each folder once. Throws a user error when a path is not
 * there or cannot be read.
 */
export async function listFiles(input: Input): Promise<Listing> {
  if (typeof input !== 'string') return only(input);
  let found;
  try {
    found = await stat(input);
  } catch (error) {
    throw cannotRead(input, error);
  }
  // A pipe or a device may never end.
  if (!found.isDirectory() && !found.isFile()) throw userError(`${input} is neither a file nor a folder.`, 'Give a saved page, or a folder of them.');
  if (found.isFile()) return only({ name: shownName(basename(input)), path: input });
  const walk = new Walk(await realpath(input));
  await walk.enter(input, '');
  if (walk.unreadable.includes('')) throw userError(`The folder ${input} cannot be read.`, 'Let this user read it.');
  return { files: [...walk.files.values()].sort((a, b) => (a.name < b.name ? -1 : 1)), unreadable: walk.unreadable, warnings: walk.warnings, single: false };
}

function only(file: ListedFile): Listing {
  return { files: [file], unreadable: [], warnings: [], single: true };
}

/** A place at or below a folder; both without links. */
export function isWithin(place: string, folder: string): boolean {
  return place === folder || place.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

export function cannotRead(path: string, error: unknown): Error {
  const missing = error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
  if (missing) return userError(`There is no file or folder ${path}.`, 'Check the path.');
  return userError(`${path} cannot be read (${messageOf(error)}).`, 'Let this user read it.');
}

class Walk {
  readonly files = new Map<string, ListedFile>();
  readonly unreadable: string[] = [];
  readonly warnings: Warning[] = [];
  readonly #root: string;
  readonly #entered = new Set<string>();

  /** `root`: the folder, without links. */
  constructor(root: string) {
    this.#root = root;
  }

  async enter(path: string, name: string): Promise<void> {
    try {
      const real = await realpath(path);
      if (this.#entered.has(real)) return;
      this.#entered.add(real);
      for (const entry of (await readdir(path, { encoding: 'buffer' })).sort((a, b) => a.compare(b))) {
        const text = entry.toString();
        if (text.startsWith('.')) continue;
        const place = `${name === '' ? '' : `${name}/`}${shownName(text)}`;
        if (isUtf8(entry)) await this.#look(join(path, text), place);
        else this.#passOver(place, 'has a name that is not UTF-8 and is passed over: rename it');
      }
    } catch (error) {
      this.#cannotRead(name, error);
    }
  }

  async #look(path: string, name: string): Promise<void> {
    let found;
    try {
      if ((await lstat(path)).isSymbolicLink() && !isWithin(await realpath(path), this.#root)) {
        this.#passOver(name, 'is a link that leads out of the folder and is not followed: give its target as a path of its own');
        return;
      }
      found = await stat(path);
    } catch (error) {
      this.#cannotRead(name, error);
      return;
    }
    if (found.isDirectory()) await this.enter(path, name);
    // Sockets and pipes are no files; a pipe would never end.
    else if (found.isFile() && !isNeverArticle(basename(path))) this.#take({ name, path });
  }

  #take(file: ListedFile): void {
    if (this.files.has(file.name)) this.warnings.push({ where: wholeFile(file.name), what: `two files are called ${file.name}; only one is read: rename the other` });
    else this.files.set(file.name, file);
  }

  #cannotRead(name: string, error: unknown): void {
    this.#passOver(name, `cannot be read and is passed over (${shownName(messageOf(error))})`);
  }

  #passOver(name: string, why: string): void {
    this.unreadable.push(name);
    this.warnings.push({ where: wholeFile(name), what: `${name} ${why}` });
  }
}
