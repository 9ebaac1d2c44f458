import type { Json, Refused } from '../wire.ts';
import { actor } from './acting.ts';

/** A request that was not done, in words, and what to do. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly remedy: string;
  /** Null when the server could not be reached at all. */
  readonly status: number | null;

  constructor(message: string, remedy: string, status: number | null) {
    super(message);
    this.remedy = remedy;
    this.status = status;
  }
}

/** Asks the preview's server. Rejects with a {@link Problem}. */
export async function ask<T>(path: string, body?: Json): Promise<T> {
  const response = await reach(path, body);
  const answer: unknown = await response.json().catch(() => null);
  if (response.ok) return answer as T;
  const { message, remedy } = (answer as Refused | null)?.error ?? { message: `The preview answered ${response.status}.`, remedy: 'Try again.' };
  throw new Problem(message, remedy, response.status);
}

async function reach(path: string, body: Json | undefined): Promise<Response> {
  try {
    if (body === undefined) return await fetch(`/api/${path}`);
    return await fetch(`/api/${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ ...actor(), ...body }) });
  } catch {
    throw new Problem('The bot cannot be reached.', 'Is `npm start` still running in the terminal? This page connects again by itself.', null);
  }
}

/** Anything that was thrown, as a problem. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  return new Problem(`This page failed: ${error instanceof Error ? error.message : String(error)}`, 'Reload it; what was shown stays.', null);
}
