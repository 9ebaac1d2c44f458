import { stat } from 'node:fs/promises';
import { FileBytes } from './bytes.ts';
import type { ListedFile } from './files.ts';
import type { Format } from './format.ts';
import { GunzippedBytes, isGzip, unpackedName } from './gzip.ts';
import { formatOf } from './reading.ts';
import { isZip, listMembers, openZip } from './zip-members.ts';
import { MemberBytes } from './zip.ts';

/** A byte of gzip unpacks to no more: https://zlib.net/zlib_tech.html */
const MOST_UNPACKED = 1_032;

/** What would be read whole or as a stream. */
export interface Claim {
  /** Of the text, or of the largest in a zip; infinite where only unpacking would tell. */
  readonly bytes: number;
  /** Null for none, for a zip, and for a file that cannot be read. */
  readonly format: Format | null;
}

/** The format that would read a file, from its size and beginning alone; not looked for where there are less than `least` bytes. */
export async function claimOf({ name, path }: ListedFile, formats: readonly Format[], least: number): Promise<Claim> {
  try {
    const file = new FileBytes(path);
    const magic = await file.head(4);
    if (isZip(magic)) return { bytes: await largestIn(path, least), format: null };
    if (isGzip(magic)) return { bytes: Infinity, format: await formatOf(new GunzippedBytes(file), unpackedName(name), formats) };
    const { size: bytes } = await stat(path);
    return { bytes, format: bytes < least ? null : await formatOf(file, name, formats) };
  } catch {
    return { bytes: 0, format: null };
  }
}

async function largestIn(path: string, least: number): Promise<number> {
  const zip = await openZip(path);
  try {
    const { members } = await listMembers(zip);
    for (const { entry } of members) if (entry.uncompressedSize * MOST_UNPACKED >= least && (await isPacked(new MemberBytes(zip, entry)))) return Infinity;
    return members.reduce((most, { entry }) => Math.max(most, entry.uncompressedSize), 0);
  } finally {
    zip.close();
  }
}

/** By its first bytes alone, as when it is read. What cannot be read will not be. */
async function isPacked(member: MemberBytes): Promise<boolean> {
  return isGzip(await member.head(4).catch(() => Buffer.alloc(0)));
}
