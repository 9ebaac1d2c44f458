import type { Problem } from '../web/problem.ts';

/** How far the past of an origin is fetched. */
export interface FillProgress {
  readonly done: number;
  readonly most: number;
  readonly address: string;
}

export interface FillOptions {
  readonly signal?: AbortSignal | undefined;
  readonly progress?: ((progress: FillProgress) => void) | undefined;
}

/** What fetching an origin's past gave. */
export interface FillReport {
  readonly added: number;
  readonly changed: number;
  /** What stopped it before its end; it is taken up later. */
  readonly problem: Problem | null;
}
