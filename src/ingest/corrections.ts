import type { FullArticle } from '../archive/article.ts';
import type { Known } from '../store/store.ts';

/** Gives an article as the archive's owner wants it, with what its place said kept beside it. */
export type Correct = (article: FullArticle & { readonly key?: string }) => FullArticle & { readonly key?: string; readonly asParsed?: Known };

export const uncorrected: Correct = (article) => article;
