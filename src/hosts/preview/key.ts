import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

const FORM = /^[\w-]{32}$/u;

/**
 * The random key in the page's link. It is kept in STATE_DIR, readable by this user alone, so that a tab that stays open
 * over a restart is let in again. Where it cannot be kept, a new one serves until the process ends.
 */
export async function pageKey(stateDir: string): Promise<string> {
  const file = join(stateDir, 'preview-key');
  const kept = await readKey(file);
  if (kept !== null) return kept;
  const key = randomBytes(24).toString('base64url');
  await rm(file, { force: true });
  // Not over the key of a process that was started at the same moment.
  await writeFile(file, key, { mode: 0o600, flag: 'wx' }).catch(() => undefined);
  return (await readKey(file)) ?? key;
}

async function readKey(file: string): Promise<string | null> {
  const kept = await readFile(file, 'utf8').catch(() => '');
  return FORM.test(kept) ? kept : null;
}

/** Compares without telling, by the time it takes, how much of it was right. */
export function sameKey(given: string, key: string): boolean {
  return timingSafeEqual(digest(given), digest(key));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}
