import type { Index } from './search/port.ts';
import { Excerpts } from './search/verify/excerpts.ts';
import { checkStatistics, foundCheck, isFound } from './search/verify/index-check.ts';
import { Recount } from './search/verify/recount.ts';
import { userError } from './errors.ts';
import type { Check, Store } from './store/store.ts';

/**
 * Holds the store against itself, the index against the store, and what replies would show against both. Of paragraphs
 * every one up to `most` is looked at, of more as many, evenly over the archive.
 */
export async function verify(store: Store, openIndex: () => Promise<Index>, most: number): Promise<Check[]> {
  const sequence = await store.sequence();
  const checks = [...(await store.verify())];
  // An index of a damaged store is of no use either way.
  if (checks.some(({ name, problems }) => name === 'file' && problems.length > 0)) return checks;
  const index = await openIndex();
  try {
    const recount = await Recount.of(store.all());
    checks.push(await checkStatistics(index, store, recount), ...(await checkParagraphs(store, index, recount, most)));
  } finally {
    await index.close();
  }
  if ((await store.sequence()) !== sequence) throw userError('The archive changed while it was looked at, so nothing can be told for certain.', 'Wait until the ingest is over, and give the command again.');
  return checks;
}

async function checkParagraphs(store: Store, index: Index, recount: Recount, most: number): Promise<Check[]> {
  const excerpts = new Excerpts(store, index, recount);
  const step = Math.max(1, recount.paragraphs / most);
  const [lost, wrong] = [[] as string[], [] as string[]];
  let [at, next, looked] = [0, 0, 0];
  for await (const article of store.all()) {
    for (const [place, { id }] of article.paragraphs.entries()) {
      if (at++ < next) continue;
      next += step;
      looked++;
      const read = await excerpts.read(id);
      const problem = read === null ? 'is not found by its id' : await excerpts.problem(article, place, read);
      if (problem !== null) wrong.push(`${id} ${problem}`);
      if (read !== null && !(await isFound(index, id, article.id, read.rarest, article.paragraphs.length))) lost.push(`${id} is not found by its own words`);
    }
  }
  const remedy = 'Put a backup back, or move the store away and start again; if that does not help, please report it.';
  return [foundCheck(looked, lost), { name: 'excerpts', unit: 'paragraph', looked, problems: wrong, remedy }];
}
