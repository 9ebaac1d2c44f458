import { Connection } from './connection.ts';
import { damaged } from './sqlite-faults.ts';

/** Checks a copy of a store, and gives it a name of its own: nothing kept beside the first belongs to it. */
export function renameCopy(file: string, busyTimeoutMs: number): void {
  const copy = new Connection(file, busyTimeoutMs);
  try {
    if (copy.get('PRAGMA quick_check(1)')?.['quick_check'] !== 'ok') throw damaged(file);
    copy.run('UPDATE counter SET store = lower(hex(randomblob(8)))');
  } finally {
    copy.close();
  }
}
