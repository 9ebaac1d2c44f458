import { readFile } from 'node:fs/promises';
import { Fault, messageOf } from '../errors.ts';

export type Json = Readonly<Record<string, unknown>>;

/** The object in a file; null when there is none of that name. Rejects with a `Fault` for what cannot be read, or is none. */
export async function readJson(file: string): Promise<Json | null> {
  try {
    const value: unknown = JSON.parse(await readFile(file, 'utf8'));
    const object = objectOf(value);
    if (object === null) throw new Error('it holds no object');
    return object;
  } catch (error) {
    if (error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')) return null;
    throw new Fault('config', `${file} cannot be read: ${messageOf(error)}.`, 'Copy the model\'s folder again, whole, and let this user read it.', { cause: error });
  }
}

export function objectOf(value: unknown): Json | null {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Json) : null;
}

/** Null for what is none, or empty. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value : null;
}

/** Null for what is none that things can be counted with. */
export function countOf(value: unknown): number | null {
  return typeof value === 'number' && Number.isSafeInteger(value) && value > 0 ? value : null;
}
