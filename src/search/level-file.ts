import { readFile, rename, writeFile } from 'node:fs/promises';
import { ANALYSIS } from './analysis.ts';
import type { IndexPlace } from './port.ts';
import type { Level } from './verdict.ts';

/** What a level was learnt from: it holds as long as none of this changes. */
interface Basis {
  readonly storeId: string;
  readonly sequence: number;
  readonly index: string;
  readonly rules: string;
}

/** Raised when levels are learnt otherwise. */
const RULES = `1/${ANALYSIS}`;

function fileOf({ storeFile }: IndexPlace): string {
  return `${storeFile}.level`;
}

function basisOf({ storeId }: IndexPlace, sequence: number, index: string): Basis {
  return { storeId, sequence, index, rules: RULES };
}

/** The level kept for this state of the archive; null when there is none. Learning it takes seconds in an archive of a million paragraphs. */
export async function readLevel(place: IndexPlace, sequence: number, index: string): Promise<Level | null> {
  try {
    const { level, ...basis } = JSON.parse(await readFile(fileOf(place), 'utf8')) as Partial<Basis> & { readonly level: unknown };
    const same = JSON.stringify(basis) === JSON.stringify(basisOf(place, sequence, index));
    return same && typeof level === 'number' && Number.isFinite(level) ? level : null;
  } catch {
    // Absent or damaged: it is learnt anew.
    return null;
  }
}

export async function keepLevel(place: IndexPlace, sequence: number, index: string, level: Level): Promise<void> {
  const draft = `${fileOf(place)}.${process.pid}.tmp`;
  await writeFile(draft, JSON.stringify({ ...basisOf(place, sequence, index), level }));
  await rename(draft, fileOf(place));
}
