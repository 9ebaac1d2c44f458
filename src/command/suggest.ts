import { foldName } from '../archive/fold.ts';
import type { Choice, Context } from '../command.ts';
import type { NameCount } from '../store/store.ts';

/** Discord's limit of choices in one autocomplete answer. */
const MAX_CHOICES = 25;

/** Names that begin with what was typed, then those that hold it. */
function suggestNames(names: readonly NameCount[], partial: string): Choice[] {
  const typed = foldName(partial);
  const ranked = names.map(({ name }) => ({ name, place: foldName(name).indexOf(typed) })).filter(({ place }) => place >= 0);
  ranked.sort((a, b) => Math.min(a.place, 1) - Math.min(b.place, 1));
  return ranked.slice(0, MAX_CHOICES).map(({ name }) => ({ name, value: name }));
}

export async function suggestPublishers(partial: string, { store }: Context): Promise<readonly Choice[]> {
  return suggestNames(await store.publishers(), partial);
}

export async function suggestCategories(partial: string, { store }: Context): Promise<readonly Choice[]> {
  return suggestNames(await store.categories(), partial);
}

/** Titles; the value is the article's id, because titles can be longer than Discord allows. */
export async function suggestArticles(partial: string, { store }: Context): Promise<readonly Choice[]> {
  const found =
    partial.trim() === '' ? (await store.latest({}, MAX_CHOICES)).articles : await store.findByTitle(partial, MAX_CHOICES);
  return found.map(({ id, title, publisher }) => ({ name: publisher === null ? title : `${title} – ${publisher}`, value: id }));
}
