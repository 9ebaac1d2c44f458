/** How sure a publication date is. */
export type Certainty = 'stated' | 'ambiguous' | 'inferred';

/** When an article was published, as far as its page says so. Never invented: an undated article has null instead. */
export interface Published {
  /** ISO 8601 date or date-time; null when several readings exist. */
  readonly value: string | null;
  /** Every possible reading, earliest first; exactly one when the date is stated. */
  readonly readings: readonly string[];
  readonly certainty: Certainty;
  /** The words of the page, e.g. `08/12/2021 - 17:33`. */
  readonly asWritten: string;
}

/** Where an article came from: a file (relative to the archive's folder) and its 1-based line, or a URL. */
export type Origin =
  | { readonly file: string; readonly line: number | null }
  | { readonly url: string; readonly line: null };

export interface Article {
  readonly id: string;
  /** Empty when the article has no headline. */
  readonly title: string;
  readonly publisher: string | null;
  /** A second spelling of the publisher in the header (`TheHill` beside `The Hill`). */
  readonly publisherAlias: string | null;
  readonly section: string | null;
  readonly author: string | null;
  readonly published: Published | null;
  readonly url: string | null;
  readonly category: string | null;
  /** The sentence or byline that names the author, as written; null when the author is unknown. */
  readonly attribution: string | null;
  /** Photo and agency credits, as written, in page order. */
  readonly credits: readonly string[];
  readonly origin: Origin;
}

export const PARAGRAPH_KINDS = ['prose', 'caption', 'bio', 'byline', 'dateline', 'subheading'] as const;
export type ParagraphKind = (typeof PARAGRAPH_KINDS)[number];

export interface Paragraph {
  readonly id: string;
  /** 1-based over all kinds, in page order. */
  readonly number: number;
  readonly kind: ParagraphKind;
  /** As stored: what every excerpt is a substring of. */
  readonly text: string;
}

/** What a citation can name: everything of an article but its text. */
export interface FullArticle extends Article {
  readonly paragraphs: readonly Paragraph[];
}

/** Only the fields of {@link Article}, in their documented order: what answers show of a stored article. */
export function bareArticle(article: Article): Article {
  return { id: article.id, ...bareKnown(article) };
}

/** As {@link bareArticle}, without the id: what one place of the archive says. */
export function bareKnown(known: Omit<Article, 'id'>): Omit<Article, 'id'> {
  const { title, publisher, publisherAlias, section, author, published, url, category, attribution, credits, origin } = known;
  return { title, publisher, publisherAlias, section, author, published, url, category, attribution, credits, origin };
}
