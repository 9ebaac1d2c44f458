import ipaddr from 'ipaddr.js';
import type { Caller } from '../../command.ts';
import type { OriginStatus } from '../../origins/port.ts';
import type { ProblemKind } from '../../web/problem.ts';

/** What keeps an origin from being had, without any address: for those who do not run the bot. */
const IN_WORDS: Readonly<Record<ProblemKind, string>> = {
  address: 'Its address is not fetched from.',
  dns: 'The name of its site is not found.',
  connection: 'Its site cannot be reached.',
  certificate: 'The certificate of its site is not valid.',
  timeout: 'Its site does not answer in time.',
  redirects: 'Its site sends from one address to the next.',
  'too-large': 'Its site sends more than is taken.',
  bomb: 'Its site sends what unpacks to far too much.',
  robots: 'Its site asks robots to stay away (robots.txt).',
  login: 'Its site asks for a login.',
  'rate-limited': 'Its site asks to be asked less often.',
  'not-found': 'It is not at its address (404).',
  gone: 'Its site says that it is gone for good (410).',
  status: 'Its site answers with an error.',
  'not-a-feed': 'What its site sends is no feed.',
  empty: 'It holds no article.',
  internal: 'It could not be read, by a fault of this bot.',
};

/** Names that the public internet never has: RFC 6761, RFC 6762, RFC 8375, and what intranets use. */
const PRIVATE_NAME = /(?:^|\.)(?:localhost|local|internal|intranet|lan|corp|home|private|test|home\.arpa)$/iu;

/** An origin as this caller may see it: who does not run the bot sees no path of this machine, no query or password of an address, no private address. */
export function seenBy({ isOwner }: Pick<Caller, 'isOwner'>, status: OriginStatus): OriginStatus {
  if (isOwner) return status;
  const { id, problem } = status;
  return { ...status, id: publicName(id), problem: problem === null ? null : { ...problem, message: IN_WORDS[problem.kind], remedy: '' } };
}

/** Of an address its host and path; of a folder its name. */
function publicName(id: string): string {
  const url = URL.canParse(id) ? new URL(id) : null;
  if (url === null || !['http:', 'https:'].includes(url.protocol)) return lastPart(id);
  return isPrivate(url.hostname) ? '(an address of a private network)' : `${url.origin}${url.pathname}`;
}

/** Under either system's separator; a drive's name alone (`C:`) is none. */
function lastPart(path: string): string {
  return path.split(/[\\/]/u).findLast((part) => part !== '' && !part.endsWith(':')) ?? '(a folder)';
}

function isPrivate(host: string): boolean {
  const address = host.replace(/^\[|\]$/gu, '');
  if (ipaddr.isValid(address)) return ipaddr.process(address).range() !== 'unicast';
  return !host.includes('.') || PRIVATE_NAME.test(host.replace(/\.$/u, ''));
}
