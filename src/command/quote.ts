import { bareArticle, type Article, type Paragraph } from '../archive/article.ts';
import { cite } from '../archive/citation.ts';
import { excerpt, type Excerpt } from '../archive/excerpt.ts';
import { sentences } from '../archive/sentences.ts';
import type { Quote, QuotedSource } from '../command.ts';
import { EXCERPT_LENGTH } from '../search/excerpt.ts';
import { bestWindow } from '../search/window.ts';
import type { Store, StoredArticle } from '../store/store.ts';

export function quote(article: Article & Pick<StoredArticle, 'gone'>, { id, number, kind, text }: Paragraph, shown: Excerpt, also: readonly QuotedSource[] = []): Quote {
  return { excerpt: shown, paragraph: { id, number, kind, text }, article: bareArticle(article), citation: cite(article), also, ...(article.gone !== undefined && { gone: article.gone }) };
}

/** The first prose paragraph, else the first; undefined without any. */
export function openingParagraph(paragraphs: readonly Paragraph[]): Paragraph | undefined {
  return paragraphs.find((paragraph) => paragraph.kind === 'prose') ?? paragraphs[0];
}

/** Of each article its opening sentence, as {@link openingQuote}; no more of the articles is read than that needs. */
export async function openingQuotes(articles: readonly StoredArticle[], store: Pick<Store, 'openings'>): Promise<(Quote | null)[]> {
  const first = new Map((await store.openings(articles.map(({ id }) => id))).map((paragraph) => [paragraph.articleId, paragraph]));
  return articles.map((article) => {
    const opening = first.get(article.id);
    return opening === undefined ? null : openingQuote(article, [opening]);
  });
}

/** An article's opening sentence, from its first prose paragraph if it has one; null without paragraphs. */
export function openingQuote(article: Article & Pick<StoredArticle, 'gone'>, paragraphs: readonly Paragraph[]): Quote | null {
  const first = openingParagraph(paragraphs);
  if (first === undefined) return null;
  const sentence = sentences(first.text)[0] ?? { start: 0, end: first.text.length };
  return quote(article, first, excerpt(first.text, bestWindow(first.text, sentence, [], EXCERPT_LENGTH), []));
}

/** What `--json` tells of a quote. */
export function bareQuote({ excerpt: shown, paragraph, article, citation, also, gone }: Quote): object {
  return { excerpt: shown, paragraph, article, citation, also: also.map((other) => ({ articleId: other.article.id, paragraphId: other.paragraph.id })), ...(gone !== undefined && { gone }) };
}
