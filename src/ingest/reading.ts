import { messageOf } from '../errors.ts';
import type { ByteSource } from './bytes.ts';
import { chooseEncoding, type Encoding } from './charset.ts';
import { CutShort } from './damage.ts';
import { decodeStream } from './decode.ts';
import { MAX_FILE_BYTES } from './files.ts';
import { GLANCE, type Format, type Item, type Warning } from './format.ts';
import { itemsOf } from './items.ts';
import { look, type Look } from './look.ts';
import { withinBounds } from './oversized.ts';
import { wholeFile } from './places.ts';
import { decodeText } from './text.ts';

/** Enough bytes for {@link GLANCE} units of any text. */
const HEAD = 4 * GLANCE;

/** Why nothing can be said of what a file holds. */
export interface Unusable {
  readonly state: 'unusable';
  readonly reason: 'unreadable' | 'not text' | 'too large' | 'damaged';
  readonly cause: unknown;
  readonly warning: Warning;
}

/** Bytes that are to be read as text. */
export interface TextTask {
  /** As places in it are called. */
  readonly name: string;
  /** As formats are told. */
  readonly shown: string;
  /** Where it was fetched from. */
  readonly url?: string | undefined;
  readonly source: ByteSource;
  /** In bytes, where that is known before they are read. */
  readonly size: number | null;
  readonly formats: readonly Format[];
  /** Hashed before the bytes. */
  readonly salt: string;
}

/** Finds format and character set by reading all bytes once. Rejects with what the source rejects with. */
export async function openText(task: TextTask): Promise<{ readonly reading: Reading; readonly look: Look } | Unusable> {
  const { name, shown, source, size, formats, salt } = task;
  const head = await source.head(HEAD);
  const format = claimant(head, shown, formats);
  if (format === undefined) return unusable(name, 'not text', 'is not text and is passed over');
  const most = format === null || 'parse' in format ? MAX_FILE_BYTES : Infinity;
  if (size !== null && size > most) return tooLarge(name, size);
  const looked = await look(source, salt, most);
  if (looked.bytes > most) return tooLarge(name, null);
  return { reading: new Reading(task, format, chooseEncoding(head, looked.letters), looked.cut), look: looked };
}

/** The format that would read these bytes; null for none. */
export async function formatOf(source: ByteSource, shown: string, formats: readonly Format[]): Promise<Format | null> {
  return claimant(await source.head(HEAD), shown, formats) ?? null;
}

/** Of no format nothing is read. */
export function isReadWhole(format: Format | null): boolean {
  return format !== null && 'parse' in format;
}

/** Null when no format accepts what begins like this; undefined when it is no text. */
function claimant(head: Buffer, shown: string, formats: readonly Format[]): Format | null | undefined {
  const glance = decodeText(head, head.length === HEAD);
  if (glance === null) return undefined;
  return formats.find((each) => each.accepts({ name: shown, text: glance.text.slice(0, GLANCE) })) ?? null;
}

/** The items of one text, once. */
export class Reading {
  readonly #task: TextTask;
  readonly format: Format | null;
  readonly #encoding: Encoding;
  readonly #cut: CutShort | null;
  #lines = 1;
  /** Once the items have ended: whether they could not be read to their end. */
  failed = false;

  constructor(task: TextTask, format: Format | null, encoding: Encoding, cut: CutShort | null) {
    this.#task = task;
    this.format = format;
    this.#encoding = encoding;
    this.#cut = cut;
  }

  /** Never throws. */
  async *items(): AsyncGenerator<Item> {
    const { name, shown, url, formats } = this.#task;
    const { warning } = this.#encoding;
    if (this.format === null) {
      this.failed = this.#cut !== null;
      const cut = this.#cut === null ? '' : ` (${this.#cut.message})`;
      yield { warning: warningOf(name, `is of no known format (${formats.map((each) => each.name).join(', ')}) and is passed over${cut}`) };
      return;
    }
    if (warning !== null) yield { warning: warningOf(name, warning) };
    try {
      for await (const item of itemsOf(this.format, { name: shown, chunks: this.#text(), url })) {
        const placed = withinBounds(shown === name && url === undefined ? item : placedIn({ name, shown, url }, item));
        // What such an article gave before stays.
        if ('article' in item && !('article' in placed)) this.failed = true;
        yield placed;
      }
    } catch (error) {
      this.failed = true;
      yield { warning: this.#brokenOff(error) };
    }
  }

  async *#text(): AsyncGenerator<string> {
    for await (const piece of decodeStream(this.#task.source.open(), this.#encoding.encoding)) {
      if (this.#cut !== null) for (let at = piece.indexOf('\n'); at >= 0; at = piece.indexOf('\n', at + 1)) this.#lines++;
      yield piece;
    }
  }

  #brokenOff(error: unknown): Warning {
    const { name } = this.#task;
    if (error instanceof CutShort) {
      return { where: `${name}:${this.#lines}`, what: `${name} is cut short here (${error.message}); the article that was cut is left out, and what the file gave before stays. Get the whole file and ingest it again` };
    }
    return warningOf(name, `could not be read to its end (${messageOf(error)}); what it held before stays. If the file is whole, please report this as a defect of Backfile`);
  }
}

/** With the file's own name, or where it was fetched from, where a format was shown another. */
function placedIn({ name, shown, url }: Pick<TextTask, 'name' | 'shown' | 'url'>, item: Item): Item {
  if ('article' in item) {
    const { origin } = item.article;
    if (url !== undefined && 'file' in origin) return { article: { ...item.article, origin: { url, line: null } } };
    return 'file' in origin && origin.file === shown ? { article: { ...item.article, origin: { ...origin, file: name } } } : item;
  }
  if (!('warning' in item) || !item.warning.where.startsWith(`${shown}:`)) return item;
  return { warning: { ...item.warning, where: `${name}${item.warning.where.slice(shown.length)}` } };
}

function tooLarge(name: string, size: number | null): Unusable {
  const most = `${MAX_FILE_BYTES / 2 ** 20} MiB`;
  return unusable(name, 'too large', `has ${size === null ? `more than ${most}` : `${Math.round(size / 2 ** 20)} MiB`}; files of this kind above ${most} are passed over: split it`);
}

export function unusable(name: string, reason: Unusable['reason'], what: string, cause: unknown = null): Unusable {
  return { state: 'unusable', reason, cause, warning: warningOf(name, what) };
}

export function warningOf(name: string, what: string): Warning {
  return { where: wholeFile(name), what: `${name} ${what}` };
}
