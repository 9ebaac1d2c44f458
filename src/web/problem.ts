/** What kind of thing kept something from being had from the web. */
export const PROBLEM_KINDS = [
  'address', 'dns', 'connection', 'certificate', 'timeout', 'redirects', 'too-large', 'bomb', 'robots', 'login', 'rate-limited',
  'not-found', 'gone', 'status', 'not-a-feed', 'empty', 'internal',
] as const;
export type ProblemKind = (typeof PROBLEM_KINDS)[number];

/** Why something could not be had from the web, for people. */
export interface Problem {
  readonly kind: ProblemKind;
  /** One sentence, with the address. */
  readonly message: string;
  /** What to do about it: one or two plain sentences. */
  readonly remedy: string;
  /** ISO 8601 date-time before which the server asked not to be asked again; null when it did not. */
  readonly retryAt: string | null;
}

const REMEDIES: Readonly<Record<ProblemKind, string>> = {
  'address': 'Only the public internet is asked. If this is an intranet of yours, list its host in the setting FETCH_ALLOW.',
  'dns': 'Check the spelling of the address, and that this machine can look up names.',
  'connection': 'Open it in a browser: if it works there, try again later; if it does not, tell whoever runs the site.',
  'certificate': 'Tell whoever runs the site that its certificate is not valid; it is asked again from time to time.',
  'timeout': 'It is asked again later. If it goes on, the site is too slow or does not answer this machine.',
  'redirects': 'Open it in a browser and give the address that is shown in the end.',
  'too-large': 'Give a feed or a page; a large export is better downloaded and ingested as a file.',
  'bomb': 'This may be an attack, or a broken server; it is not unpacked.',
  'robots': 'Ask whoever runs the site to allow "backfile" in its robots.txt, or for an export.',
  'login': 'Only what anybody can read can be fetched. Save or export it yourself and ingest the file.',
  'rate-limited': 'It is asked again when the site allows it; a longer pause ("every" in origins.yaml) may help.',
  'not-found': 'Check the address in a browser. If it has moved, add the new one; what it gave stays.',
  'gone': 'It will not come back under this address. If it has moved, add the new one; what it gave stays.',
  'status': 'It is asked again later. If it goes on, tell whoever runs the site.',
  'not-a-feed': 'Open it in a browser. If the feed has moved, add its new address and remove this one; the articles stay.',
  'empty': 'Give the address of its feed, or of a page that shows an article as text. A page that is drawn by scripts alone cannot be read.',
  'internal': 'Please report it.',
};

/** With the remedy that its kind usually has. */
export function problem(kind: ProblemKind, message: string, retryAt: string | null = null): Problem {
  return { kind, message: inert(message), remedy: REMEDIES[kind], retryAt };
}

/** What servers send stays on its line, in its direction. */
export function inert(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}
