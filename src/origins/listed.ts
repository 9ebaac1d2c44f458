import { readFile } from 'node:fs/promises';
import { isAbsolute, join, resolve } from 'node:path';
import { LineCounter, parseDocument, isMap, isScalar, isSeq, type Node } from 'yaml';
import type { Warning } from '../ingest/format.ts';
import { messageOf, repeatable } from '../errors.ts';
import { normalAddress } from './find/address.ts';
import { USUAL_FILL, type OriginSettings } from './record.ts';
import { isPattern } from './schedule.ts';

/** In the archive's folder. */
export const LISTED_FILE = 'origins.yaml';
const MOST_FILL = 100_000;
const UNITS: Readonly<Record<string, number>> = { m: 1, min: 1, h: 60, d: 1_440 };
const EXAMPLE = 'write "- https://example.org/feed/", or "- url: …" with "every: 30m" and "fill: 500" below it, or "- folder: /path"';

/** What an archive's origins.yaml lists. */
export interface Listed {
  readonly origins: ReadonlyMap<string, OriginSettings>;
  /** Absolute paths. */
  readonly folders: readonly string[];
  readonly warnings: readonly Warning[];
  /** False when the file is there and cannot be understood: then it says nothing of what was listed before. */
  readonly isReadable: boolean;
}

/**
 * Reads `origins.yaml` of the archive's folder: a list of addresses, of `url` with `every` (`30m`, `6h`, `1d`, or a cron
 * pattern) and `fill` (how many documents of the past), and of `folder`. What cannot be understood is a warning, and the
 * rest holds.
 */
export async function readListed(archiveDir: string): Promise<Listed> {
  let text: string;
  try {
    text = await readFile(join(archiveDir, LISTED_FILE), 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return { origins: new Map(), folders: [], warnings: [], isReadable: true };
    return { origins: new Map(), folders: [], warnings: [{ where: `${LISTED_FILE}:1`, what: `${LISTED_FILE} cannot be read; what it listed before stays (${messageOf(error)})` }], isReadable: false };
  }
  return new Reader(text, archiveDir).read();
}

class Reader {
  readonly #lines = new LineCounter();
  readonly #text: string;
  readonly #archiveDir: string;
  readonly #origins = new Map<string, OriginSettings>();
  readonly #folders = new Set<string>();
  readonly #warnings: Warning[] = [];

  constructor(text: string, archiveDir: string) {
    this.#text = text;
    this.#archiveDir = archiveDir;
  }

  read(): Listed {
    const { contents, errors: [error] } = parseDocument(this.#text, { lineCounter: this.#lines });
    if (error !== undefined) return this.#end(`is no YAML, so what it listed before stays: ${error.message.split('\n')[0] ?? ''}`, error.pos[0]);
    if (contents === null || (isScalar(contents) && contents.value === null)) return this.#end();
    if (!isSeq<Node>(contents)) return this.#end(`is no list: ${EXAMPLE}`, contents.range[0]);
    for (const item of contents.items) this.#take(item);
    return this.#end();
  }

  #end(broken?: string, at = 0): Listed {
    if (broken !== undefined) this.#warn(broken, at);
    return { origins: this.#origins, folders: [...this.#folders], warnings: this.#warnings, isReadable: broken === undefined };
  }

  #take(item: Node): void {
    const at = item.range?.[0] ?? 0;
    const value: unknown = isScalar(item) || isMap(item) ? item.toJSON() : null;
    const entry = typeof value === 'string' ? { url: value } : value;
    if (typeof entry !== 'object' || entry === null || Array.isArray(entry)) {
      this.#warn(`holds what is no origin: ${EXAMPLE}`, at);
      return;
    }
    const { url, folder, every, fill, ...others } = entry as Record<string, unknown>;
    for (const name of Object.keys(others)) this.#warn(`says "${name.slice(0, 40)}" of an origin, which means nothing here: ${EXAMPLE}`, at);
    if (typeof folder === 'string' && folder.trim() !== '' && url === undefined) this.#folders.add(isAbsolute(folder) ? folder : resolve(this.#archiveDir, folder));
    else if (typeof url === 'string') this.#takeAddress(url, { every: this.#every(every, at), fill: this.#fill(fill, at) }, at);
    else this.#warn(`holds an origin without an address: ${EXAMPLE}`, at);
  }

  #takeAddress(url: string, settings: OriginSettings, at: number): void {
    const address = normalAddress(url);
    if (address === null) this.#warn(`"${repeatable(url)}" is no address that can be fetched (http or https, without a password)`, at);
    else if (this.#origins.has(address)) this.#warn(`lists ${address} twice; the first holds`, at);
    else this.#origins.set(address, settings);
  }

  #every(value: unknown, at: number): OriginSettings['every'] {
    if (value === undefined || value === null) return null;
    const text = asText(value);
    const [, count = '', unit = 'm'] = /^(\d+(?:\.\d+)?)\s*(m|min|h|d)?$/iu.exec(text) ?? [];
    const minutes = Number(count) * (UNITS[unit.toLowerCase()] ?? 1);
    if (count !== '' && minutes >= 1) return minutes;
    if (count === '' && isPattern(text)) return text;
    this.#warn(`"every: ${text.slice(0, 40)}" is no pause (30m, 6h, 1d; at least a minute) and no cron pattern ("0 6 * * *"); it is refreshed every hour`, at);
    return null;
  }

  #fill(value: unknown, at: number): number {
    if (value === undefined || value === null) return USUAL_FILL;
    if (typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= MOST_FILL) return value;
    this.#warn(`"fill: ${asText(value).slice(0, 40)}" is no number from 0 to ${MOST_FILL}; ${USUAL_FILL} is taken`, at);
    return USUAL_FILL;
  }

  #warn(what: string, offset: number): void {
    this.#warnings.push({ where: `${LISTED_FILE}:${this.#lines.linePos(offset).line}`, what });
  }
}

function asText(value: unknown): string {
  return typeof value === 'string' ? value.trim() : JSON.stringify(value);
}
