import { BadCoding, Oversized } from './body.ts';
import { ForbiddenAddress, isCertificateFault } from './connect.ts';
import type { Problem, ProblemKind } from './problem.ts';

/** Thrown within a request for what is a problem as soon as it is seen. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
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
  'not-a-feed': 'Open it in a browser and look for the feed\'s new address.',
  'empty': 'Give the address of its feed, or of a page that shows an article as text.',
  'internal': 'Please report it.',
};

export function problem(kind: ProblemKind, message: string, retryAt: string | null = null): Problem {
  return { kind, message: clean(message), remedy: REMEDIES[kind], retryAt };
}

/** What an answer's status says of a document; null when it is there. */
export function problemOfStatus(status: number, address: string, retryAt: string | null): Problem | null {
  if (status >= 200 && status < 300) return null;
  if (status === 404) return problem('not-found', `There is nothing at ${address} (404).`);
  if (status === 410) return problem('gone', `${address} is gone for good (410).`);
  if (status === 401 || status === 403 || status === 407) return problem('login', `${address} may not be read without logging in (${status}).`);
  if (status === 429 || (status === 503 && retryAt !== null)) return problem('rate-limited', `The site of ${address} asks to be left alone for a while (${status}).`, retryAt);
  return problem('status', `${address} answered ${status}${status >= 500 ? ', an error of the site' : ''}.`);
}

/** What broke a request off, for people; null for what is no fault of the web's. */
export function problemOfError(error: unknown, address: string): Problem | null {
  if (error instanceof Refused) return error.problem;
  if (error instanceof Oversized) return problem(error.kind, error.kind === 'bomb' ? `What ${address} sends unpacks to hundreds of times its size.` : `What ${address} sends is larger than is taken in.`);
  if (error instanceof ForbiddenAddress) return problem('address', `${address} leads to ${error.host}, which is not on the public internet.`);
  if (error instanceof BadCoding) return problem('connection', `What ${address} sends cannot be unpacked (${error.message}).`);
  if (!(error instanceof Error)) return null;
  const code = codeOf(error);
  if (/^(?:ENOTFOUND|EAI_|ENODATA|ESERVFAIL|EBADNAME|ETIMEOUT$|EREFUSED)/u.test(code)) return problem('dns', `No host is known for ${address} (${code}).`);
  if (isCertificateFault(error) || (error.cause instanceof Error && isCertificateFault(error.cause))) return problem('certificate', `The certificate of ${address} is not valid (${code}).`);
  if (/TIMEOUT|ETIMEDOUT|TimeoutError/u.test(`${code} ${error.name}`)) return problem('timeout', `${address} did not answer in time.`);
  if (error.name === 'HTTPParserError') return problem('connection', `What ${address} sends is not HTTP.`);
  // A firewall of this machine refuses with codes that files have, too.
  if (('syscall' in error && error.syscall === 'connect') || /^(?:UND_ERR|ECONN|EPIPE|EHOST|ENET|EADDR|HPE_|ERR_HTTP|ERR_STREAM_PREMATURE|ERR_INVALID|EPROTO|ERR_SOCKET)/u.test(code)) return problem('connection', `The connection to ${address} broke off (${code}).`);
  return null;
}

function codeOf(error: Error): string {
  const own = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return own !== '' ? own : error.cause instanceof Error ? codeOf(error.cause) : '';
}

/** An address without what nobody else should see, on one line. */
export function shown(address: string): string {
  const url = URL.parse(address);
  // Of what is no address, nobody knows where its password is.
  if (url === null || !/^https?:$/u.test(url.protocol)) return clean(address.replace(/^.*@/su, '…@')).slice(0, 300);
  [url.username, url.password] = ['', ''];
  return clean(url.href).slice(0, 300);
}

function clean(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029\u202A-\u202E\u2066-\u2069]/gu, '\uFFFD');
}
