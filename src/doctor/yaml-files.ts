import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseDocument } from 'yaml';
import { Fault } from '../errors.ts';
import { readCorrections } from '../ingest/corrections.ts';
import { readNames } from '../search/names.ts';
import { check, fine, problem, warning, type Opinion } from './check.ts';

/** What the archive's owner may put beside the articles. Without a file there is nothing to be wrong. */
const NONE = 'There is none, and none is needed.';

export const corrections = check('corrections.yaml', async ({ config: { archiveDir } }) => {
  const { warnings } = await readCorrections(archiveDir);
  const [first] = warnings;
  if (first === undefined) return whatIsThere(archiveDir, 'corrections.yaml');
  const more = warnings.length === 1 ? '' : ` And ${warnings.length - 1} more.`;
  return warning(`${first.where}: ${first.what}.${more}`, 'Correct the file; until then the rest of it holds. README shows how it is written.');
});

export const names = check('names.yaml', async ({ config: { archiveDir } }) => {
  try {
    await readNames(archiveDir);
    return await whatIsThere(archiveDir, 'names.yaml');
  } catch (error) {
    if (error instanceof Fault) return problem(error.message, error.remedy);
    throw error;
  }
});

export const originsFile = check('origins.yaml', async ({ config: { archiveDir } }) => {
  const text = await textOf(archiveDir, 'origins.yaml');
  if (text === null) return fine(NONE);
  if (text instanceof Error) return problem(`The file origins.yaml in ARCHIVE_DIR cannot be read: ${text.message}.`, 'Let this user read it.');
  const [error] = parseDocument(text).errors;
  if (error !== undefined) return problem(`The file origins.yaml in ARCHIVE_DIR is no YAML: ${error.message.replace(/\s+/gu, ' ').trim().slice(0, 300)}`, 'Correct that line of it.');
  return fine('It can be read.');
});

async function whatIsThere(archiveDir: string, file: string): Promise<Opinion> {
  return fine((await textOf(archiveDir, file)) === null ? NONE : 'It can be read.');
}

/** Null where there is no such file. */
async function textOf(archiveDir: string, file: string): Promise<string | Error | null> {
  return readFile(join(archiveDir, file), 'utf8').catch((error: unknown) => {
    const code = (error as NodeJS.ErrnoException).code;
    return code === 'ENOENT' || code === 'ENOTDIR' ? null : (error as Error);
  });
}
