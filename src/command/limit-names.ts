import { foldName } from '../archive/fold.ts';
import type { Caller } from '../command.ts';
import { userError } from '../errors.ts';
import type { NameCount, Store } from '../store/store.ts';
import { isolate } from '../words/direction.ts';
import { shown, Unclear } from './asked.ts';
import { namesLike } from './near-names.ts';

export type NameKind = 'publisher' | 'category' | 'author';

export interface ReadName {
  /** As the archive writes it. */
  readonly name: string;
  /** What was typed, where that is another name. */
  readonly typed: string | null;
}

/** So many names are offered to choose from; of more, an error tells the first ones. */
const MOST_OFFERED = 5;
const MOST_TOLD = 10;
/** Fewer letters say too little of a name. */
const FEWEST_LETTERS = 3;

async function namesOf(store: Store, kind: NameKind): Promise<readonly NameCount[]> {
  switch (kind) {
    case 'publisher':
      return store.publishers();
    case 'category':
      return store.categories();
    case 'author':
      return store.authors();
  }
}

/** The name of the archive that a typed one is, or the only one that it can be. Throws `Unclear` for several, a user error for none. */
export async function readName(store: Store, kind: NameKind, typed: string, { words: { limits: said } }: Caller): Promise<ReadName> {
  const known = await namesOf(store, kind);
  const same = known.find(({ name }) => foldName(name) === foldName(typed));
  if (same !== undefined) return { name: same.name, typed: null };
  // A publisher's second name is in no list.
  if (kind === 'publisher' && (await store.list({ publisher: typed }, { limit: 1 })).articles.length > 0) return { name: typed.trim(), typed: null };
  const { well, loosely } = foldName(typed).length < FEWEST_LETTERS ? { well: [], loosely: [] } : namesLike(known, typed);
  const [only] = well;
  if (only !== undefined && well.length === 1) return { name: only, typed: shown(typed) };
  const fitting = well.length > 0 ? well : loosely;
  const why = said.noneCalled[kind](isolate(shown(typed)));
  if (fitting.length > 0 && fitting.length <= MOST_OFFERED) {
    throw new Unclear({ option: kind, typed, heading: said.which[kind], why, choices: fitting.map((name) => ({ label: name, value: name })), listed: said.nearest, remedy: knownNames(known, said) });
  }
  if (known.length === 0) throw userError(why, said.noneAtAll[kind]);
  throw userError(why, fitting.length === 0 ? knownNames(known, said) : said.nearest(fitting.slice(0, MOST_TOLD).map(isolate).join(', ')));
}

function knownNames(known: readonly NameCount[], said: Caller['words']['limits']): string {
  return said.known(known.slice(0, MOST_TOLD).map(({ name }) => isolate(name)).join(', '), Math.max(0, known.length - MOST_TOLD));
}
