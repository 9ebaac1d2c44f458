import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { BigIntStats } from 'node:fs';
import { stat } from 'node:fs/promises';
import { FileBytes, type ByteSource } from './bytes.ts';
import { chooseEncoding, looksLikeText, startsLikeAnotherKind } from './charset.ts';
import { decodeAll, decodeStream } from './decode.ts';
import { MAX_FILE_BYTES, type ListedFile } from './files.ts';
import { GLANCE, type Format, type Item, type Warning } from './format.ts';
import { itemsOf } from './items.ts';
import { look } from './look.ts';
import { messageOf, wholeFile } from './places.ts';

/** To be raised when a format reads the same file otherwise than before, so that stored files are read again. */
const PARSER_VERSION = 3;
/** Enough bytes for {@link GLANCE} units of any text. */
const HEAD = 4 * GLANCE;

/** Why nothing can be said of what a file holds. */
export interface Unusable {
  readonly state: 'unusable';
  readonly reason: 'unreadable' | 'not text' | 'too large';
  readonly cause: unknown;
  readonly warning: Warning;
}

/** A file that can be read, once. */
export interface Readable {
  readonly state: 'read';
  /** Null when none accepts it: then it has no articles, and a warning. */
  readonly format: Format | null;
  /** On disk. */
  readonly bytes: number;
  /** Never throws: what stops it is a warning, and `failed` tells. */
  readonly items: AsyncIterable<Item>;
  readonly fingerprint: string;
  /** Bytes read so far. */
  progress(): number;
  /** Once `items` has ended: whether it could not be read to its end, so that what is missing says nothing. */
  failed(): boolean;
}

/** What became of a file: what it holds; or that it is as it was; or why nothing can be said of what it holds. */
export type FileRead = Readable | { readonly state: 'unchanged' } | Unusable;

/**
 * Opens one file for the first format that accepts it. Not looked at further when `known` is its fingerprint. Never
 * rejects: one bad file must not stop the others.
 */
export async function readFile(file: ListedFile, formats: readonly Format[], known?: string): Promise<FileRead> {
  try {
    const found = await stat(file.path, { bigint: true });
    const stamp = stampOf(found, formats);
    if (known?.endsWith(stamp) === true) return { state: 'unchanged' };
    return await openFile(file, Number(found.size), formats, { stamp, known });
  } catch (error) {
    return unusable(file.name, 'unreadable', `cannot be read and is passed over (${messageOf(error)})`, error);
  }
}

async function openFile({ name, path }: ListedFile, size: number, formats: readonly Format[], { stamp, known }: { stamp: string; known: string | undefined }): Promise<FileRead> {
  const source = new FileBytes(path);
  const head = await source.head(HEAD);
  const glance = glanceAt(head);
  if (glance === null) return unusable(name, 'not text', 'is not text and is passed over');
  const format = formats.find((each) => each.accepts({ name, text: glance })) ?? null;
  if (size > MAX_FILE_BYTES && (format === null || 'parse' in format)) {
    return unusable(name, 'too large', `has ${Math.round(size / 2 ** 20)} MiB; files of this kind above ${MAX_FILE_BYTES / 2 ** 20} MiB are passed over: split it`);
  }
  const { sha256, wellFormed } = await look(source, readerOf(formats));
  if (known?.startsWith(`${sha256} `) === true) return { state: 'unchanged' };
  const reading = new Reading(name, format, formats, source, chooseEncoding(head, wellFormed));
  return {
    state: 'read', format, bytes: size, items: reading.items(), fingerprint: `${sha256}${stamp}`,
    progress: () => source.consumed, failed: () => reading.failed,
  };
}

/** The format that would read a file, from its size and beginning alone; null for none, and for a file that cannot be read. */
export async function claimOf({ name, path }: ListedFile, formats: readonly Format[]): Promise<{ readonly bytes: number; readonly format: Format | null }> {
  try {
    const { size: bytes } = await stat(path);
    const text = glanceAt(await new FileBytes(path).head(HEAD));
    return { bytes, format: text === null ? null : (formats.find((each) => each.accepts({ name, text })) ?? null) };
  } catch {
    return { bytes: 0, format: null };
  }
}

/** The beginning as text, null when it is none. */
function glanceAt(head: Buffer): string | null {
  if (startsLikeAnotherKind(head)) return null;
  // A letter cut by the end of the head is no reason to read it in another character set.
  const { encoding } = chooseEncoding(head, isUtf8(head) || [1, 2, 3].some((cut) => isUtf8(head.subarray(0, head.length - cut))));
  const { text } = decodeAll(head, encoding);
  return looksLikeText(text) ? text.slice(0, GLANCE) : null;
}

class Reading {
  readonly #name: string;
  readonly #format: Format | null;
  readonly #formats: readonly Format[];
  readonly #source: ByteSource;
  readonly #encoding: ReturnType<typeof chooseEncoding>;
  failed = false;

  constructor(name: string, format: Format | null, formats: readonly Format[], source: ByteSource, encoding: ReturnType<typeof chooseEncoding>) {
    this.#name = name;
    this.#format = format;
    this.#formats = formats;
    this.#source = source;
    this.#encoding = encoding;
  }

  async *items(): AsyncGenerator<Item> {
    const { encoding, warning } = this.#encoding;
    if (this.#format === null) {
      yield { warning: warningOf(this.#name, `is of no known format (${this.#formats.map(({ name }) => name).join(', ')}) and is passed over`) };
      return;
    }
    if (warning !== null) yield { warning: warningOf(this.#name, warning) };
    try {
      yield* itemsOf(this.#format, { name: this.#name, chunks: decodeStream(this.#source.open(), encoding) });
    } catch (error) {
      this.failed = true;
      yield { warning: warningOf(this.#name, `could not be read to its end (${messageOf(error)}); what it held before stays. If the file is whole, please report this as a defect of Backfile`) };
    }
  }
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

function unusable(name: string, reason: Unusable['reason'], what: string, cause: unknown = null): Unusable {
  return { state: 'unusable', reason, cause, warning: warningOf(name, what) };
}

function warningOf(name: string, what: string): Warning {
  return { where: wholeFile(name), what: `${name} ${what}` };
}
