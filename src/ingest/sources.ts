import { userError } from '../errors.ts';
import { cannotRead, listFiles, type Input } from './files.ts';
import type { Format, ParsedArticle, Warning } from './format.ts';
import { gatherItems } from './items.ts';
import { wholeFile } from './places.ts';
import { readFile } from './read.ts';

export interface Sources {
  /** By file name, then in page order; `origin` says the file. */
  readonly articles: readonly ParsedArticle[];
  readonly warnings: readonly Warning[];
}

/**
 * All articles of files and folders. In a folder, what cannot be read is passed over with a warning; a file that is named
 * itself and is missing, unreadable or no text is a user error.
 */
export async function readSources(inputs: readonly Input[], formats: readonly Format[]): Promise<Sources> {
  const articles: ParsedArticle[] = [];
  const warnings: Warning[] = [];
  for (const input of inputs) {
    const path = typeof input === 'string' ? input : input.name;
    const { files, warnings: listed, single } = await listFiles(input);
    warnings.push(...listed);
    for (const file of files) {
      const read = await readFile(file, formats);
      if (read.state === 'read') {
        const found = await gatherItems(read.items);
        articles.push(...found.articles);
        warnings.push(...found.warnings, ...leftOutOf(file.name, found.leftOut));
      } else if (read.state === 'unusable') {
        if (single && read.reason === 'unreadable') throw cannotRead(path, read.cause);
        if (single && read.reason === 'not text') throw userError(`${path} is not text.`, 'Give a file of a format that README lists.');
        warnings.push(read.warning);
      }
    }
  }
  return { articles, warnings };
}

/** What was left out on purpose, told with the doubts. */
export function leftOutOf(file: string, leftOut: Readonly<Record<string, number>>): Warning[] {
  const counts = Object.entries(leftOut).map(([what, count]) => `${count} ${what}${count === 1 || what.endsWith('s') ? '' : 's'}`);
  return counts.length === 0 ? [] : [{ where: wholeFile(file), what: `left out: ${counts.join(', ')}` }];
}
