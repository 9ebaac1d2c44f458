import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Transform, Writable, type Readable, type TransformCallback } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate, createZstdDecompress } from 'node:zlib';
import { fromCharset } from './charset.ts';
import type { Limits } from './limits.ts';

const DECODERS: Readonly<Record<string, () => Transform>> = {
  gzip: createGunzip, 'x-gzip': createGunzip, br: createBrotliDecompress, deflate: createInflate, zstd: createZstdDecompress,
};
/** So many packings one over another are read; more is not meant seriously. */
const MOST_CODINGS = 2;

/** What the server says that the body is packed as: https://www.rfc-editor.org/rfc/rfc9110#name-content-encoding */
export const ACCEPTED_ENCODINGS = 'gzip, br';

/** Thrown for a body that is more than is good. */
export class Oversized extends Error {
  override readonly name = 'Oversized';
  readonly kind: 'too-large' | 'bomb';

  constructor(kind: 'too-large' | 'bomb') {
    super(kind);
    this.kind = kind;
  }
}

/** Thrown for a body that is not packed as it is said to be. */
export class BadCoding extends Error {
  override readonly name = 'BadCoding';
}

export interface BodyTask {
  readonly body: Readable;
  readonly coding: string | undefined;
  readonly most: number;
  readonly limits: Pick<Limits, 'ratio' | 'free'>;
  readonly signal: AbortSignal;
}

/** Writes a body to a file, unpacked, in bounded memory. Rejects with what broke it off; the file then holds a part of it. */
export async function writeBody({ charset, file, ...task }: BodyTask & { readonly charset: string | undefined; readonly file: string }): Promise<{ bytes: number; sha256: string }> {
  let bytes = 0;
  const hash = createHash('sha256');
  const measure = through((piece) => {
    bytes += piece.length;
    return piece;
  });
  const digest = through((piece) => {
    hash.update(piece);
    return piece;
  });
  await unpack(task, [measure, ...fromCharset(charset), digest, createWriteStream(file, { mode: 0o600 })]);
  return { bytes, sha256: hash.digest('hex') };
}

/** The text of a body, unpacked, up to the most that it may have; what is behind that is passed over. */
export async function readBody(task: BodyTask): Promise<string> {
  const pieces: Buffer[] = [];
  const keep = new Writable({
    write(piece: Buffer, _encoding, done) {
      pieces.push(piece);
      done();
    },
  });
  await unpack(task, [keep]).catch((error: unknown) => {
    if (!(error instanceof Oversized)) throw error;
  });
  return Buffer.concat(pieces).toString();
}

async function unpack({ body, coding, most, limits, signal }: BodyTask, to: readonly [...Transform[], Writable]): Promise<void> {
  let packed = 0;
  let bytes = 0;
  const count = through((piece) => {
    packed += piece.length;
    return piece;
  });
  const check = through((piece) => {
    bytes += piece.length;
    if (bytes > limits.free && bytes > packed * limits.ratio) throw new Oversized('bomb');
    if (bytes > most) throw new Oversized('too-large');
    return piece;
  });
  await pipeline([body, count, ...decoders(coding), check, ...to] as const, { signal }).catch((error: unknown) => {
    if (error instanceof Error && 'code' in error && typeof error.code === 'string' && /^(?:Z_|ERR__ERROR_FORMAT|ERR_BROTLI|ZSTD_|ERR_ZSTD)/u.test(error.code)) throw new BadCoding(error.message, { cause: error });
    throw error;
  });
}

function decoders(coding: string | undefined): Transform[] {
  const codings = (coding ?? '').toLowerCase().split(',').map((each) => each.trim()).filter((each) => each !== '' && each !== 'identity');
  if (codings.length > MOST_CODINGS) throw new BadCoding('packed too often');
  return codings.reverse().map((each) => {
    const make = DECODERS[each];
    if (make === undefined) throw new BadCoding(`packed as "${each.slice(0, 20)}", which is not known here`);
    return make();
  });
}

/** Passes pieces on, changed or not; what `use` throws breaks it off. */
function through(use: (piece: Buffer) => Buffer): Transform {
  return new Transform({
    transform(piece: Buffer, _encoding: BufferEncoding, done: TransformCallback) {
      try {
        done(null, use(piece));
      } catch (error) {
        done(error as Error);
      }
    },
  });
}
