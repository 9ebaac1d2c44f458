import { Fault } from '../errors.ts';
import { chooseIndex } from '../search/choose.ts';
import { isIngesting } from '../store/lock.ts';
import { check, fine, problem, warning, type Opinion } from './check.ts';
import { withStoreAsItIs } from './open-store.ts';

/** Which index is used, and whether what is kept of it is in line with the store. */
export const index = check('index', async ({ config }) => {
  try {
    const opinion = await withStoreAsItIs(config, async (store, storeFile) => {
      const [{ paragraphs }, sequence] = [await store.counts(), await store.sequence()];
      const chosen = await chooseIndex(config.index, paragraphs);
      const why = config.index === null ? 'by the number of paragraphs' : 'as INDEX says';
      const kept = (await chosen.keptSequence?.({ storeFile, storeId: await store.identity() })) ?? null;
      return judge(`${chosen.name} (${why})`, { kept, sequence, isKept: chosen.keptSequence !== undefined, isIngesting: isIngesting(storeFile) });
    });
    return opinion ?? (await unstored(config.index));
  } catch (error) {
    if (error instanceof Fault && error.type === 'config') return problem(error.message, error.remedy);
    if (error instanceof Fault) return warning('The index cannot be looked at, since the store cannot.', 'See to the store first.');
    throw error;
  }
});

interface Kept {
  readonly kept: number | null;
  readonly sequence: number;
  readonly isKept: boolean;
  readonly isIngesting: boolean;
}

function judge(name: string, { kept, sequence, isKept, isIngesting: busy }: Kept): Opinion {
  if (!isKept) return fine(`${name}: it is built at every start.`);
  if (kept === sequence) return fine(`${name}: in line with the store, change ${sequence}.`);
  if (busy) return fine(`${name}: it follows the ingest that is at work (change ${kept ?? 0} of ${sequence}).`);
  if (kept === null) return warning(`${name}: nothing of it is kept that can be used; the next start builds it anew, which takes longer.`, 'Start Backfile, or let it run for some seconds more.');
  const remedy = 'A running bot catches up within seconds, the next start at once. If this stays: npm run -s backfile -- verify --rebuild.';
  return warning(`${name}: what is kept of it holds change ${kept}, the store change ${sequence}.`, remedy);
}

/** An index that there is not would be told only at the start after this. */
async function unstored(wanted: string | null): Promise<Opinion> {
  const chosen = await chooseIndex(wanted, 0);
  return fine(`${chosen.name} will be built at the first start.`);
}
