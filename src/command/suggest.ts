import type { Choice, Context, StringOption } from '../command.ts';
import type { NameCount } from '../store/store.ts';
import { completions } from './near-names.ts';

/** Discord's limit of choices in one autocomplete answer. */
const MAX_CHOICES = 25;

function suggestNames(names: readonly NameCount[], partial: string): Choice[] {
  return completions(names, partial, MAX_CHOICES).map((name) => ({ name, value: name }));
}

export async function suggestPublishers(partial: string, { store }: Context): Promise<readonly Choice[]> {
  return suggestNames(await store.publishers(), partial);
}

export async function suggestCategories(partial: string, { store }: Context): Promise<readonly Choice[]> {
  return suggestNames(await store.categories(), partial);
}

export async function suggestAuthors(partial: string, { store }: Context): Promise<readonly Choice[]> {
  return suggestNames(await store.authors(), partial);
}

/** One article, as every command takes it that is about one. */
export const articleOption = { type: 'string', description: 'Part of its title, or the id of an article or a paragraph', suggest: suggestArticles } as const satisfies StringOption;

/** Titles; the value is the article's id, because titles can be longer than Discord allows. */
async function suggestArticles(partial: string, { store }: Context): Promise<readonly Choice[]> {
  const found =
    partial.trim() === '' ? (await store.latest({}, MAX_CHOICES)).articles : await store.findByTitle(partial, MAX_CHOICES);
  return found.map(({ id, title, publisher }) => ({ name: publisher === null ? title : `${title} – ${publisher}`, value: id }));
}
