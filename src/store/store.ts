import type { Article, FullArticle, Paragraph } from '../archive/article.ts';
import type { OriginRecords } from './origins.ts';

/** Articles of one origin (a page, a feed, a folder), replaced together when the origin changes. */
export interface Collection {
  /** Stable name of the origin: for a file, its path relative to the archive's folder. */
  readonly id: string;
  /** Changes whenever the origin's content does (a hash); tells whether a refresh is needed. */
  readonly fingerprint: string;
}

/** Where an article stands: 0-based, in page order. */
export interface Place {
  readonly collection: string;
  readonly position: number;
}

/** What a place of the archive says of an article, without its text. */
export interface Known extends Omit<Article, 'id'> {
  /** What the origin itself calls it. */
  readonly key?: string;
}

/** The same article at another place: a repost, the feed beside the page. */
export interface Copy extends Known {
  readonly place: Place;
  /** Its own text where it differs in any character; null where it is the article's. */
  readonly paragraphs: readonly Pick<Paragraph, 'kind' | 'text'>[] | null;
}

/** An article ready to be stored. */
export interface IdentifiedArticle extends FullArticle {
  /** ISO 639-1, as told from its text. */
  readonly language: string;
  /** What the origin itself calls it. */
  readonly key?: string;
  /** What its place says of it, where the archive's owner corrected that. */
  readonly asParsed?: Known;
  /** ISO 8601 date-time, of an article that was in another store before. */
  readonly addedAt?: string;
  /** Further places of the same article, in the order of places. */
  readonly alsoAt: readonly Copy[];
  /** Id of the article that this one is another version of, on the same archive; null for most. */
  readonly revisionOf: string | null;
}

/** What a collection shall hold: exactly these articles, in this order. */
export interface CollectionContent {
  readonly collection: Collection;
  readonly articles: readonly IdentifiedArticle[];
}

/** Collections that change together. An article that another collection holds moves over to the one that names it. */
export interface Update {
  readonly replace: readonly CollectionContent[];
  /** Ids of collections that go, with what they still hold; unknown ones are passed over. */
  readonly remove: readonly string[];
}

/** How many articles an update added, changed (text or what is known of it, not merely their place) and removed. */
export interface UpdateCounts {
  readonly added: number;
  readonly changed: number;
  readonly removed: number;
}

/** An article as the store lists it. */
export interface StoredArticle extends Article {
  /** ISO 639-1. */
  readonly language: string;
  readonly key?: string;
  readonly asParsed?: Known;
  readonly collection: string;
  /** 0-based place in its collection: page order. */
  readonly position: number;
  /** ISO 8601 date-time at which the store first held it. */
  readonly addedAt: string;
  readonly alsoAt: readonly Copy[];
  readonly revisionOf: string | null;
  /** ISO 8601 date-time at which it was found to be gone from its site. */
  readonly gone?: string;
}

/** An article with its text, as the store lists it. */
export type HeldArticle = StoredArticle & FullArticle;

/** What saving an article did: `moved` when only its place or its copies are others. */
export type Saved = 'added' | 'changed' | 'moved' | 'same';

/** What was looked at, and what was found wrong with it. */
export interface Check {
  readonly name: string;
  /** Of what so many were looked at, in the singular. */
  readonly unit: string;
  readonly looked: number;
  /** A sentence each, without a full stop; empty when all is well. */
  readonly problems: readonly string[];
  /** What to do when there is any. */
  readonly remedy: string;
}

/** When an article was erased for good. */
export interface Purge {
  /** ISO 8601 date-time. */
  readonly at: string;
}

export interface StoredParagraph extends Paragraph {
  readonly articleId: string;
  /** Of its article. */
  readonly language: string;
}

/** What an index needs of a paragraph. */
export interface IndexableParagraph extends StoredParagraph {
  readonly title: string;
  readonly publisher: string | null;
}

/** An earlier state of an article, kept when an ingest changed it. */
export interface Revision {
  readonly article: FullArticle;
  /** The change sequence at which it was replaced. */
  readonly sequence: number;
  readonly replacedAt: string;
}

