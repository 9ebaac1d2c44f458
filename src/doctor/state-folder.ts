import { existsSync } from 'node:fs';
import { access, constants, stat, statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { statePath, storePath } from '../state-file.ts';
import { check, fine, problem, warning, type Patient } from './check.ts';

const MEBI = 1024 * 1024;
/** In bytes. With less, not even the log of a store can be written. */
const LEAST_ROOM = 32 * MEBI;
const SCANT_ROOM = 256 * MEBI;
const SET_IT = 'Let this user write there, or point STATE_DIR to another folder.';

/** The folder can be written to, and the disk has room for what will be. Nothing is written to find out. */
export const stateFolder = check('state', async ({ config }: Patient) => {
  const { stateDir } = config;
  const found = await stat(stateDir).catch((error: unknown) => ({ error: (error as NodeJS.ErrnoException).code }));
  if (!('error' in found) && !found.isDirectory()) return problem(`STATE_DIR is not a folder: ${stateDir}.`, 'Point STATE_DIR to a folder that this user may write to.');
  const isMissing = 'error' in found;
  const place = isMissing ? nearestFolder(stateDir) : stateDir;
  const denied = await deniedAt(place, isMissing ? [] : storeFiles(config));
  if (denied !== null) return problem(isMissing ? `STATE_DIR cannot be made: ${stateDir} (${denied}).` : `STATE_DIR cannot be written to: ${denied}.`, SET_IT);
  const { bavail, bsize } = await statfs(place);
  const room = bavail * bsize;
  // An ingest may write the store anew, and its index with it.
  const store = await stat(storePath(config)).then(({ size }) => size, () => 0);
  const told = `${Math.floor(room / MEBI).toLocaleString('en')} MiB are free`;
  if (room < LEAST_ROOM) return problem(`The disk of STATE_DIR is full: ${told} at ${stateDir}.`, 'Free some space, or point STATE_DIR to another disk.');
  if (room < Math.max(SCANT_ROOM, 2 * store)) return warning(`The disk of STATE_DIR is nearly full: ${told} at ${stateDir}, and the store has ${Math.ceil(store / MEBI).toLocaleString('en')} MiB.`, 'Free some space before the next large ingest, or point STATE_DIR to another disk.');
  if (isMissing) return fine(`STATE_DIR will be made at the first start: ${stateDir}; ${told}.`);
  return fine(`STATE_DIR can be written to: ${stateDir}; ${told}.`);
});

/** That one which is there, above a folder that is not. */
function nearestFolder(path: string): string {
  return existsSync(path) || dirname(path) === path ? path : nearestFolder(dirname(path));
}

function storeFiles(config: Patient['config']): string[] {
  const file = storePath(config);
  return [file, `${file}-wal`, `${file}-shm`, `${file}.lock`, statePath(file)].filter((each) => existsSync(each));
}

/** The first of these that may not be written, with the reason. */
async function deniedAt(folder: string, files: readonly string[]): Promise<string | null> {
  for (const [path, mode] of [[folder, constants.W_OK | constants.X_OK], ...files.map((file) => [file, constants.W_OK])] as [string, number][]) {
    const why = await access(path, mode).then(() => null, (error: unknown) => (error as NodeJS.ErrnoException).code ?? String(error));
    if (why !== null) return `${path}, ${why}`;
  }
  return null;
}
