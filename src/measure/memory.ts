import { readdir, readFile } from 'node:fs/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Memory of a process and all that it started, in MiB. */
export interface TreeMemory {
  /** Resident now. */
  readonly rss: number;
  /** The most that was ever resident: of each process its own. */
  readonly peak: number;
}

/** From Linux's /proc, which counts all threads; null on other systems and when the process is gone. */
export async function treeMemory(pid: number): Promise<TreeMemory | null> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => null);
  if (status === null) return null;
  const [rss, peak] = [mebibytes(status, 'VmRSS'), mebibytes(status, 'VmHWM')];
  if (rss === null || peak === null) return null;
  const children = await Promise.all((await childrenOf(pid)).map(treeMemory));
  return children.reduce<TreeMemory>((sum, child) => ({ rss: sum.rss + (child?.rss ?? 0), peak: sum.peak + (child?.peak ?? 0) }), { rss, peak });
}

function mebibytes(status: string, field: string): number | null {
  const kibibytes = new RegExp(`^${field}:\\s*(\\d+) kB`, 'mu').exec(status)?.[1];
  return kibibytes === undefined ? null : Number(kibibytes) / 1_024;
}

async function childrenOf(pid: number): Promise<number[]> {
  const tasks = await readdir(`/proc/${pid}/task`).catch(() => []);
  const lists = await Promise.all(tasks.map((task) => readFile(`/proc/${pid}/task/${task}/children`, 'utf8').catch(() => '')));
  return lists.flatMap((list) => list.split(' ').filter((child) => child.trim() !== '').map(Number));
}

/** Collects all garbage of this process's main thread and gives the pages back, without any flag at its start. */
export async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as (options: object) => void;
  for (let round = 0; round < 3; round++) {
    collect({ type: 'major', execution: 'sync', flavor: 'last-resort' });
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
