import type { Dispatcher } from 'undici';
import { LONGEST_RETRY_MS } from './limits.ts';
import { problem } from './problem.ts';
import { Refused, shown } from './problems.ts';
import type { Site } from './sites.ts';

type Headers = Dispatcher.ResponseData['headers'];

const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const UTF8 = new TextDecoder('utf-8', { fatal: true });

export function one(header: string | string[] | undefined): string | undefined {
  return Array.isArray(header) ? header[0] : header;
}

/** Where an answer leads; many servers write it in UTF-8, and browsers take it so: https://fetch.spec.whatwg.org/#concept-response-location-url */
export function locationOf(status: number, headers: Headers): string | undefined {
  const written = REDIRECTS.has(status) ? one(headers['location']) : undefined;
  if (written === undefined || /[^\u0000-\u00FF]/u.test(written)) return written;
  try {
    return UTF8.decode(Buffer.from(written, 'latin1'));
  } catch {
    return written;
  }
}

/** The address to ask for, without its place on the page; `start` is the one that led to it. */
export function checkedAddress(address: string, start: string): URL {
  const url = URL.parse(address);
  if (url === null || !/^https?:$/u.test(url.protocol)) throw new Refused(problem('address', `${shown(start)} leads to what is no address on the web.`));
  if (url.username !== '' || url.password !== '') throw new Refused(problem('address', `${shown(start)} holds a password, which is never sent.`));
  url.hash = '';
  return url;
}

/** When the server wants to be asked again: https://www.rfc-editor.org/rfc/rfc9110#name-retry-after */
export function retryAt(headers: Headers): string | null {
  const said = one(headers['retry-after'])?.trim();
  if (said === undefined) return null;
  const wait = /^\d+$/u.test(said) ? Number(said) * 1_000 : Date.parse(said) - Date.now();
  return Number.isNaN(wait) ? null : new Date(Date.now() + Math.min(Math.max(0, wait), LONGEST_RETRY_MS)).toISOString();
}

export function noteRetry(site: Site, status: number, headers: Headers): void {
  const at = status === 429 || status === 503 ? retryAt(headers) : null;
  if (at === null) return;
  site.retryAt = at;
  site.blockedUntil = performance.now() + Date.parse(at) - Date.now();
}
