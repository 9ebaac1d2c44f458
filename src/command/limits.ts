import type { Call, Caller, Context, GivenArguments, Reply, StringOption } from '../command.ts';
import type { ArticleFilter } from '../store/store.ts';
import { isolate } from '../words/direction.ts';
import { ask, Unclear } from './asked.ts';
import { readName, type NameKind, type ReadName } from './limit-names.ts';
import { isOpen, readDates, type Dates } from './limit-dates.ts';
import type { Period } from './period/days.ts';
import { tellPeriod } from './period/tell.ts';
import { suggestAuthors, suggestCategories, suggestPublishers } from './suggest.ts';

/** Whose and what articles: options that commands share. */
export const nameOptions = {
  publisher: { type: 'string', description: 'Only articles of this publisher', suggest: suggestPublishers },
  category: { type: 'string', description: 'Only articles of this category', suggest: suggestCategories },
  author: { type: 'string', description: 'Only articles by this author', suggest: suggestAuthors },
} as const satisfies Record<string, StringOption>;

export const whenOption = {
  when: { type: 'string', description: 'When it was published: since May 2021, last month, 2019..2020' },
} as const satisfies Record<string, StringOption>;

/** What an answer is limited to, as its data tell it: ISO days and names of the archive, null where nothing limits. */
export interface LimitsData extends Period {
  readonly publisher: string | null;
  readonly category: string | null;
  readonly author: string | null;
}

/** As typed; absent parts limit nothing. */
export type TypedLimits = Dates & { readonly [K in NameKind]?: string | undefined };

export interface Limits {
  readonly filter: ArticleFilter;
  /** What was read, for the asker; null when nothing limits. */
  readonly told: string | null;
  readonly data: LimitsData;
}

const KINDS: readonly NameKind[] = ['publisher', 'category', 'author'];

/** The limits that `args` of a command give, or the reply that asks which ones are meant. Throws user errors for what cannot be read. */
export async function readLimits(command: string, args: GivenArguments & TypedLimits, { store }: Pick<Context, 'store'>, caller: Caller, now = new Date()): Promise<Limits | { readonly asked: Reply }> {
  const today = now.toISOString().slice(0, 10);
  try {
    const period = readDates(args, caller, today);
    const names = new Map<NameKind, ReadName>();
    for (const kind of KINDS) {
      const typed = args[kind];
      if (typed !== undefined) names.set(kind, await readName(store, kind, typed, caller));
    }
    return limitsOf(period, names, caller, today);
  } catch (error) {
    if (error instanceof Unclear) return { asked: ask(error, callOf(command, args), caller) };
    throw error;
  }
}

function limitsOf(period: Period, names: ReadonlyMap<NameKind, ReadName>, { locale, words }: Caller, today: string): Limits {
  const given = [...names].map(([kind, { name }]) => [kind, name] as const);
  const told = [
    ...(isOpen(period) ? [] : [words.limits.published(tellPeriod(period, locale, words.period, today))]),
    ...[...names].map(([kind, { name, typed }]) => (typed === null ? words.limits.is(words.limits.labels[kind], isolate(name)) : words.limits.taken(words.limits.labels[kind], isolate(name), isolate(typed)))),
  ];
  return {
    filter: { ...Object.fromEntries(given), ...(!isOpen(period) && { published: period }) },
    told: told.length === 0 ? null : told.join(' '),
    data: { from: period.from, to: period.to, publisher: null, category: null, author: null, ...Object.fromEntries(given) },
  };
}

/** The same call again, as texts. */
export function callOf(command: string, args: GivenArguments): Call {
  return { command, options: Object.fromEntries(Object.entries(args).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))) };
}