export interface Changes {
  /** The sequence that an index has applied once it applied this batch. */
  readonly sequence: number;
  readonly upserts: readonly IndexableParagraph[];
  /** Ids of paragraphs that are gone. */
  readonly removals: readonly string[];
  /** True when there is more after `sequence`. */
  readonly more: boolean;
}

/**
 * Which articles: all conditions hold. Names are compared folded (case, accents, dashes); a publisher also by alias; an
 * article that states several authors is by each of them.
 */
export interface ArticleFilter {
  readonly publisher?: string;
  readonly category?: string;
  readonly author?: string;
  /** ISO days, both included, null where open: any reading of an article's date fits. Undated articles never do. */
  readonly published?: { readonly from: string | null; readonly to: string | null };
}

export interface ArticlePage {
  readonly articles: readonly StoredArticle[];
  /** Pass it back for the next page; null at the end. */
  readonly cursor: string | null;
}

export interface NameCount {
  readonly name: string;
  readonly articles: number;
}

export interface StoreCounts {
  readonly articles: number;
  readonly paragraphs: number;
}

/**
 * The most recent articles, by the best basis that holds for all that match: `stated` when every one states its date,
 * `page` when all stand on one page, else `added`: there, what was fetched from the web stands by the date that it states.
 */
export interface Latest {
  readonly basis: 'stated' | 'page' | 'added';
  readonly articles: readonly StoredArticle[];
  /** How many articles match in all, and how many of them state their date. */
  readonly total: number;
  readonly dated: number;
  /** The page whose order it is, with the basis `page`. */
  readonly collection: string | null;
}

/**
 * The truth: articles, paragraphs, revisions, origins, and a change sequence that indexes follow.
 * All methods reject with a `Fault` of type `store` when the medium fails (locked, damaged, newer).
 */
export interface Store {
  /** The origins that are kept current. */
  readonly origins: OriginRecords;

  /** The store's own name, given when it was made: tells whether what was kept beside it belongs to it. */
  identity(): Promise<string>;
  /** Grows with every change; 0 for an empty store. */
  sequence(): Promise<number>;
  counts(): Promise<StoreCounts>;

  /** By id; with `ids` only those that are there of them. */
  collections(ids?: readonly string[]): Promise<readonly Collection[]>;
  /** The articles of a collection with their paragraphs, in page order: what the next ingest is matched against. */
  articlesOf(collectionId: string): Promise<readonly FullArticle[]>;
  /**
   * Makes collections hold exactly what is given, in one transaction. Articles that changed keep their former state
   * as a revision; unchanged ones cause no change (the sequence stays); of removed ones nothing is kept but the ids
   * of their paragraphs, as removals in {@link changes}.
   */
  update(update: Update): Promise<UpdateCounts>;
  /** Opens a collection for {@link save}: until {@link finish} it counts as never read. */
  begin(collectionId: string): Promise<void>;
  /** Stores one article at a place, in one transaction: it is there whole or not at all. Its collection must have begun. */
  save(article: IdentifiedArticle, place: Place): Promise<Saved>;
  /** To be called after some {@link save}s: from then on their titles are found by {@link findByTitle}. */
  settle(): Promise<void>;
  /** Closes a collection: all of it is stored, with so many places; copies at other places of it are forgotten. */
  finish(collection: Collection, copiesAt: ReadonlySet<number>): Promise<void>;
  /** Removes articles, each in one transaction; the number of those that were there. */
  removeArticles(ids: readonly string[]): Promise<number>;
  /** Ids of the articles whose place is in a collection, and of those that have a copy there, in page order. */
  placedIn(collectionId: string): Promise<{ readonly articles: readonly string[]; readonly copies: readonly string[] }>;
  /** Gives articles of a collection the places from `first` on, in this order. */
  placeFrom(first: number, ids: readonly string[]): Promise<void>;

  /** Notes that articles are gone from their site, or (null) that they are there. Unknown ids are passed over. No index needs to follow. */
  setGone(ids: readonly string[], at: string | null): Promise<void>;

