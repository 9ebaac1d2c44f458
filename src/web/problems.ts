import { BadCoding, Oversized } from './body.ts';
import { ForbiddenAddress, isCertificateFault } from './connect.ts';
import { inert, problem, type Problem } from './problem.ts';

/** Thrown within a request for what is a problem as soon as it is seen. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.message);
    this.problem = problem;
  }
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
  if (url === null || !/^https?:$/u.test(url.protocol)) return inert(address.replace(/^.*@/su, '…@')).slice(0, 300);
  [url.username, url.password] = ['', ''];
  return inert(url.href).slice(0, 300);
}
