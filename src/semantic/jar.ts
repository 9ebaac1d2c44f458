import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { openPromise } from 'yauzl';
import { Fault, messageOf } from '../errors.ts';
import { machineFault } from './machine-fault.ts';

/** What is taken out of a jar. */
export interface Wanted {
  readonly member: string;
  /** Where it is written to: a new file, flushed to its disk. */
  readonly file: string;
  /** What it must unpack to. */
  readonly bytes: number;
}

/** Only the named members, under names of our own. Rejects with a `Fault` when one is missing, of another size, or damaged. */
export async function takeMembers(jar: string, wanted: readonly Wanted[]): Promise<void> {
  const left = new Map(wanted.map((each) => [each.member, each]));
  try {
    const zip = await openPromise(jar, { autoClose: false });
    try {
      for await (const entry of zip.eachEntry()) {
        const task = left.get(entry.fileName);
        if (task === undefined) continue;
        if (entry.uncompressedSize !== task.bytes) throw unfit(`${task.member} has ${entry.uncompressedSize} bytes in it, not ${task.bytes}`);
        // The reader ends the stream with an error when more or less comes than the directory says.
        await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(task.file, { flags: 'wx', flush: true }));
        left.delete(task.member);
      }
    } finally {
      zip.close();
    }
  } catch (error) {
    const fault = machineFault(error, `Unpacking ${jar}`);
    throw fault instanceof Fault ? fault : unfit(messageOf(error), error);
  }
  if (left.size > 0) throw unfit(`${[...left.keys()].join(', ')} is not in it`);
}

function unfit(why: string, cause?: unknown): Fault {
  return new Fault('internal', `The downloaded archive cannot be unpacked: ${why}.`, 'Please report it, with the name of the model.', { cause });
}
