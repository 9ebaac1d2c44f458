import { userError } from '../errors.ts';
import { cannotRead, listFiles } from './files.ts';
import type { Format, ParsedArticle, Warning } from './format.ts';
import { gatherItems } from './items.ts';
import { readFile } from './read.ts';

export interface Sources {
  /** By file name, then in page order; `origin` says the file. */
  readonly articles: readonly ParsedArticle[];
  readonly warnings: readonly Warning[];
}

/**
 * All articles of a folder, or of one file. In a folder, what cannot be read is passed over with a warning; a file that is
 * named itself and is missing, unreadable or no text is a user error.
 */
export async function readSources(path: string, formats: readonly Format[]): Promise<Sources> {
  const { files, warnings: listed, single } = await listFiles(path);
  const articles: ParsedArticle[] = [];
  const warnings = [...listed];
  for (const file of files) {
    const read = await readFile(file, formats);
    if (read.state === 'read') {
      const found = await gatherItems(read.items);
      articles.push(...found.articles);
      warnings.push(...found.warnings);
    } else if (read.state === 'unusable') {
      if (single && read.reason === 'unreadable') throw cannotRead(path, read.cause);
      if (single && read.reason === 'not text') throw userError(`${path} is not text.`, 'Give a saved page as a text file.');
      warnings.push(read.warning);
    }
  }
  return { articles, warnings };
}
