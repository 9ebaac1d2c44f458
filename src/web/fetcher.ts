import type { Problem } from './problem.ts';

/** By what a server tells that a document is as it was: https://www.rfc-editor.org/rfc/rfc9110#section-8.8 */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

export interface FetchOptions {
  /** Where the body is written; made anew. */
  readonly file: string;
  /** Of the body that is known already. */
  readonly validators?: Validators | undefined;
  /** The most that a body may have, in bytes, unpacked. */
  readonly most?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** What came of asking for an address. Of a failure nothing is left in the file. */
export type Fetched =
  | { readonly state: 'unchanged'; readonly url: string }
  | {
      readonly state: 'fetched';
      /** After all redirects. */
      readonly url: string;
      /** Where the document has moved for good (301, 308 all the way); null when it has not. */
      readonly movedTo: string | null;
      readonly bytes: number;
      /** Of the body as written, hexadecimal. */
      readonly sha256: string;
      /** The media type, lower case, without parameters; null when none is told. */
      readonly type: string | null;
      readonly validators: Validators;
    }
  | { readonly state: 'failed'; readonly problem: Problem };

/** Asks the web, politely. One for a process: what it knows of each site (its rules, its pace) is shared by all who ask. */
export interface Fetcher {
  /** Never rejects for what a server or the network does; rejects when the file cannot be written, or `signal` says stop. */
  get(url: string, options: FetchOptions): Promise<Fetched>;
  /** Whether a page is still where it was: without its body. `unknown` when it cannot be told now. */
  probe(url: string, signal?: AbortSignal): Promise<'there' | 'gone' | 'unknown'>;
  close(): Promise<void>;
}
