import type { Article } from '../archive/article.ts';
import type { Excerpt } from '../archive/excerpt.ts';
import { userError } from '../errors.ts';
import type { ParagraphSource } from '../search/paragraphs.ts';
import type { Kept } from '../state/state.ts';
import type { Words } from '../words/words.ts';
import type { Action, Caller, Context, Quote, QuotedSource } from '../command.ts';
import { quote } from './quote.ts';
import { withActions } from './quote-actions.ts';

/** A paragraph's id, then those of other articles that say nearly the same. */
export type Entry = readonly string[];

/** What an answer found, in order: its pages show always the same, whatever is ingested in between. */
export interface Results {
  readonly question: string;
  readonly heading: string;
  /** What the first page says besides its quotes. */
  readonly lead: string | null;
  readonly notice: string | null;
  readonly stage: string | null;
  /** How many a page. */
  readonly size: number;
  readonly entries: readonly Entry[];
  /** So many entries are in their final order; the others are ranked when they are first asked for. */
  readonly settled: number;
}

/** A list by its id. */
export interface KnownResults extends Results {
  readonly id: string;
  /** As it is kept. */
  readonly kept: Results;
}

const KIND = 'results';

/** Null where nothing is kept, or it could not be: the reply then has no further pages. */
export async function keepResults(results: Results, { state }: Pick<Context, 'state'>, { id, guildId }: Caller): Promise<KnownResults | null> {
  if (state === null) return null;
  try {
    return { ...results, kept: results, id: await state.keepSoon({ kind: KIND, userId: id, guildId, body: { ...results } }) };
  } catch {
    // What was found is worth more than its further pages.
    return null;
  }
}

/** Throws a user error for a list that is not kept any more. */
export async function knownResults(id: string, { state }: Pick<Context, 'state'>, { words }: Pick<Caller, 'words'>): Promise<KnownResults> {
  const kept = await state?.kept(id);
  if (kept?.kind !== KIND) throw userError(words.results.forgotten, words.results.askAgain);
  return resultsOf(kept);
}

function resultsOf({ id, body }: Kept): KnownResults {
  const results = body as unknown as Results;
  return { ...results, kept: results, id };
}

/** The list with at least its first `count` entries in their final order; what it shows is then kept so. */
export async function settle(results: KnownResults, count: number, { state, searcher }: Pick<Context, 'state' | 'searcher'>): Promise<KnownResults> {
  const { id, kept: from, question, entries, settled } = results;
  if (count <= settled || settled === entries.length) return results;
  const shown = entries.slice(0, settled);
  const ordered = await searcher.order(question, shown.map(([first = '']) => first), entries.slice(settled).map(([first = '']) => first));
  const all = [...shown, ...ordered];
  const to: Results = { ...from, entries: all, settled: all.length };
  // Where it cannot be kept, the page is shown all the same.
  const isKept = await state?.change(id, { ...from }, { ...to }).catch(() => true);
  if (isKept !== false) return { ...to, kept: to, id };
  // Somebody else asked for it at the same moment: then theirs holds.
  const other = await state?.kept(id);
  return other?.kind === KIND ? resultsOf(other) : { ...to, kept: to, id };
}

/** A paragraph to be quoted, and where else it stands. */
export interface Found {
  readonly source: Pick<ParagraphSource, 'id' | 'articleId' | 'number' | 'kind' | 'text'>;
  readonly excerpt: Excerpt;
  readonly also: readonly Pick<ParagraphSource, 'id' | 'articleId' | 'number'>[];
}

/** With all that can be done about them; articles that are gone meanwhile are left out. */
export async function quotesOf(found: readonly Found[], list: string | null, context: Context, caller: Caller): Promise<Quote[]> {
  const ids = new Set(found.flatMap(({ source, also }) => [source, ...also].map(({ articleId }) => articleId)));
  const articles = new Map((await context.store.articles([...ids])).map((article) => [article.id, article]));
  return found.flatMap(({ source, excerpt, also }) => {
    const article = articles.get(source.articleId);
    if (article === undefined) return [];
    return [withActions(quote(article, source, excerpt, alsoIn(also, articles)), list, context, caller)];
  });
}

function alsoIn(also: Found['also'], articles: ReadonlyMap<string, Article>): QuotedSource[] {
  return also.flatMap(({ id, number, articleId }) => {
    const article = articles.get(articleId);
    return article === undefined ? [] : [{ article, paragraph: { id, number } }];
  });
}

/** The entries of a page, counted from 1, quoted anew from the archive as it is. */
export async function quotesOn(page: number, { id, question, size, entries }: KnownResults, context: Context, caller: Caller): Promise<Quote[]> {
  const shown = entries.slice((page - 1) * size, page * size);
  const hits = await context.searcher.hits(question, shown.map(([first = '']) => first));
  const others = new Map((await context.store.paragraphs(shown.flatMap((entry) => entry.slice(1)))).map((paragraph) => [paragraph.id, paragraph]));
  const found = hits.map(({ paragraph: { source }, excerpt }): Found => {
    const entry = shown.find(([first]) => first === source.id) ?? [];
    return { source, excerpt, also: entry.slice(1).flatMap((also) => others.get(also) ?? []) };
  });
  return quotesOf(found, id, context, caller);
}

/** Previous, Next, and citing all that was shown so far. */
export function listActions({ id, size, entries }: KnownResults, page: number, { actions }: Words): Action[] {
  const turn = (label: string, to: number): Action => ({ label, command: 'results', options: { list: id, page: String(to) }, inPlace: true });
  return [
    ...(page > 1 ? [turn(actions.previous, page - 1)] : []),
    ...(entries.length > page * size ? [turn(actions.next, page + 1)] : []),
    { label: actions.citeAll, command: 'cite', options: { list: id, page: String(page) } },
  ];
}
