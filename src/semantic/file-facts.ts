import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { Fault, messageOf } from '../errors.ts';
import type { FileFacts } from './models.ts';

/** Reads the whole file. Rejects with a `Fault` where that cannot be read. */
export async function factsOf(path: string): Promise<FileFacts> {
  const sum = createHash('sha256');
  let bytes = 0;
  try {
    for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
      sum.update(piece);
      bytes += piece.length;
    }
  } catch (error) {
    throw new Fault('config', `${path} cannot be read: ${messageOf(error)}.`, 'Check its permissions and the disk.', { cause: error });
  }
  return { bytes, sha256: sum.digest('hex') };
}
