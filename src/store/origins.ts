/** What is known of an origin that is kept current. */
export interface OriginRecord {
  /** Its address, in the one form that equal addresses have. */
  readonly id: string;
  /** Who listed it; `once`: it was taken in by hand, and is not refreshed. */
  readonly listed: 'origins.yaml' | 'added' | 'once';
  /** Whether an administrator added it before origins.yaml listed it. */
  readonly wasAdded?: boolean;
  /** Null until it was fetched for the first time. */
  readonly kind: 'feed' | 'page' | null;
  /** How often it is refreshed: minutes, or a cron pattern; null for the usual. */
  readonly every: number | string | null;
  /** How many documents of its past are to be fetched at most. */
  readonly fill: number;
  /** Where its document is: the feed that a page names, or where it moved to. */
  readonly document: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** ISO 8601 date-times; null for never. */
  readonly lastSuccess: string | null;
  readonly lastTry: string | null;
  readonly nextTry: string | null;
  /** Why it fails; null when it does not. */
  readonly problem: OriginProblem | null;
  /** How many places its document had when it was last read: what stands behind them was shown earlier. */
  readonly shown: number;
  /** How its past is fetched; null when that is done, or not wanted. */
  readonly filling: Filling | null;
  /** Ids of articles that it showed and shows no more, of which it is not known yet whether they are gone. */
  readonly suspects: readonly string[];
}

export interface OriginProblem {
  readonly kind: string;
  readonly message: string;
  readonly remedy: string;
  readonly retryAt: string | null;
  /** ISO 8601 date-time of the first of these failures. */
  readonly since: string;
  /** How many in a row. */
  readonly failures: number;
}

/** Older documents of an origin, fetched one by one. */
export interface Filling {
  /** `pages`: the further pages of a feed. `sitemap`: the addresses that the site's map lists. */
  readonly by: 'pages' | 'sitemap';
  /** The address to go on with; null for the beginning. */
  readonly next: string | null;
  /** The address of the one that came last. */
  readonly last: string | null;
  /** How many were fetched. */
  readonly done: number;
}

/** A web page that was taken in because its site's map lists it. */
export interface DocumentRecord {
  readonly url: string;
  readonly etag: string | null;
  readonly lastModified: string | null;
  /** When its site's map said it was changed last, as written. */
  readonly listedAs: string | null;
}

/** The origins that are kept current, and who is at work on which. Part of the store: see `Store.origins`. */
export interface OriginRecords {
  /** By listing, then in the order in which they came. */
  list(): Promise<readonly OriginRecord[]>;
  get(id: string): Promise<OriginRecord | null>;
  /** Adds it, or replaces what was known of it. */
  save(record: OriginRecord): Promise<void>;
  /** Changes what is known of it in one step, whatever others change meanwhile; null when there is none. */
  change(id: string, change: (record: OriginRecord) => OriginRecord): Promise<OriginRecord | null>;
  /** With its documents. Its collections stay. */
  remove(id: string): Promise<void>;
  /**
   * Makes one process (`holder`, its number) the only one that works on an origin until it lets go, or has not claimed it
   * again for `forMs`, or runs no more. False when another one is at work.
   */
  claim(id: string, holder: number, forMs: number): Promise<boolean>;
  release(id: string, holder: number): Promise<void>;
  /** Ids of origins on which a process is at work. */
  claimed(): Promise<ReadonlySet<string>>;
  /** How many articles stand in its collections, and how many of them are gone from its site. */
  counts(id: string): Promise<{ readonly articles: number; readonly gone: number }>;
  /** As {@link counts}, of collections that are files below an address (`file:///…/`); of those of the archive's own folder (null). */
  folderCounts(below: string | null): Promise<{ readonly articles: number; readonly gone: number }>;
  /** By address. */
  documents(id: string): Promise<readonly DocumentRecord[]>;
  saveDocument(id: string, document: DocumentRecord): Promise<void>;
  /** Many at once. */
  saveDocuments(id: string, documents: readonly DocumentRecord[]): Promise<void>;
}
