import { foldName } from '../archive/fold.ts';
import { userError } from '../errors.ts';
import type { Context } from '../command.ts';
import type { Purge, StoredArticle } from '../store/store.ts';
import { isolate } from '../words/direction.ts';
import { tellDate } from '../words/format.ts';
import type { Voice } from '../words/words.ts';

type Store = Context['store'];

export interface FoundArticles {
  readonly found: readonly StoredArticle[];
  /** The paragraph that was named, by its id. */
  readonly cited: string | null;
}

/** By id of an article, of a paragraph that it has or had, by whole title, by a part of it: the first that finds any. */
export async function findArticles(what: string, store: Store, most: number): Promise<FoundArticles> {
  const owner = articleOf(what);
  const byId = owner === null ? await store.article(what) : null;
  if (byId !== null) return { found: [byId], cited: null };
  const ofParagraph = owner === null ? null : await store.article(owner);
  if (ofParagraph !== null && (await hadParagraph(ofParagraph.id, what, store))) return { found: [ofParagraph], cited: what };
  // Ids that were brought along from elsewhere may have one.
  const other = owner === null ? null : await store.article(what);
  if (other !== null) return { found: [other], cited: null };
  const byTitle = await store.findByTitle(what, most);
  const whole = byTitle.filter(({ title }) => foldName(title) === foldName(what));
  return { found: whole.length === 1 ? whole : byTitle, cited: null };
}

async function hadParagraph(articleId: string, id: string, store: Store): Promise<boolean> {
  if ((await store.paragraphs([id])).length > 0) return true;
  return (await store.revisions(articleId)).some(({ article }) => article.paragraphs.some((paragraph) => paragraph.id === id));
}

/** A paragraph's id begins with its article's. */
export function articleOf(paragraphId: string): string | null {
  const end = paragraphId.lastIndexOf('.');
  return end <= 0 ? null : paragraphId.slice(0, end);
}

/** So many titles are named where several fit. */
const NAMED = 5;

/** The one article that is named. Throws a user error for none, for several, and for one that was erased. */
export async function oneArticle(what: string, { store }: Pick<Context, 'store'>, voice: Voice): Promise<StoredArticle> {
  const { words } = voice;
  const named = what.trim();
  const { found } = await findArticles(named, store, NAMED);
  const [only, ...others] = found;
  if (only === undefined) {
    await refuseRemoved(named, store, voice);
    throw userError(words.article.none(isolate(named.slice(0, 80))), words.article.howToFind);
  }
  if (others.length === 0) return only;
  throw userError(words.article.several(isolate(named.slice(0, 80))), words.article.nameOne(found.map(({ title }) => `“${isolate(title)}”`).join(', ')));
}

export interface Removed extends Purge {
  /** Of the article. */
  readonly id: string;
}

/** What was erased, by id of an article or of a paragraph; null for anything else. */
export async function removed(what: string, store: Store): Promise<Removed | null> {
  for (const id of [what, articleOf(what)]) {
    const purge = id === null ? null : await store.purged(id);
    if (id !== null && purge !== null) return { id, at: purge.at };
  }
  return null;
}

/** In one sentence. */
export function removedText({ id, at }: Removed, { words, locale }: Voice): string {
  return words.article.removed(id, tellDate(at.slice(0, 10), locale));
}

/** Throws a user error for what was erased. */
export async function refuseRemoved(what: string, store: Store, voice: Voice): Promise<void> {
  const erased = await removed(what, store);
  if (erased !== null) throw userError(removedText(erased, voice), voice.words.article.nothingKept);
}
