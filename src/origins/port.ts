import type { Problem } from '../web/problem.ts';

/** `feed`: RSS, Atom or JSON Feed. `page`: a web page. `folder`: a folder of this machine. */
export type OriginKind = 'feed' | 'page' | 'folder';

/** How an origin does. */
export interface OriginStatus {
  /** Its address, or the path of a folder. */
  readonly id: string;
  /** Null until it was fetched for the first time. */
  readonly kind: OriginKind | null;
  /** Who listed it: the archive's folder itself, its origins.yaml, or an administrator. */
  readonly listed: 'folder' | 'origins.yaml' | 'added';
  readonly state: 'new' | 'current' | 'refreshing' | 'failing';
  readonly articles: number;
  /** How many of them are gone from its site. */
  readonly gone: number;
  /** ISO 8601 date-times; null: never, or not planned. */
  readonly lastSuccess: string | null;
  readonly lastTry: string | null;
  readonly nextTry: string | null;
  /** Why it fails, since when, and how often in a row; null when it does not. */
  readonly problem: (Problem & { readonly since: string; readonly failures: number }) | null;
  /** How many of its older documents were fetched so far; null when its past is filled, or is not to be. */
  readonly filling: { readonly done: number } | null;
}

/** What a refresh of one origin did. */
export interface RefreshReport {
  readonly id: string;
  readonly outcome: 'changed' | 'unchanged' | 'failed' | 'busy';
  readonly added: number;
  readonly changed: number;
  /** How many articles were found to be gone from its site; they stay. */
  readonly gone: number;
  readonly problem: Problem | null;
  /** Something to know, in one or two sentences; null for most. */
  readonly notice: string | null;
}

/** The origins of the archive that are kept current. All methods throw a `Fault` of type `user` for what the caller can mend. */
export interface Origins {
  /** In the order listed: the archive's folder, origins.yaml, added ones. */
  status(): Promise<readonly OriginStatus[]>;
  /** Fetches an address at once and keeps it current from then on; older articles follow in the background. */
  add(address: string): Promise<RefreshReport>;
  /** Keeps it current no longer. Its articles stay, unless they shall go too. */
  remove(address: string, options: { readonly articles: boolean }): Promise<{ readonly id: string; readonly removed: number; readonly kept: number }>;
  /** Refreshes one now, or all (null). */
  refresh(address: string | null): Promise<readonly RefreshReport[]>;
}
