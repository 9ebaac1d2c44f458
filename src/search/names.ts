import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { Fault, messageOf } from '../errors.ts';

/** Groups of names that mean the same: whoever asks for one is answered with any of them. */
export type InterchangeableNames = readonly (readonly string[])[];

const FILE = 'names.yaml';

/** Reads `names.yaml` of the archive's folder: a list of lists. Without the file there are none; a wrong one is a `Fault`. */
export async function readNames(archiveDir: string): Promise<InterchangeableNames> {
  const text = await readFile(join(archiveDir, FILE), 'utf8').catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw wrong(String(error));
  });
  if (text === null) return [];
  let groups: unknown;
  try {
    groups = parse(text, { maxAliasCount: 0 });
  } catch (error) {
    throw wrong(messageOf(error));
  }
  if (groups === null) return [];
  if (!Array.isArray(groups) || !groups.every(isGroup)) throw wrong('it is not a list of lists of names');
  return groups;
}

function isGroup(group: unknown): group is string[] {
  return Array.isArray(group) && group.length >= 2 && group.every((name) => typeof name === 'string' && name.trim() !== '');
}

function wrong(why: string): Fault {
  return new Fault('config', `The file ${FILE} in ARCHIVE_DIR cannot be used: ${why.slice(0, 300)}`, 'Write one group a line, for example: - [ISIS, ISIL, Daesh]');
}
