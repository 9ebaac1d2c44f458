import { crc32 } from 'node:zlib';
import type { ZipFile } from 'yauzl';
import { messageOf } from '../errors.ts';
import { headOf, type ByteSource } from './bytes.ts';
import { checkUnpacked, Unfit, UNPACK_LIMITS } from './damage.ts';
import type { Format, Item } from './format.ts';
import { GunzippedBytes, isGzip, unpackedName } from './gzip.ts';
import { LARGE } from './heap.ts';
import { formatOf, isReadWhole, openText, unusable, warningOf, type Reading, type Unusable } from './reading.ts';
import { listMembers, openZip, type Member } from './zip-members.ts';

interface ZipTask {
  /** As places in it begin. */
  readonly name: string;
  readonly path: string;
  /** In bytes. */
  readonly size: number;
  readonly formats: readonly Format[];
}

/** How often a member's bytes are unpacked: to tell its character set, and to read it. */
const TIMES_READ = 2;
/** A byte of gzip unpacks to no more: https://zlib.net/zlib_tech.html */
const MOST_UNPACKED = 1_032;

/** The items of all members of a zip, in order of name. Members are unpacked one by one, in memory, and never to a disk. */
export class ZipReading {
  readonly #task: ZipTask;
  #unpacked = 0;
  /** Bytes on disk of the members read so far. */
  consumed = 0;
  /** Once the items have ended: whether something that may hold articles could not be read. */
  failed = false;
  /** Once they have ended: false when a member shows only its newest articles. */
  showsAll = true;
  /** Once it is checked: see `Readable`. */
  whole = 0;

  constructor(task: ZipTask) {
    this.#task = task;
  }

  /** Throws what makes the zip as a whole unfit to be read. */
  async check(): Promise<void> {
    const zip = await openZip(this.#task.path);
    try {
      const { members } = await listMembers(zip);
      for (const member of members) this.whole = Math.max(this.whole, await this.#wholeOf(zip, member));
    } finally {
      zip.close();
    }
  }

  /** What cannot be read is not held. Of what is small only the size is looked at. */
  async #wholeOf(zip: ZipFile, { name, entry }: Member): Promise<number> {
    const size = entry.uncompressedSize;
    if (size * MOST_UNPACKED < LARGE) return size;
    const bytes = new MemberBytes(zip, entry);
    try {
      if (isGzip(await bytes.head(4))) return isReadWhole(await formatOf(new GunzippedBytes(bytes), unpackedName(`${this.#task.name}/${name}`), this.#task.formats)) ? Infinity : 0;
      return size <= LARGE || isReadWhole(await formatOf(bytes, `${this.#task.name}/${name}`, this.#task.formats)) ? size : 0;
    } catch {
      return 0;
    }
  }

  /** Never throws. */
  async *items(): AsyncGenerator<Item> {
    try {
      yield* this.#members();
    } catch (error) {
      this.failed = true;
      yield { warning: warningOf(this.#task.name, `could not be read to its end (${messageOf(error)}); what it gave before stays`) };
    }
  }

  async *#members(): AsyncGenerator<Item> {
    const { name: zipName, path, size } = this.#task;
    const zip = await openZip(path);
    try {
      const { members, passedOver, lacking } = await listMembers(zip);
      this.failed = lacking;
      for (const { name, why } of passedOver) yield { warning: warningOf(name === '' ? zipName : `${zipName}/${name}`, why) };
      if (members.length === 0) yield { warning: warningOf(zipName, 'holds no file that can be read') };
      for (const member of members) {
        yield* this.#member(zip, member);
        this.consumed += member.entry.compressedSize;
        checkUnpacked(size, this.#unpacked / TIMES_READ, UNPACK_LIMITS);
      }
    } finally {
      zip.close();
    }
  }

  /** A fault in one member says nothing of the others. */
  async *#member(zip: ZipFile, member: Member): AsyncGenerator<Item> {
    const opened = await this.#open(zip, member);
    if (!('reading' in opened)) {
      this.failed ||= opened.reason !== 'not text';
      yield { warning: opened.warning };
      return;
    }
    const { reading } = opened;
    yield* reading.items();
    this.failed ||= reading.failed;
    if (reading.format?.onlyNewest === true) this.showsAll = false;
  }

  async #open(zip: ZipFile, { name: inner, entry }: Member): Promise<{ readonly reading: Reading } | Unusable> {
    const { formats } = this.#task;
    const name = `${this.#task.name}/${inner}`;
    try {
      const bytes = new MemberBytes(zip, entry);
      const packed = isGzip(await bytes.head(4));
      const source = this.#counted(packed ? new GunzippedBytes(bytes) : bytes);
      return await openText({ name, shown: packed ? unpackedName(name) : name, source, size: packed ? null : entry.uncompressedSize, formats, salt: '' });
    } catch (error) {
      return unusable(name, 'damaged', `cannot be read and is passed over (${messageOf(error)})`, error);
    }
  }

  /** Many small bombs are one. */
  #counted(source: ByteSource): ByteSource {
    const count = (piece: Buffer): void => {
      this.#unpacked += piece.length;
    };
    return {
      head: async (length) => source.head(length),
      async *open() {
        for await (const piece of source.open()) {
          count(piece);
          yield piece;
        }
      },
    };
  }
}

/** The unpacked bytes of one member. `open` throws {@link Unfit} when they are not those that were packed, at the latest at their end. */
class MemberBytes implements ByteSource {
  readonly #zip: ZipFile;
  readonly #entry: Member['entry'];

  constructor(zip: ZipFile, entry: Member['entry']) {
    this.#zip = zip;
    this.#entry = entry;
  }

  async head(count: number): Promise<Buffer> {
    return headOf(this.open(), count);
  }

  async *open(): AsyncGenerator<Buffer> {
    const { compressedSize, uncompressedSize, crc32: sum } = this.#entry;
    let [length, found] = [0, 0];
    for await (const piece of (await this.#zip.openReadStreamPromise(this.#entry)) as AsyncIterable<Buffer>) {
      length += piece.length;
      found = crc32(piece, found);
      if (length > uncompressedSize) throw new Unfit('it holds more than it says');
      checkUnpacked(compressedSize, length, UNPACK_LIMITS);
      yield piece;
    }
    if (length < uncompressedSize) throw new Unfit('it holds less than it says');
    if (found !== sum) throw new Unfit('it is damaged: its content does not fit its checksum');
  }
}
