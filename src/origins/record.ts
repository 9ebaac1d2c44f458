import type { OriginRecord } from '../store/origins.ts';

/** What whoever lists an origin may say of it. */
export interface OriginSettings {
  /** Minutes, or a cron pattern; null for the usual. */
  readonly every: number | string | null;
  /** How many documents of its past are fetched at most: pages of a feed, or pages of a site. */
  readonly fill: number;
}

/** A hundred pages of a feed are a thousand posts. */
export const USUAL_FILL = 100;

/**
 * With another limit for its past. Where that is higher, it is asked for as at first: what is known of its past says only
 * that it was fetched to its end or to the limit.
 */
export function withFill(record: OriginRecord, fill: number): OriginRecord {
  if (fill <= record.fill || record.filling !== null) return { ...record, fill };
  return { ...record, fill, etag: null, lastModified: null, lastSuccess: null };
}

/** An origin of which nothing is known but its address. */
export function newRecord(id: string, listed: OriginRecord['listed'], { every, fill }: OriginSettings): OriginRecord {
  return {
    id, listed, kind: null, every, fill, document: id, etag: null, lastModified: null, lastSuccess: null, lastTry: null, nextTry: null,
    problem: null, shown: 0, filling: null, suspects: [],
  };
}
