import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Fault } from '../errors.ts';
import { readCorrections } from '../ingest/corrections.ts';
import type { Warning } from '../ingest/format.ts';
import { LISTED_FILE, readListed } from '../origins/listed.ts';
import { readNames } from '../search/names.ts';
import { check, fine, problem, warning, type Opinion } from './check.ts';

/** What the archive's owner may put beside the articles. Without a file there is nothing to be wrong. */
const NONE = 'There is none, and none is needed.';

export const corrections = check('corrections.yaml', async ({ config: { archiveDir } }) => {
  const { warnings } = await readCorrections(archiveDir);
  const [first] = warnings;
  if (first === undefined) return whatIsThere(archiveDir, 'corrections.yaml');
  return doubts(first, warnings.length);
});

export const names = check('names.yaml', async ({ config: { archiveDir } }) => {
  try {
    await readNames(archiveDir);
    return whatIsThere(archiveDir, 'names.yaml');
  } catch (error) {
    if (error instanceof Fault) return problem(error.message, error.remedy);
    throw error;
  }
});

export const originsFile = check('origins.yaml', async ({ config: { archiveDir } }) => {
  const { warnings, isReadable } = await readListed(archiveDir);
  const [first] = warnings;
  if (first === undefined) return whatIsThere(archiveDir, LISTED_FILE);
  return isReadable ? doubts(first, warnings.length) : problem(`${first.where}: ${first.what}.`, 'Correct the file, and let this user read it; until then what it listed before is kept current.');
});

function doubts({ where, what }: Warning, count: number): Opinion {
  const more = count === 1 ? '' : ` And ${count - 1} more.`;
  return warning(`${where}: ${what}.${more}`, 'Correct the file; until then the rest of it holds. README shows how it is written.');
}

function whatIsThere(archiveDir: string, file: string): Opinion {
  return fine(existsSync(join(archiveDir, file)) ? 'It can be read.' : NONE);
}
