import type { FullArticle } from '../archive/article.ts';
import type { ParsedArticle } from './format.ts';
import { shortHash } from './ids.ts';
import { identifyParagraphs } from './identify-paragraphs.ts';
import { matchArticles, type Former } from './match-articles.ts';
import { articleKey } from '../archive/keys.ts';

/** 50 bits: among a million articles two would share one with a chance of 1 in 2,000, and then the later gets another. */
const ID_LENGTH = 10;

/**
 * Gives parsed articles and their paragraphs their ids, in the order of `parsed`. An article that `previous` holds keeps
 * its id, and so do its paragraphs, through edits (see `matchArticles` and `identifyParagraphs`). A new one gets an id
 * that follows from its title and publisher, so that an archive read anew has the same ids, or the one that it was exported
 * with; never one of `previous`, and none for which `taken` says that the rest of the archive uses it.
 */
export function identify(
  previous: readonly Former[],
  parsed: readonly ParsedArticle[],
  taken: (id: string) => boolean = () => false,
): (FullArticle & { readonly key?: string })[] {
  const used = new Set(previous.map(({ id }) => id));
  const matches = matchArticles(previous, parsed);
  return parsed.map((article, place) => {
    const former = matches[place];
    const { exported, ...known } = article;
    const id = former?.id ?? newId(article, (wanted) => used.has(wanted) || taken(wanted));
    used.add(id);
    const paragraphs = identifyParagraphs(id, former?.paragraphs ?? [], article.paragraphs, exported?.id === id ? exported.paragraphIds : []);
    return { ...known, id, paragraphs };
  });
}

function newId(article: ParsedArticle, isUsed: (id: string) => boolean): string {
  if (article.exported !== undefined && !isUsed(article.exported.id)) return article.exported.id;
  const key = articleKey(article);
  for (let ordinal = 1; ; ordinal++) {
    const id = shortHash(ordinal === 1 ? key : `${key}\n${ordinal}`, ID_LENGTH);
    if (!isUsed(id)) return id;
  }
}
