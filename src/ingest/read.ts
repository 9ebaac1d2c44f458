import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { messageOf } from '../errors.ts';
import { FileBytes } from './bytes.ts';
import { Unfit } from './damage.ts';
import type { ListedFile, NamedFile } from './files.ts';
import type { Format, Item } from './format.ts';
import { GunzippedBytes, isGzip, unpackedName } from './gzip.ts';
import { look } from './look.ts';
import { isReadWhole, openText, unusable, type Reading, type Unusable } from './reading.ts';
import { isZip } from './zip-members.ts';
import { ZipReading } from './zip.ts';

/** To be raised when a format reads the same file otherwise than before, so that stored files are read again. */
const PARSER_VERSION = 4;
/** Enough to tell what a file is packed as. In bytes. */
const MAGIC = 4;

/** A file that can be read, once. */
export interface Readable {
  readonly state: 'read';
  /** Null when none accepts it: then it has no articles, and a warning. Null of a zip too: its members each have their own. */
  readonly format: Format | null;
  /** On disk. */
  readonly bytes: number;
  /** At most so many bytes of text must be held at once to read it; infinite where only unpacking would tell. */
  readonly whole: number;
  /** Never throws: what stops it is a warning, and `failed` tells. */
  readonly items: AsyncIterable<Item>;
  readonly fingerprint: string;
  /** Bytes on disk read so far. */
  progress(): number;
  /** Once `items` has ended: whether it could not be read to its end, so that what is missing says nothing. */
  failed(): boolean;
  /** Once `items` has ended: whether what it does not hold is gone, unlike of a feed, which shows only the newest. */
  showsAll(): boolean;
}

/** A file, and what is to be known of it where it is not in the archive's folder. */
export type SourcePart = ListedFile & Pick<NamedFile, 'url' | 'shown'>;

/** What became of a file: what it holds; or that it is as it was; or why nothing can be said of what it holds. */
export type FileRead = Readable | { readonly state: 'unchanged' } | Unusable;

/**
 * Opens one file for the first format that accepts it, unpacked where it is packed. Not looked at further when `known` is
 * its fingerprint. Never rejects: one bad file must not stop the others.
 */
export async function readFile(file: SourcePart, formats: readonly Format[], known?: string): Promise<FileRead> {
  try {
    const found = await stat(file.path, { bigint: true });
    const stamp = stampOf(found, formats);
    if (known?.endsWith(stamp) === true) return { state: 'unchanged' };
    return await openFile(file, { size: Number(found.size), formats, stamp, known });
  } catch (error) {
    if (error instanceof Unfit) return unusable(file.name, 'damaged', `is passed over: ${error.message}; what it gave before stays`, error);
    return unusable(file.name, 'unreadable', `cannot be read and is passed over (${messageOf(error)})`, error);
  }
}

interface Opening {
  readonly size: number;
  readonly formats: readonly Format[];
  readonly stamp: string;
  readonly known: string | undefined;
}

async function openFile({ name, path, url, shown: called = name }: SourcePart, opening: Opening): Promise<FileRead> {
  const { size, formats, stamp, known } = opening;
  const file = new FileBytes(path);
  const salt = readerOf(formats);
  const magic = await file.head(MAGIC);
  if (isZip(magic)) return openZipFile({ name, path }, file, opening);
  const packed = isGzip(magic);
  const own = packed ? await look(file, salt) : null;
  if (own !== null && isKnown(own.sha256, known)) return { state: 'unchanged' };
  const shown = packed ? unpackedName(called) : called;
  const text = await openText({ name, shown, url, source: packed ? new GunzippedBytes(file) : file, size: packed ? null : size, formats, salt });
  if ('state' in text) return text;
  const { sha256 } = own ?? text.look;
  if (isKnown(sha256, known)) return { state: 'unchanged' };
  const whole = isReadWhole(text.reading.format) ? text.look.bytes : 0;
  return readable(text.reading, file, { bytes: size, whole, fingerprint: `${sha256}${stamp}` }, url !== undefined);
}

/** All members are one collection, so that an article that moved within the zip stays the same. */
async function openZipFile({ name, path }: ListedFile, file: FileBytes, { size, formats, stamp, known }: Opening): Promise<FileRead> {
  const { sha256 } = await look(file, readerOf(formats));
  if (isKnown(sha256, known)) return { state: 'unchanged' };
  const reading = new ZipReading({ name, path, size, formats });
  await reading.check();
  const { whole } = reading;
  return { state: 'read', format: null, bytes: size, whole, items: reading.items(), fingerprint: `${sha256}${stamp}`, progress: () => reading.consumed, failed: () => reading.failed, showsAll: () => reading.showsAll };
}

function isKnown(sha256: string, known: string | undefined): boolean {
  return known?.startsWith(`${sha256} `) === true;
}

function readable(reading: Reading, file: FileBytes, known: Pick<Readable, 'bytes' | 'whole' | 'fingerprint'>, isFetched: boolean): Readable {
  // A page of the web may show less tomorrow, for a day or for good: what it showed stays in the archive.
  const showsAll = !isFetched && reading.format?.onlyNewest !== true;
  return { state: 'read', format: reading.format, ...known, items: reading.items(), progress: () => file.consumed, failed: () => reading.failed, showsAll: () => showsAll };
}

/**
 * A fingerprint is a hash and a stamp. The stamp alone, which the file system tells, shows that a file is as it was:
 * a large archive is not read at every start. Any writing changes it; then the hash decides.
 */
function stampOf({ size, mtimeNs, ctimeNs, ino }: BigIntStats, formats: readonly Format[]): string {
  return ` ${readerOf(formats)} ${size} ${mtimeNs} ${ctimeNs} ${ino}`;
}

/** All that decides, besides its bytes, what a file is read as. */
function readerOf(formats: readonly Format[]): string {
  return createHash('sha256').update(`${PARSER_VERSION} ${formats.map(({ name }) => name).join(' ')}`).digest('hex').slice(0, 12);
}
