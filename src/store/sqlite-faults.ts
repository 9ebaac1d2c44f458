import { Fault } from '../errors.ts';

/** SQLite's primary result codes, https://sqlite.org/rescode.html. The low byte of an extended code. */
const PERM = 3;
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

/** What faults call a file, and what happens when it is moved away. */
export interface FileNames {
  readonly called: string;
  readonly anew: string;
}

const STORE: FileNames = { called: 'store', anew: 'the archive will be read anew' };

/** An error that SQLite reports of a file, as a `Fault` with its remedy; any other error (a defect) as it is. */
export function storeFault(error: unknown, file: string, names = STORE): unknown {
  const { called } = names;
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number') return error;
  switch (error.errcode & 0xff) {
    case BUSY:
    case LOCKED:
      return inUse(file, names, error);
    case CORRUPT:
    case NOTADB:
      return damaged(file, names, error);
    case READONLY:
    case CANTOPEN:
    case PERM:
      return fault(`The ${called} cannot be opened or written: ${file} (${error.message}).`, 'Let this user write to that file and its folder, or set STATE_DIR to another folder.', error);
    case FULL:
      return fault(`The disk is full; the ${called} could not be written: ${file}.`, `Free some space and start again. The ${called} is as it was before.`, error);
    case IOERR:
      return fault(`The ${called} could not be read or written: ${file} (${error.message}).`, 'Check the disk, its free space and its permissions, then start again.', error);
    default:
      return error;
  }
}

export function inUse(file: string, { called } = STORE, cause?: Error): Fault {
  return fault(`The ${called} is locked by another process: ${file}.`, 'Stop the other Backfile that uses the same STATE_DIR, or wait until it is done.', cause);
}

export function damaged(file: string, names = STORE, cause?: Error): Fault {
  return fault(`The ${names.called} is damaged: ${file}${cause === undefined ? '' : ` (${cause.message})`}. It was left as it is.`, startAnew(file, names), cause);
}

export function newer(file: string, version: number, known: number, names = STORE): Fault {
  return fault(
    `The ${names.called} was written by a newer Backfile: ${file} (version ${version}, this one knows ${known}).`,
    'Update Backfile, or set STATE_DIR to another folder.',
  );
}

export function older(file: string, version: number, known: number, names = STORE): Fault {
  return fault(`The ${names.called} was written by an older Backfile: ${file} (version ${version}, this one needs ${known}). It was left as it is.`, startAnew(file, names));
}

/** One that is only looked at: whoever writes it brings it up to date. */
export function outdated(file: string, version: number, known: number, names = STORE): Fault {
  return fault(`The ${names.called} was written by an older Backfile: ${file} (version ${version}, this one writes ${known}).`, 'Start the bot once: it brings it up to date, with all it holds.');
}

function startAnew(file: string, { anew }: FileNames): string {
  return `Move the file away (${file}, with -wal and -shm beside it) and start again: ${anew}.`;
}

export function foreign(file: string, { called } = STORE): Fault {
  return fault(`The file is another program's database, not a ${called}: ${file}. It was left as it is.`, 'Move the file away, or set STATE_DIR to another folder.');
}

function fault(message: string, remedy: string, cause?: Error): Fault {
  return new Fault('store', message, remedy, cause === undefined ? undefined : { cause });
}

/** Another process holds the file. https://sqlite.org/rescode.html#busy */
export function isBusy(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && typeof error.errcode === 'number' && (error.errcode & 0xff) === BUSY;
}
