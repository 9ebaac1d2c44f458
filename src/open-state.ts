import { existsSync } from 'node:fs';
import { Fault } from './errors.ts';
import type { Warning } from './ingest/format.ts';
import { statePath } from './state-file.ts';
import { openSqliteState } from './state/sqlite.ts';
import type { State } from './state/state.ts';

interface OpenState {
  readonly state: State | null;
  readonly warnings: readonly Warning[];
}

/** The State beside a store. Where it cannot be used the archive answers all the same, without further pages: then null, and why. */
export async function openState(storeFile: string): Promise<OpenState> {
  const file = statePath(storeFile);
  try {
    return { state: await openSqliteState(file), warnings: [] };
  } catch (error) {
    if (!(error instanceof Fault)) throw error;
    const what = `nothing is kept for the buttons of replies, so some are missing (${error.message} ${error.remedy})`;
    return { state: null, warnings: [{ where: file, what }] };
  }
}

/** Forgets what names an article in the State beside a store, if there is one. Rejects with a `Fault`. */
export async function forgetInState(storeFile: string, articleId: string): Promise<void> {
  const file = statePath(storeFile);
  if (!existsSync(file)) return;
  const state = await openSqliteState(file);
  try {
    await state.forgetAbout(articleId);
  } finally {
    await state.close();
  }
}