  /**
   * Ids of articles that have one of these keys (see `archive/keys.ts`). A key that more than `mostCommon` articles share
   * tells nothing and is passed over.
   */
  related(keys: readonly number[], mostCommon: number): Promise<readonly string[]>;
  /** In the order of `ids`; unknown ids are left out. */
  held(ids: readonly string[]): Promise<readonly HeldArticle[]>;

  /**
   * Removes an article with its revisions for good: its id and what it says are never stored again. False when there is
   * none. What it left in the files is {@link sweep}'s to overwrite; where another process is in the way of that, this
   * rejects before anything is removed.
   */
  purge(articleId: string): Promise<boolean>;
  /** Leaves nothing in the store's files of what was removed. Rejects when another process is in the way for some seconds. */
  sweep(): Promise<void>;
  /** Null when no article of that id was erased. */
  purged(articleId: string): Promise<Purge | null>;
  /** Which of these ids are those of erased articles. */
  purgedIds(ids: readonly string[]): Promise<readonly string[]>;
  /** Which of the numbers an erased article had: as {@link related}, for what must not come back. */
  purgedNumbers(numbers: readonly number[]): Promise<ReadonlySet<number>>;

  /** Which corrections the archive holds, as was last told; empty for none. */
  corrections(): Promise<string>;
  setCorrections(fingerprint: string): Promise<void>;
  /** Ids of articles that the archive's owner corrected. */
  corrected(): Promise<readonly string[]>;

  /** {@link update} of one collection. */
  replaceCollection(collection: Collection, articles: readonly IdentifiedArticle[]): Promise<UpdateCounts>;
  /** {@link update} that removes one collection. */
  removeCollection(collectionId: string): Promise<UpdateCounts>;

  /** Null when there is none of that id. */
  article(id: string): Promise<StoredArticle | null>;
  /** In the order of `ids`; unknown ids are left out. */
  articles(ids: readonly string[]): Promise<readonly StoredArticle[]>;
  paragraphsOf(articleId: string): Promise<readonly StoredParagraph[]>;
  /** Of each article, in the order of the ids, its first paragraph of prose, else its first; those without any are left out. */
  openings(articleIds: readonly string[]): Promise<readonly StoredParagraph[]>;
  /** In the order of `ids`; unknown ids are left out. */
  paragraphs(ids: readonly string[]): Promise<readonly StoredParagraph[]>;
  /** About `count` of all paragraphs, evenly over the order of their ids: the same ones whenever the archive holds the same. */
  sample(count: number): Promise<readonly StoredParagraph[]>;
  /** All articles, by collection and position; `limit` at most 1,000. */
  list(filter: ArticleFilter, page: { readonly cursor?: string | null; readonly limit: number }): Promise<ArticlePage>;
  /** Ids of all articles that match, in no order. */
  ids(filter: ArticleFilter): Promise<readonly string[]>;
  /** How many articles match that have no date, whatever the filter says of dates. */
  undated(filter: ArticleFilter): Promise<number>;
  /** Articles whose folded title holds `part`, else all of its words; best first (start of title, then substring, then words). */
  findByTitle(part: string, limit: number): Promise<readonly StoredArticle[]>;
  latest(filter: ArticleFilter, count: number): Promise<Latest>;
  /** Publishers, most articles first, then by name. */
  publishers(): Promise<readonly NameCount[]>;
  categories(): Promise<readonly NameCount[]>;
  /** Those whom articles state as their authors, each by themselves. */
  authors(): Promise<readonly NameCount[]>;
  /** Latest first. */
  revisions(articleId: string): Promise<readonly Revision[]>;

  /** What happened after `since`, oldest first, at most about `limit` paragraphs; only the newest state of each. */
  changes(since: number, limit: number): Promise<Changes>;
  /** All articles with their text, in page order, as the store is at one moment; to be read to its end before this store is written. */
  all(): AsyncIterable<HeldArticle>;
  /**
   * Writes all of it as it is now into a file, as a store with a name of its own, and checks that; other processes may
   * write meanwhile. Rejects with a `Fault`; what the file then holds is of no use.
   */
  copyTo(file: string): Promise<void>;
  /** Holds the store against itself, in one state of it. */
  verify(): Promise<readonly Check[]>;
  close(): Promise<void>;
}
