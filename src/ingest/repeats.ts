import { fold, foldName } from '../archive/fold.ts';
import type { ParsedArticle, Warning } from './format.ts';
import { placeOf } from './places.ts';

/** How an article relates to earlier ones: places in the list of all articles, null when it is new. */
export interface Repeat {
  /** The first article that is the same: title, publisher and paragraphs, folded. */
  readonly duplicateOf: number | null;
  /** The first article of this title and publisher, when the text is another one. */
  readonly revisionOf: number | null;
}

type Named = Pick<ParsedArticle, 'title' | 'publisher'>;
type Texts = readonly { readonly text: string }[];

/** Equal for two articles of the same title and publisher, however they are spelt. */
export function titleKey({ title, publisher }: Named): string {
  return `${foldName(publisher ?? '')}\n${foldName(title)}`;
}

/** What an article is known by: its title and publisher; without a headline, its text too, or all of those were one. */
export function articleKey(article: Named & { readonly paragraphs: Texts }): string {
  return foldName(article.title) === '' ? `${titleKey(article)}\n${textKey(article.paragraphs)}` : titleKey(article);
}

/** Equal for two articles whose paragraphs say the same in the same order. */
function textKey(paragraphs: Texts): string {
  return paragraphs.map(({ text }) => fold(text)).join('\n');
}

/**
 * Finds duplicates and revisions among articles in the order in which they were read. The same title from another
 * publisher is neither, and neither are two articles without a headline that differ.
 */
export function findRepeats(articles: readonly ParsedArticle[]): { readonly repeats: readonly Repeat[]; readonly warnings: readonly Warning[] } {
  const versions = new Map<string, Map<string, number>>();
  const warnings: Warning[] = [];
  const repeats = articles.map((article, place): Repeat => {
    const texts = versions.get(titleKey(article)) ?? new Map<string, number>();
    versions.set(titleKey(article), texts);
    const text = textKey(article.paragraphs);
    const same = texts.get(text);
    if (same !== undefined) return { duplicateOf: same, revisionOf: null };
    const [first] = texts.values();
    texts.set(text, place);
    const earlier = first === undefined ? undefined : articles[first];
    if (first === undefined || earlier === undefined || foldName(article.title) === '') return { duplicateOf: null, revisionOf: null };
    warnings.push({ where: placeOf(article.origin), what: `"${article.title}" has the title and publisher of ${placeOf(earlier.origin)} but another text; both are kept, this one as a revision` });
    return { duplicateOf: null, revisionOf: first };
  });
  return { repeats, warnings };
}
