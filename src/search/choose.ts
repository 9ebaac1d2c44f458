import { Fault } from '../errors.ts';
import { loadIndexes } from './indexes.ts';
import type { IndexModule } from './port.ts';

/** Up to so many paragraphs the index is held in memory; above, on disk. */
const MOST_IN_MEMORY = 250_000;

/** The index of that name; without one, the one for an archive of this size. */
export async function chooseIndex(wanted: string | null, paragraphs: number): Promise<IndexModule> {
  const indexes = await loadIndexes();
  const name = wanted ?? (paragraphs <= MOST_IN_MEMORY ? 'minisearch' : 'fts5');
  const chosen = indexes.find((index) => index.name === name);
  if (chosen === undefined) {
    throw new Fault('config', `The setting INDEX cannot be "${name.slice(0, 80)}".`, `Use one of: ${indexes.map((index) => index.name).join(', ')}; or leave it out.`);
  }
  return chosen;
}
