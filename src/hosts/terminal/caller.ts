import { resolve } from 'node:path';

/** A path as whoever called meant it: npm runs scripts in the project's folder and keeps the caller's in INIT_CWD. */
export function fromCaller(path: string): string {
  return resolve(process.env['INIT_CWD'] ?? '.', path);
}
