/** An article of a test archive. */
export interface TestArticle {
  readonly title: string;
  readonly publisher: string;
  readonly paragraphs: readonly string[];
}

/** A saved blog page of these articles, as data/iraq.txt is one. */
export function blogPage(articles: readonly TestArticle[]): string {
  return articles.map(({ title, publisher, paragraphs }) => `${title} – ${publisher}\n\n${paragraphs.join('\n\n')}\n\nMore:\n${title} - ${publisher}\n`).join('\n');
}
