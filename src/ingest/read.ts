import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { readFile as readBytes, stat } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { MAX_FILE_BYTES, type ListedFile } from './files.ts';
import { GLANCE, type Format, type Item, type Warning } from './format.ts';
import { itemsOf } from './items.ts';
import { messageOf, wholeFile } from './places.ts';
import { decodeText } from './text.ts';

/** To be raised when a format reads the same file otherwise than before, so that stored files are read again. */
const PARSER_VERSION = 2;

/** What became of a file: its articles; or that it is as it was; or why nothing can be said of what it holds. */
export type FileRead =
  | { readonly state: 'read'; readonly bytes: number; readonly format: Format | null; readonly items: AsyncIterable<Item>; fingerprint(): string; progress(): number; failed(): null | { readonly cause: unknown } }
  | { readonly state: 'unchanged' }
  | { readonly state: 'unusable'; readonly reason: 'unreadable' | 'not text' | 'too large' | 'defect'; readonly cause: unknown; readonly warning: Warning };

/**
 * Reads one file by the first format that accepts it; a file that none accepts has no articles, with a warning. Not
 * read further when `known` is its fingerprint. Never rejects: one bad file must not stop the others.
 */
export async function readFile({ name, path }: ListedFile, formats: readonly Format[], known?: string): Promise<FileRead> {
  let [bytes, stamp]: [Uint8Array, string] = [new Uint8Array(), ''];
  try {
    const found = await stat(path, { bigint: true });
    const size = Number(found.size);
    if (size > MAX_FILE_BYTES) {
      return unusable(name, 'too large', `has ${Math.round(size / 2 ** 20)} MiB; files above ${MAX_FILE_BYTES / 2 ** 20} MiB are passed over: split it`);
    }
    stamp = stampOf(found, formats);
    if (known?.endsWith(stamp) === true) return { state: 'unchanged' };
    bytes = await readBytes(path);
  } catch (error) {
    return unusable(name, 'unreadable', `cannot be read and is passed over (${messageOf(error)})`, error);
  }
  const hash = hashOf(bytes, formats);
  if (known?.startsWith(`${hash} `) === true) return { state: 'unchanged' };
  const fingerprint = `${hash}${stamp}`;
  const decoded = decodeText(bytes);
  if (decoded === null) return unusable(name, 'not text', 'is not text and is passed over');
  const assumed = decoded.warning === null ? [] : [warningOf(name, decoded.warning)];
  const format = formats.find((each) => each.accepts({ name, text: decoded.text.slice(0, GLANCE) })) ?? null;
  let failed: null | { cause: unknown } = null;
  async function* items(): AsyncGenerator<Item> {
    for (const warning of assumed) yield { warning };
    if (format === null) { yield { warning: warningOf(name, `is of no known format (${formats.map((each) => each.name).join(', ')}) and is passed over`) }; return; }
    try { yield* itemsOf(format, { name, chunks: Readable.from([decoded?.text ?? '']) }); }
    catch (error) { failed = { cause: error }; yield { warning: warningOf(name, `could not be read because of a defect in Backfile (${messageOf(error)}); please report it`) }; }
  }
  return { state: 'read', bytes: bytes.length, format, items: items(), fingerprint: () => fingerprint, progress: () => bytes.length, failed: () => failed };
}

/**
 * A fingerprint is a hash and a stamp. The stamp alone, which the file system tells, shows that a file is as it was:
 * a large archive is not read at every start. Any writing changes it; then the hash decides.
 */
function stampOf({ size, mtimeNs, ctimeNs, ino }: BigIntStats, formats: readonly Format[]): string {
  return ` ${readerOf(formats)} ${size} ${mtimeNs} ${ctimeNs} ${ino}`;
}

/** Of the bytes, and of all else that decides what they are read as. */
function hashOf(bytes: Uint8Array, formats: readonly Format[]): string {
  return createHash('sha256').update(readerOf(formats)).update(bytes).digest('hex');
}

function readerOf(formats: readonly Format[]): string {
  return createHash('sha256').update(`${PARSER_VERSION} ${formats.map(({ name }) => name).join(' ')}`).digest('hex').slice(0, 12);
}

function unusable(name: string, reason: 'unreadable' | 'not text' | 'too large' | 'defect', what: string, cause: unknown = null): FileRead {
  return { state: 'unusable', reason, cause, warning: warningOf(name, what) };
}

function warningOf(name: string, what: string): Warning {
  return { where: wholeFile(name), what: `${name} ${what}` };
}
