import type { Store, StoredParagraph } from '../store/store.ts';
import { headline } from './headline.ts';
import type { ArchiveReader, ParagraphSource } from './paragraphs.ts';

/** Reads from the store what ranking and calibration need of paragraphs. */
export function storeReader(store: Store): ArchiveReader {
  return {
    paragraphs: async (ids) => withHeadlines(store, await store.paragraphs(ids)),
    sample: async (count) => withHeadlines(store, await store.sample(count)),
  };
}

async function withHeadlines(store: Store, paragraphs: readonly StoredParagraph[]): Promise<ParagraphSource[]> {
  const articles = await store.articles([...new Set(paragraphs.map(({ articleId }) => articleId))]);
  const headlines = new Map(articles.map((article) => [article.id, headline(article)]));
  return paragraphs.map(({ id, articleId, number, kind, text, language }) => ({ id, articleId, number, kind, text, language, headline: headlines.get(articleId) ?? '' }));
}
