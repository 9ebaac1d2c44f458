import type { Store } from '../store/store.ts';
import { headline } from './headline.ts';
import type { ParagraphReader, ParagraphSource } from './paragraphs.ts';

/** Reads from the store what ranking needs of paragraphs: each with its article's headline. */
export function storeReader(store: Store): ParagraphReader {
  return async (ids) => {
    const headlines = new Map<string, string>();
    const sources: ParagraphSource[] = [];
    for (const { id, articleId, number, kind, text, language } of await store.paragraphs(ids)) {
      let line = headlines.get(articleId);
      if (line === undefined) {
        const article = await store.article(articleId);
        line = article === null ? '' : headline(article);
        headlines.set(articleId, line);
      }
      sources.push({ id, articleId, number, kind, text, language, headline: line });
    }
    return sources;
  };
}
