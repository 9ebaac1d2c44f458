import iconv from 'iconv-lite';
import { openPromise, type Entry, type ZipFile } from 'yauzl';
import { messageOf } from '../errors.ts';
import { Unfit, UNPACK_LIMITS } from './damage.ts';
import { isNeverArticle, shownName } from './files.ts';

/** A member of a zip that can be read. */
export interface Member {
  /** Relative to the zip, with `/`. */
  readonly name: string;
  readonly entry: Entry;
}

export interface MemberList {
  /** By name, so that every machine reads in one order. */
  readonly members: readonly Member[];
  /** Why others are passed over: `name` is empty for the zip as a whole. */
  readonly passedOver: readonly { readonly name: string; readonly why: string }[];
  /** Something that may hold articles cannot be read. */
  readonly lacking: boolean;
}

/** More names than a person's archive has; a directory of them is held in memory. In members, and in bytes of names. */
const MOST_MEMBERS = 200_000;
const MOST_NAMES = 64 * 2 ** 20;
/** Of a name in a warning. */
const LONGEST_NAME = 300;
const STORED = 0;
const DEFLATED = 8;
const LOCAL_HEADER = 30;
/** Of a file mode. */
const FILE_TYPE = 0o170_000;
const LINK = 0o120_000;
/** What is a zip by its form, but no archive of articles: by a member's name. */
const OTHER_KINDS: readonly (readonly [RegExp, string])[] = [
  [/^\[Content_Types\]\.xml$/u, 'an Office document'], [/^mimetype$/u, 'an e-book or OpenDocument file'], [/^META-INF\/MANIFEST\.MF$/u, 'a Java archive'],
];

/** Begins like a zip with members, or like an empty one. */
export function isZip(head: Uint8Array): boolean {
  const start = Buffer.from(head.subarray(0, 4)).toString('latin1');
  return start === 'PK\x03\x04' || start === 'PK\x05\x06';
}

/** Opens a zip; to be closed. Throws {@link Unfit} when it has no directory that can be read. */
export async function openZip(path: string): Promise<ZipFile> {
  try {
    // Names and sizes are checked here, member by member: yauzl would stop at the first bad one.
    return await openPromise(path, { autoClose: false, lazyEntries: true, decodeStrings: false, validateEntrySizes: false });
  } catch (error) {
    throw new Unfit(`it is a damaged zip (${messageOf(error)})`, { cause: error });
  }
}

/** Reads a zip's directory. Throws {@link Unfit} for what is no archive of articles, or too large. */
export async function listMembers(zip: ZipFile): Promise<MemberList> {
  if (zip.entryCount > MOST_MEMBERS) throw new Unfit(`it has more than ${MOST_MEMBERS} members`);
  const directory = new Directory();
  try {
    for await (const entry of zip.eachEntry()) directory.add(entry);
  } catch (error) {
    if (error instanceof Unfit) throw error;
    directory.passOver('', `its directory is damaged (${messageOf(error)}); what it names behind that cannot be found`, true);
  }
  return directory.end();
}

class Directory {
  readonly #members = new Map<string, Member>();
  readonly #passedOver: { name: string; why: string }[] = [];
  #lacking = false;
  #names = 0;

  add(entry: Entry): void {
    const name = nameOf(entry);
    this.#names += entry.fileNameLength;
    if (this.#names > MOST_NAMES) throw new Unfit('its directory is too large');
    const other = OTHER_KINDS.find(([pattern]) => pattern.test(name))?.[1];
    if (other !== undefined) throw new Unfit(`it is ${other}, and such files are not read`);
    if (name.endsWith('/') || isNever(name)) return;
    const why = whyUnsafe(name);
    if (why !== null) this.passOver(name, why, false);
    else this.#addSafe(shownName(name), entry);
  }

  #addSafe(name: string, entry: Entry): void {
    const why = whyUnreadable(entry);
    if (why !== null) this.passOver(name, why, true);
    else if (isLink(entry)) this.passOver(name, 'is a link and is not followed', false);
    else if (/\.(?:zip|tar|tgz|7z|rar|bz2|xz|zst)$/iu.test(name)) this.passOver(name, 'is an archive in an archive, and is not looked into', false);
    else {
      if (this.#members.has(name)) this.passOver(name, 'is there twice; the later one counts', false);
      this.#members.set(name, { name, entry });
    }
  }

  passOver(name: string, why: string, lacking: boolean): void {
    this.#passedOver.push({ name: shownName(name).slice(0, LONGEST_NAME), why });
    this.#lacking ||= lacking;
  }

  end(): MemberList {
    for (const name of overlapping([...this.#members.values()])) {
      this.#members.delete(name);
      this.passOver(name, 'shares its bytes with another member, as in a bomb', true);
    }
    const members = [...this.#members.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
    const total = members.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0);
    if (total > UNPACK_LIMITS.total) throw new Unfit(`it unpacks to more than ${UNPACK_LIMITS.total / 2 ** 30} GiB`);
    return { members, passedOver: this.#passedOver, lacking: this.#lacking };
  }
}

/** Those whose bytes begin before those of an earlier one end. */
function overlapping(members: readonly Member[]): string[] {
  let end = 0;
  return members.toSorted((a, b) => a.entry.relativeOffsetOfLocalHeader - b.entry.relativeOffsetOfLocalHeader).flatMap(({ name, entry }) => {
    const start = entry.relativeOffsetOfLocalHeader;
    if (start < end) return [name];
    end = start + LOCAL_HEADER + entry.fileNameLength + entry.compressedSize;
    return [];
  });
}

/** UTF-8 where it is that, marked or not: few writers mark it. Else as the format's first programs had it. */
function nameOf({ fileNameRaw }: Entry): string {
  const name = fileNameRaw.toString('utf8');
  return name.includes('\uFFFD') ? iconv.decode(fileNameRaw, 'cp437') : name;
}

function isNever(name: string): boolean {
  const parts = name.split('/');
  return parts.some((part) => part === '__MACOSX' || (part.startsWith('.') && part !== '.' && part !== '..')) || isNeverArticle(parts.at(-1) ?? '');
}

/** Nothing is ever written by these names; but where they claim to stand they cannot, so nobody should cite them. */
function whyUnsafe(name: string): string | null {
  if (name === '' || name.includes('\0')) return 'has no proper name and is passed over';
  if (name.startsWith('/') || name.includes('\\') || /^[A-Za-z]:/u.test(name)) return 'is named as if it stood elsewhere on a disk, and is passed over';
  return name.split('/').includes('..') ? 'is named as if it stood outside of the zip, and is passed over' : null;
}

/** By the file mode that zips made on Unix and macOS tell; the content of a link is its target's name. */
function isLink({ externalFileAttributes }: Entry): boolean {
  return ((externalFileAttributes >>> 16) & FILE_TYPE) === LINK;
}

function whyUnreadable(entry: Entry): string | null {
  if (entry.isEncrypted()) return 'is encrypted and is passed over: unpack it and ingest the folder';
  if (entry.compressionMethod !== STORED && entry.compressionMethod !== DEFLATED) return `is packed by a method that is not known (${entry.compressionMethod}) and is passed over: unpack it and ingest the folder`;
  return null;
}
