import { glob, lstat, realpath, stat } from 'node:fs/promises';
import { basename, dirname, resolve } from 'node:path';
import { userError } from '../errors.ts';
import { isNeverArticle, isWithin, shownName } from './files.ts';
import type { Warning } from './format.ts';
import { wholeFile } from './places.ts';

/** What words on a command line name. */
export interface FoundPaths {
  /** Absolute, each once. */
  readonly paths: readonly string[];
  readonly warnings: readonly Warning[];
}

const MAGIC = /[*?[{]/u;

/**
 * The files and folders that words name: paths, or patterns (`exports/*.xml`) that a shell left alone. What
 * is there by just that name is never a pattern. Throws a user error for a pattern that finds nothing.
 */
export async function findPaths(words: readonly string[], folder: string): Promise<FoundPaths> {
  const paths: string[] = [];
  const warnings: Warning[] = [];
  for (const word of words) {
    const path = resolve(folder, word);
    if (!MAGIC.test(word) || (await lstat(path).catch(() => null)) !== null) paths.push(path);
    else {
      const found = await matches(word, folder);
      paths.push(...found.paths);
      warnings.push(...found.warnings);
    }
  }
  return { paths: [...new Set(paths)], warnings };
}

async function matches(pattern: string, folder: string): Promise<FoundPaths> {
  const paths: string[] = [];
  const warnings: Warning[] = [];
  const root = await realpath(rootOf(pattern, folder)).catch(() => null);
  const folders: string[] = [];
  for (const path of await globbed(pattern, folder)) {
    const found = await stat(path).catch(() => null);
    // A folder brings all that is in it; what else a pattern finds there must not come twice.
    if (found === null || folders.some((one) => isWithin(path, one)) || (!found.isDirectory() && (!found.isFile() || isNeverArticle(basename(path))))) continue;
    if (root !== null && !isWithin(await realpath(path), root)) {
      const name = shownName(path);
      warnings.push({ where: wholeFile(name), what: `${name} is a link that leads out of where the pattern looks and is not followed: give its target as a path of its own` });
      continue;
    }
    if (found.isDirectory()) folders.push(path);
    paths.push(path);
  }
  if (paths.length + warnings.length === 0) throw userError(`Nothing fits the pattern ${pattern.slice(0, 200)}.`, `It was looked for from ${folder}. Check the path; * stands for any part of a name, ** for any folders.`);
  return { paths, warnings };
}

/** Absolute, by name, so that a folder comes before what is in it. */
async function globbed(pattern: string, folder: string): Promise<string[]> {
  const found: string[] = [];
  for await (const path of glob(pattern, { cwd: folder })) found.push(resolve(folder, path));
  return found.sort();
}

/** The folder before the pattern's first sign. */
function rootOf(pattern: string, folder: string): string {
  return resolve(folder, dirname(`${pattern.slice(0, pattern.search(MAGIC))}x`));
}
