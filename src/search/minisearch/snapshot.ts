import { createHash, randomUUID } from 'node:crypto';
import { open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { ANALYSIS, terms as termsOf } from '../analysis.ts';
import { Pacer } from '../pacer.ts';
import type { IndexPlace } from '../port.ts';
import { ByteReader, ByteWriter } from './bytes.ts';
import { FIELDS, type Postings } from './postings.ts';

type Lengths = readonly [number, number];

/** What is kept of an index. Documents that are gone may still stand in `terms`: they are left out. */
export interface SnapshotContents {
  readonly documents: Iterable<{ readonly document: number; readonly id: string; readonly lengths: Lengths; readonly language: string }>;
  readonly count: number;
  /** Above every document's number. */
  readonly end: number;
  readonly terms: Iterable<{ readonly term: string; readonly postings: readonly [Postings | undefined, Postings | undefined] }>;
}

/** An empty index that takes a snapshot in: all documents first, numbered from 0 as they come. */
export interface SnapshotTarget {
  restoreDocument(id: string, lengths: Lengths, language: string): void;
  restoreTerm(term: string, postings: readonly [Map<number, number>, Map<number, number>]): void;
}

interface Header {
  readonly format: string;
  readonly options: string;
  readonly storeId: string;
  readonly sequence: number;
  readonly bytes: number;
  /** Of the rest of the header and all that follows. */
  readonly checksum: number;
}

const FORMAT = 'backfile-minisearch-2';
/** The header is padded to so many bytes: it is written last, when the checksum is known. */
const HEADER_BYTES = 512;
const PROBE = 'The U.S. didn’t re-elect 2,500 ministers’ Café naïvely; Iraqs WHO, house.Araji.';

/** Changes when texts are analysed differently: then a kept index would be asked for terms that it does not hold. */
function analysisOptions(): string {
  return createHash('sha256').update(ANALYSIS).update(JSON.stringify(['en', 'de', 'fr', 'es', 'ru'].map((language) => termsOf(PROBE, language)))).digest('hex').slice(0, 16);
}

function snapshotFile({ storeFile }: IndexPlace): string {
  return `${storeFile}.minisearch`;
}

/** Whether there is a snapshot, or what a crash left of one. */
export async function hasSnapshot(place: IndexPlace): Promise<boolean> {
  return (await filesOf(place)).length > 0;
}

/** Drafts that a crash left, and those of other processes: they go without their snapshot this time. */
export async function removeDrafts(place: IndexPlace): Promise<void> {
  for (const file of await filesOf(place)) if (file !== snapshotFile(place)) await rm(file, { force: true });
}

/** The snapshot and its drafts. */
async function filesOf(place: IndexPlace): Promise<string[]> {
  const [folder, name] = [dirname(snapshotFile(place)), basename(snapshotFile(place))];
  return (await readdir(folder)).filter((file) => file === name || (file.startsWith(`${name}.`) && file.endsWith('.tmp'))).map((file) => join(folder, file));
}

/**
 * Writes the snapshot beside the store: to another name first, then renamed, so that a crash leaves the old one or the new
 * one. Yields between chunks; `contents` must not change meanwhile.
 */
export async function saveSnapshot(place: IndexPlace, sequence: number, contents: SnapshotContents): Promise<void> {
  const file = snapshotFile(place);
  const draft = `${file}.${randomUUID()}.tmp`;
  const handle = await open(draft, 'w');
  try {
    await handle.write(Buffer.alloc(HEADER_BYTES, ' '));
    const writer = new ByteWriter(async (chunk) => { await handle.write(chunk); });
    const numbers = await writeDocuments(writer, contents);
    await writeTerms(writer, contents, numbers);
    await writer.flush();
    const header = { format: FORMAT, options: analysisOptions(), storeId: place.storeId, sequence, bytes: writer.bytes };
    const checksum = withHeader(writer.checksum, header);
    await handle.write(Buffer.from(JSON.stringify({ ...header, checksum }).padEnd(HEADER_BYTES)), 0, HEADER_BYTES, 0);
    await handle.sync();
    await handle.close();
    await rename(draft, file);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(draft, { force: true });
    throw error;
  }
}

function withHeader(bodyChecksum: number, { format, options, storeId, sequence, bytes }: Omit<Header, 'checksum'>): number {
  return crc32(JSON.stringify([format, options, storeId, sequence, bytes]), bodyChecksum);
}

/** New numbers, without gaps, by old ones; plus one, so that 0 says that a document is gone. */
async function writeDocuments(writer: ByteWriter, { documents, count, end }: SnapshotContents): Promise<Uint32Array> {
  const numbers = new Uint32Array(end);
  const languages: string[] = [];
  let next = 0;
  writer.number(count);
  for (const { document, id, lengths, language } of documents) {
    numbers[document] = ++next;
    writer.text(id);
    for (const length of lengths) writer.number(length);
    const known = languages.indexOf(language);
    writer.number(known === -1 ? languages.length : known);
    // A language's name stands where it is first met.
    if (known === -1) {
      languages.push(language);
      writer.text(language);
    }
    if (writer.isFull) await writer.flush();
  }
  return numbers;
}

async function writeTerms(writer: ByteWriter, { terms }: SnapshotContents, numbers: Uint32Array): Promise<void> {
  for (const { term, postings } of terms) {
    const fields = postings.map((field) => livePostings(field, numbers));
    if (fields.every((field) => field.length === 0)) continue;
    writer.text(term);
    for (const field of fields) {
      writer.number(field.length / 2);
      for (const value of field) writer.number(value);
    }
    if (writer.isFull) await writer.flush();
  }
}

/** Distance to the document before and frequency, in turn. Maps keep the order of insertion, which is that of the numbers. */
function livePostings(postings: Postings | undefined, numbers: Uint32Array): number[] {
  const values: number[] = [];
  let before = 0;
  for (const [document, frequency] of postings ?? []) {
    const number = numbers[document] ?? 0;
    if (number === 0) continue;
    values.push(number - before, frequency);
    before = number;
  }
  return values;
}

/** Fills `target` and gives the sequence that it holds; null when there is no snapshot or anything about it is off. */
export async function loadSnapshot(place: IndexPlace, target: SnapshotTarget): Promise<number | null> {
  const file = await readFile(snapshotFile(place)).catch(() => null);
  if (file === null) return null;
  const header = readHeader(file);
  const body = file.subarray(HEADER_BYTES);
  if (!isMeant(header, place)) return null;
  if (header.bytes !== body.length || header.checksum !== withHeader(await checksumOf(body), header)) return null;
  const reader = new ByteReader(body);
  await readDocuments(reader, target);
  await readTerms(reader, target);
  return header.sequence;
}

/** The sequence that the snapshot says it holds, by its beginning and length alone; null as for {@link loadSnapshot}. */
export async function snapshotSequence(place: IndexPlace): Promise<number | null> {
  const handle = await open(snapshotFile(place), 'r').catch(() => null);
  if (handle === null) return null;
  try {
    const { buffer } = await handle.read(Buffer.alloc(HEADER_BYTES), 0, HEADER_BYTES, 0);
    const header = readHeader(buffer);
    if (!isMeant(header, place)) return null;
    return header.bytes === (await handle.stat()).size - HEADER_BYTES ? header.sequence : null;
  } finally {
    await handle.close();
  }
}

function isMeant(header: Header | null, { storeId }: IndexPlace): header is Header {
  return header?.format === FORMAT && header.options === analysisOptions() && header.storeId === storeId;
}

function readHeader(file: Buffer): Header | null {
  try {
    return JSON.parse(file.toString('utf8', 0, HEADER_BYTES)) as Header;
  } catch {
    return null;
  }
}

async function checksumOf(body: Buffer): Promise<number> {
  const pacer = new Pacer();
  let checksum = 0;
  for (let at = 0; at < body.length; at += 1 << 20) {
    checksum = crc32(body.subarray(at, at + (1 << 20)), checksum);
    await pacer.pause();
  }
  return checksum;
}

async function readDocuments(reader: ByteReader, target: SnapshotTarget): Promise<void> {
  const pacer = new Pacer();
  const languages: string[] = [];
  for (let left = reader.number(); left > 0; left--) {
    const id = reader.text();
    const lengths: Lengths = [reader.number(), reader.number()];
    const place = reader.number();
    if (place === languages.length) languages.push(reader.text());
    target.restoreDocument(id, lengths, languages[place] ?? '');
    await pacer.pause();
  }
}

async function readTerms(reader: ByteReader, target: SnapshotTarget): Promise<void> {
  const pacer = new Pacer();
  while (!reader.isAtEnd) {
    const term = reader.text();
    const postings = [new Map<number, number>(), new Map<number, number>()] as const;
    for (const field of FIELDS) {
      let document = -1;
      for (let left = reader.number(); left > 0; left--) {
        document += reader.number();
        postings[field].set(document, reader.number());
      }
    }
    target.restoreTerm(term, postings);
    if (pacer.isDue) await pacer.pause();
  }
}
