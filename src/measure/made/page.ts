import type { FullArticle } from '../../archive/article.ts';

/** Articles as a blog's page shows them: a header with the publisher, the paragraphs, and a footer that repeats the title. */
export function pageOf(articles: readonly Pick<FullArticle, 'id' | 'title' | 'publisher' | 'paragraphs'>[]): string {
  return articles.map(({ id, title, publisher, paragraphs }) => {
    const header = `${title === '' ? `Untitled ${id}` : title} – ${publisher ?? 'Nobody'}`;
    return [header, ...paragraphs.map(({ text }) => text), `More:\n${header}`].join('\n\n');
  }).join('\n\n');
}
