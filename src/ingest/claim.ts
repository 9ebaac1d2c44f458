import { stat } from 'node:fs/promises';
import { FileBytes } from './bytes.ts';
import type { ListedFile } from './files.ts';
import type { Format } from './format.ts';
import { GunzippedBytes, isGzip, unpackedName } from './gzip.ts';
import { formatOf } from './reading.ts';
import { isZip, listMembers, openZip } from './zip-members.ts';

/** What would be read whole or as a stream. */
export interface Claim {
  /** Of the text, or of the largest in a zip; infinite where only unpacking would tell. */
  readonly bytes: number;
  /** Null for none, for a zip, and for a file that cannot be read. */
  readonly format: Format | null;
}

/** The format that would read a file, from its size and beginning alone; not looked for in a plain file of less than `least` bytes. */
export async function claimOf({ name, path }: ListedFile, formats: readonly Format[], least: number): Promise<Claim> {
  try {
    const file = new FileBytes(path);
    const magic = await file.head(4);
    if (isZip(magic)) return { bytes: await largestIn(path), format: null };
    if (isGzip(magic)) return { bytes: Infinity, format: await formatOf(new GunzippedBytes(file), unpackedName(name), formats) };
    const { size: bytes } = await stat(path);
    return { bytes, format: bytes < least ? null : await formatOf(file, name, formats) };
  } catch {
    return { bytes: 0, format: null };
  }
}

async function largestIn(path: string): Promise<number> {
  const zip = await openZip(path);
  try {
    const { members } = await listMembers(zip);
    return members.reduce((most, { name, entry }) => Math.max(most, unpackedName(name) === name ? entry.uncompressedSize : Infinity), 0);
  } finally {
    zip.close();
  }
}
