import { setTimeout as sleep } from 'node:timers/promises';
import { LRUCache } from 'lru-cache';
import robots from 'robots-parser';
import { until } from './deadline.ts';

const MOST_REMEMBERED = 1_000;
/** The name by which a site's rules know us: https://www.rfc-editor.org/rfc/rfc9309#section-2.2.1 */
export const ROBOT = 'backfile';

// It is a CommonJS module, whose types say otherwise.
const robotsParser = robots as unknown as (url: string, text: string) => { isAllowed(url: string, robot: string): boolean | undefined; getCrawlDelay(robot: string): number | undefined };

/** What a site says who may ask it for what. */
export interface Rules {
  isAllowed(url: string): boolean;
  /** In milliseconds; null when it says nothing. */
  readonly pauseMs: number | null;
}

export const NO_RULES: Rules = { isAllowed: () => true, pauseMs: null };
/** Until a site's rules can be read, they are taken to forbid everything: https://www.rfc-editor.org/rfc/rfc9309#section-2.3.1.4 */
export const UNREACHABLE_RULES: Rules = { isAllowed: () => false, pauseMs: null };

export function readRules(url: string, text: string): Rules {
  // Many stars mean what one does, and cost as much as all of them.
  const rules = robotsParser(url, text.replace(/\*{2,}/gu, '*'));
  const seconds = rules.getCrawlDelay(ROBOT);
  return { isAllowed: (address) => rules.isAllowed(address, ROBOT) !== false, pauseMs: seconds === undefined || !Number.isFinite(seconds) ? null : seconds * 1_000 };
}

/** What is remembered of one site. Times are of `performance.now()`, which no clock sets back. */
export interface Site {
  rules: { readonly rules: Rules; readonly until: number } | null;
  /** Its rules, while they are asked for. */
  asking: Promise<Rules> | null;
  /** Not to be asked before. */
  blockedUntil: number;
  retryAt: string | null;
  lastEnd: number;
  queue: Promise<unknown>;
}

/** The sites that were asked lately. */
export class Sites {
  readonly #sites = new LRUCache<string, Site>({ max: MOST_REMEMBERED });

  of(url: URL): Site {
    let site = this.#sites.get(url.origin);
    if (site === undefined) {
      site = { rules: null, asking: null, blockedUntil: -Infinity, retryAt: null, lastEnd: -Infinity, queue: Promise.resolve() };
      this.#sites.set(url.origin, site);
    }
    return site;
  }
}

/** One after the other, with a pause between. */
export async function inTurn<T>(site: Site, pauseMs: () => number, signal: AbortSignal | undefined, work: () => Promise<T>): Promise<T> {
  const before = site.queue;
  const turn = Promise.withResolvers<undefined>();
  // Whoever gives up waiting leaves the others' order as it is.
  site.queue = before.then(async () => turn.promise);
  try {
    await until(signal, before);
    const pause = site.lastEnd + pauseMs() - performance.now();
    if (pause > 0) await sleep(pause, undefined, { signal });
    try {
      return await work();
    } finally {
      site.lastEnd = performance.now();
    }
  } finally {
    turn.resolve(undefined);
  }
}
