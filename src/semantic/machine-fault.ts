import { Fault } from '../errors.ts';

// Windows says the same of files that are in use.
const DENIED = 'Let this user write there, or run it as the user who owns that folder; on Windows, stop Backfile first.';
const REMEDIES: Readonly<Record<string, string>> = {
  ENOSPC: 'Free some space on that disk, then run it again.',
  EDQUOT: 'Free some of your space on that disk, then run it again.',
  EACCES: DENIED,
  EPERM: DENIED,
  EROFS: 'That disk cannot be written to: install on another one, and copy the folder .semantic here.',
};

/** What went wrong on this machine, as what can be mended; anything else as it is. `doing`: what failed, as the subject of a sentence. */
export function machineFault(error: unknown, doing: string): unknown {
  const code = error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';
  const remedy = REMEDIES[code];
  return remedy === undefined ? error : new Fault('config', `${doing} failed: ${(error as Error).message}.`, remedy, { cause: error });
}
