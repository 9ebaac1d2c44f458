import type { Fault } from './faults.ts';
import type { Gone, Post } from './posts.ts';

/** One request that the site had; times are of the site's own `performance.now`. */
export interface Recorded {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** Whether it asked with If-None-Match or If-Modified-Since. */
  readonly conditional: boolean;
  /** 0 while nothing was answered. */
  readonly status: number;
  /** Of the body, as sent (compressed, where it was). */
  readonly bytes: number;
  readonly startedAt: number;
  /** Null while it is under way. */
  readonly endedAt: number | null;
}

/** What a test can do to the site while it runs. */
export interface Control {
  readonly add: (count: number) => readonly Post[];
  readonly edit: (postId: number, paragraphIndex: number, text: string) => Post;
  readonly vanish: (postId: number, status: Gone) => Post;
  readonly bringBack: (postId: number) => Post;
  /** Shuffles the feeds' items across all their pages; null puts the newest first again. */
  readonly reorderFeed: (seed: number | null) => void;
  /** Puts another prefix before the id in each guid; null takes it back. */
  readonly rewriteGuids: (prefix: string | null) => void;
  /** Null puts WordPress's own robots.txt back. */
  readonly setRobots: (text: string | null) => void;
  /** Without ETag and Last-Modified nothing is answered with 304 either. */
  readonly hideValidators: (hidden: boolean) => void;
  /** Answers paths (with their query) that match with a fault, so many times or (null) until cleared; the latest set comes first. */
  readonly fault: (pathRegexSource: string, fault: Fault, times: number | null) => void;
  readonly clearFaults: () => void;
  /** The requests since the last call, those under way among them. */
  readonly log: () => readonly Recorded[];
  readonly posts: () => readonly Post[];
}

export interface Call {
  readonly id: number;
  readonly call: keyof Control;
  readonly args: readonly unknown[];
}

export type Reply = { readonly id: number; readonly result: unknown } | { readonly id: number; readonly error: string };

export interface Ready {
  readonly port: number;
}
