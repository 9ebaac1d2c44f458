import type { ParsedArticle } from '../ingest/format.ts';
import { identify } from '../ingest/identify.ts';
import { languageTeller } from '../ingest/language.ts';
import type { IdentifiedArticle } from '../store/store.ts';
import type { Document } from './collection.ts';

/** Parsed articles as an ingest stores them: with their languages, and ids that `taken` holds from then on. */
export async function storedArticles(articles: readonly ParsedArticle[], taken: Set<string>): Promise<IdentifiedArticle[]> {
  const languages = (await languageTeller())(articles);
  return identify([], articles, (id) => taken.has(id)).map((article, place) => {
    taken.add(article.id);
    return { ...article, language: languages[place] ?? 'en', alsoAt: [], revisionOf: null };
  });
}

/** Documents as articles of one paragraph each; a document's id is its article's. None is folded into another. */
export async function storedDocuments(documents: readonly Document[]): Promise<IdentifiedArticle[]> {
  const articles = documents.map(({ title, text }): ParsedArticle => ({
    title, publisher: null, publisherAlias: null, section: null, author: null, published: null, url: null, category: null,
    attribution: null, credits: [], origin: { file: 'corpus.jsonl', line: null }, paragraphs: [{ kind: 'prose', text }],
  }));
  const languages = (await languageTeller())(articles);
  return articles.flatMap((article, place) => {
    const id = documents[place]?.id;
    if (id === undefined) return [];
    const paragraphs = article.paragraphs.map(({ kind, text }) => ({ id: `${id}.1`, number: 1, kind, text }));
    return [{ ...article, id, paragraphs, language: languages[place] ?? 'en', alsoAt: [], revisionOf: null }];
  });
}
